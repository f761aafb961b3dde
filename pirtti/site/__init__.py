"""Shown to families: public pages, no account."""
