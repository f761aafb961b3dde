"""Template marks of the public pages."""
