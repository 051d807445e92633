"""What was done gives which code, how many units."""
