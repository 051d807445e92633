"""What was measured and treated has no name in the record."""
