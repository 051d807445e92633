"""Search a flat code list (HCPCS, CPT, taxonomy) by the words of its titles; derived, made on first use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from chartproof.codesets.books import Books
from chartproof.codesets.codelist import CodeList
from chartproof.codesets.release import Release
from chartproof.model.pattern import Pattern
from chartproof.terms.every_term import Term
from chartproof.terms.index import TermIndex, made
from chartproof.terms.listed import codes, flat, title_columns, title_of
from chartproof.terms.retrieve import nearest
from chartproof.terms.search import MEASURED, Match, readings
from chartproof.terms.words import folded

#: Raise it when the way terms are made of titles changes.
EDITION = "d1"
_PREFIX = Pattern(r"(?=.*\d)[0-9A-Z]{2,7}", re.IGNORECASE)


def descriptors(release: Release, indexes: Path) -> TermIndex:
    """The index of a list's titles (a reader for `Books.read`)."""
    return made(release, indexes, f"titles-{EDITION}", lambda: _terms(release, codes(release, indexes)))


def beginning_with(typed: str, books: Books, system: str, limit: int) -> list[Match]:
    """The codes of a flat list that begin as typed; none where it is no beginning of a code (a1c)."""
    start = typed.strip().upper()
    if not _PREFIX.fullmatch(start):
        return []
    opened = books.read(system, codes)
    key, because = opened.columns[0], f"code begins {start}"
    rows = {row[key]: row for row in reversed(opened.starting(start, limit))}
    return [Match(c, title_of(r, opened.release) or "", 1.0, because) for c, r in sorted(rows.items())]


def search_listed(words: str, books: Books, system: str, limit: int = 10) -> list[Match]:
    """The best matches in a flat list for what a coder typed, one a code, best first; a code's beginning too."""
    if begun := beginning_with(words, books, system, limit):
        return begun
    opened = books.read(system, codes)
    index = books.read(system, descriptors)
    found: dict[str, Match] = {}
    for reading in readings(words, index):
        for near in nearest(reading.words, index, limit * 3, MEASURED):
            code, score = near.term.key, round(max(near.score - reading.cost, 0.0), 4)
            if code not in found or found[code].score < score:
                title = title_of(opened.rows(code)[0], opened.release) or ""
                because = f"{near.term.source} “{near.term.surface}”{reading.says()}"
                found[code] = Match(code, title, score, because)
    return sorted(found.values(), key=lambda m: (-m.score, m.code))[:limit]


def _terms(release: Release, opened: CodeList) -> Iterator[Term]:
    """Every title of every code, each a term."""
    number = 0
    key = opened.columns[0]
    for row in opened.every():
        for source in title_columns(release.system):
            surface = " ".join(row.get(source, "").split())
            words = tuple(sorted(frozenset(folded(surface))))
            if words:
                yield Term(
                    number, (row[key],), source.replace("_", " "), release.name, flat(release).table,
                    row[key], surface, words, "",
                )  # fmt: skip
                number += 1
