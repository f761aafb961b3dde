"""What do others propose? Partners without an account, new actors and their values."""
