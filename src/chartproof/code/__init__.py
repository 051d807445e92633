"""Mentions to assignments: the codes, their proofs, and what was not coded and why."""
