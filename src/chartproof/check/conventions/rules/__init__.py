"""Edits by the conventions and guidelines of ICD-10-CM: one file, one edit."""
