"""The edits of the outpatient editor, by number: which are rules here, and why others are not."""
