"""Who comes, who waits, whose turn it is? Seats for families, without accounts."""
