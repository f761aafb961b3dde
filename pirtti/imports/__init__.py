"""What exists already? Calendars and tables brought in, with a preview and an undo."""
