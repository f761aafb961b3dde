"""Reads of the desk's planning pages."""
