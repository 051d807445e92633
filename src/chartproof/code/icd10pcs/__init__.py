"""ICD-10-PCS: from what was done to a code, each of its seven characters with its words in the record."""
