"""Shown to staff: the day, the week, the figures."""
