"""First pass: each mention by itself."""
