"""Levels by key components: the documentation guidelines of 1995 and 1997, for visits before 2021 and 2023."""
