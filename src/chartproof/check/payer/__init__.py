"""Payer rules of one's own: YAML files of the user's folder, read strictly and run as edits. See docs/payer_rules.md."""
