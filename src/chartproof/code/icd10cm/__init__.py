"""ICD-10-CM: propose a code for every mention, then let the rules decide."""
