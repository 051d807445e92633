"""What was risked."""
