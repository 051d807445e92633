"""The conventions of ICD-10-CM and its guidelines, over any list of diagnosis codes."""
