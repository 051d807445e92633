"""The Medicare Code Editor: what a stay's codes, age and sex may not be."""
