"""What was addressed."""
