"""What hangs on the wall? Posters, months and weeks as tagged PDF."""
