"""What do we plan together? Planning rounds, year wheels, gaps, editions."""
