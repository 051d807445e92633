"""Edits of coverage: one file, one edit."""
