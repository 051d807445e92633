"""The guidelines and conventions of ICD-10-CM: one rule, one file, its cases beside it."""
