"""Whom the changes between two releases touch: one's own past claims and codings."""
