"""The installation: settings, addresses, commands."""
