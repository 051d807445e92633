"""From words to ICD-10-PCS: a procedure as it is said, read to tables and axes."""
