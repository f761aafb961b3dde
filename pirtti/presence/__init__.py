"""Who is there today? Cards of workers and the times when they are at a place."""
