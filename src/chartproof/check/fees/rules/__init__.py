"""Edits of the fee schedule's indicators: one file, one edit."""
