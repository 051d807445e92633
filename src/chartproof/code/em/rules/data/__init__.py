"""What was looked at and gathered."""
