"""Last pass: what stands first."""
