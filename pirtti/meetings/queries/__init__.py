"""Reads about meetings, boards and what members thought."""
