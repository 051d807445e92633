"""Read: documents to pages, each cut into its sections and its lines."""

from __future__ import annotations

from chartproof.model.reading import Page
from chartproof.model.record import Document, Encounter
from chartproof.read.lines import lines
from chartproof.read.sections import sections

__all__ = ["read", "read_document"]


def read(encounter: Encounter) -> tuple[Page, ...]:
    """Read the documents of an encounter, in their order."""
    alone = len(encounter.documents) == 1
    return tuple(read_document(document, alone=alone) for document in encounter.documents)


def read_document(document: Document, *, alone: bool = False) -> Page:
    """Read one document: its sections and its lines, in order of the text; `alone`: the record has no other."""
    parts = sections(document)
    return Page(document, parts, lines(document, parts, alone=alone))
