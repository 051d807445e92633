"""NCCI procedure-to-procedure edits and add-on codes."""
