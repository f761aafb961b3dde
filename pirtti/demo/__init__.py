"""A believable neighbourhood to try things out in."""
