"""Edits of the Medicare Code Editor: one file, one edit."""
