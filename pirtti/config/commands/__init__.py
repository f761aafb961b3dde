"""Subcommands of `pirtti`: read words, call one action, answer with sentences."""
