"""When a condition arose."""
