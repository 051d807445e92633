"""Edits of units: one file, one edit."""
