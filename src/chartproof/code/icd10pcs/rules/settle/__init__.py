"""What is a part of another procedure, and has no code of its own."""
