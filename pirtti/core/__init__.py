"""With what? Tools of every floor; no tables, no words of the field."""
