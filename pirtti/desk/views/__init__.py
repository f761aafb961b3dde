"""Pages of the desk: planning."""
