"""The code books: immutable, dated, sealed releases, and the books of one day."""
