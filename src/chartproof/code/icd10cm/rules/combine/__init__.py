"""Second pass: several conditions that one code names, history and status."""
