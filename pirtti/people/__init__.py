"""Who? Accounts, one-time links, the journal."""
