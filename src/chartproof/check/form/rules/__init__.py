"""Edits of the form: one file, one edit."""
