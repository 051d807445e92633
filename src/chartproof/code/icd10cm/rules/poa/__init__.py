"""After the last: what was present when the patient was admitted (Appendix I)."""
