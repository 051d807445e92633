"""Edits of hospital outpatient claims: one file, one edit."""
