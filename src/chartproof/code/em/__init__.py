"""Evaluation and management: the level of a visit by decision making or time, each element with its words."""
