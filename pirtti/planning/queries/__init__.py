"""Reads about planning: rounds, coverage, editions, year wheels."""
