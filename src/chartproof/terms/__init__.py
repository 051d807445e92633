"""The terminology of one release: the words and terms of the trade, and where they lead."""
