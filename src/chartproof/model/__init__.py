"""The nouns of the trade, as plain frozen values. Standard library only."""
