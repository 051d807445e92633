"""The engine: what a rule is, how rules are found and run, and the pages that explain them."""
