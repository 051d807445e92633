"""Coding -> claim: what was coded, in the form's own nouns."""
