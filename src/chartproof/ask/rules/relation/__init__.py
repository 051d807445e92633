"""Whether one condition comes of another, or of a drug or a procedure."""
