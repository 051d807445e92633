"""Codes -> groups, each with the path that led there."""
