"""Publishers' files from the publisher to the shelf: the only place of the code sets that calls out.

`table` says where each set is kept, `terms` asks what a publisher asks, `download` has the file,
whole or not at all, `forms` picks what the builders read, `order` puts it on the shelf.
"""
