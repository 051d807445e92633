"""The record says two things that cannot both be so."""
