"""Pirtti: open-source software for family centres."""
