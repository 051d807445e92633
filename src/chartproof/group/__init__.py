"""Codes -> groups."""
