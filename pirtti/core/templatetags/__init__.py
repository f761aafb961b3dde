"""Template tags every page has (they are built in, no `{% load %}`)."""
