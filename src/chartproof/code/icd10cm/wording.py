"""The words of the record around a code's own words, quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.model.coding import Assignment, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention
from chartproof.model.record import Document, Evidence


def document_of(coding: Coding, ident: str) -> Document:
    """One document of the case."""
    return next(d for d in coding.encounter.documents if d.id == ident)


def said(coding: Coding, assignment: Assignment, words: Pattern) -> Evidence | None:
    """What a line in which it is mentioned says of these words, quoted, or None."""
    return next((evidence for _, evidence in said_beside(coding, assignment, words)), None)


def said_beside(coding: Coding, assignment: Assignment, words: Pattern) -> Iterator[tuple[Mention, Evidence]]:
    """Every mention whose line says these words, and the words quoted."""
    for mention in assignment.mentions:
        found = words.search(mention.line.words)
        if found:
            start = mention.line.start
            document = document_of(coding, mention.document)
            yield mention, document.quote(start + found.start(), start + found.end())


def ahead(mention: Mention, characters: int = 60) -> str:
    """The words of its line just before a mention, or before its last words where it stands in pieces."""
    at = mention.evidence[-1].start - mention.line.start
    return mention.line.words[max(0, at - characters) : at]


def behind(mention: Mention, characters: int = 60) -> str:
    """The words of its line just behind a mention."""
    at = mention.evidence[-1].end - mention.line.start
    return mention.line.words[at : at + characters]


def written_behind(mention: Mention, coding: Coding, characters: int = 80) -> str:
    """The words behind a mention on its written line, over the comma that ends the head of a problem: "L knee replacement, six week check"."""
    text, end = document_of(coding, mention.document).text, mention.evidence[-1].end
    stop = text.find("\n", end)
    return text[end : min(stop if stop >= 0 else len(text), end + characters)]


#: No further one: the one that was told was there: "a seizure, without subsequent seizures".
_FURTHER = Pattern(
    r"\b(?:subsequent|further|additional|later|recurrent|repeated)\W+(?:\w+\W+)?$", re.IGNORECASE
)


def is_further(mention: Mention) -> bool:
    """Whether what is denied is only a further one."""
    return _FURTHER.search(ahead(mention)) is not None


def quoted(coding: Coding, line: Evidence, found: re.Match[str]) -> Evidence:
    """What a match found in a line's words."""
    document = document_of(coding, line.document)
    return document.quote(line.start + found.start(), line.start + found.end())
