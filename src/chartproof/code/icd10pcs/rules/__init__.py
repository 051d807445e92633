"""Rules of the ICD-10-PCS guidelines."""
