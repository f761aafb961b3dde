"""Forms of the desk's planning pages."""
