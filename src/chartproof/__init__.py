"""From a clinical note to a defensible claim, with a proof for every code."""
