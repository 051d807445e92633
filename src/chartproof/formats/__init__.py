"""Formats: bytes to the model and back, and nothing else."""
