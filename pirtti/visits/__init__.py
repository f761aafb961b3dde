"""How many came? Tallies without a person."""
