"""Edits of pairs and add-on codes: one file, one edit."""
