"""Ulcers of the skin: what words say of their stage or depth, and which codes are of one ulcer.

`figures/ulcer_depths.tsv` has the stages and depths of each family of codes, the least severe first:
the words that say it, and how the titles of its codes end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.passages import passage
from chartproof.codesets.books import Books
from chartproof.codesets.tabular import Tabular
from chartproof.model.coding import Assignment, Coding
from chartproof.model.record import Author, Evidence
from chartproof.model.results import Give

_SILENT = re.compile(r"unspecified (?:stage|severity)$")
_UNRANKED = ("unstageable", "deep tissue damage")
#: What lies in an ulcer and its own words name besides: dead bone, blisters and abrasions.
_PARTS = ("M87", "S", "R23.8", "L13.9")


def described(coding: Coding, books: Books, *family: str) -> Iterator[Give]:
    """The code of the stage or depth that the record describes, for ulcers whose code leaves it open."""
    for ulcer in coding.having(*family):
        if not _SILENT.search(ulcer.title or ""):
            continue
        for words, ending in _depth(ulcer, coding, family):
            value = beside(ulcer.value, ending, books.tabular)
            if value is not None:
                yield Give(value, because=(ulcer, words), instead_of=(ulcer, *_parts(ulcer, coding)))
                break


def one_ulcer(coding: Coding, books: Books, *family: str) -> Iterator[list[Assignment]]:
    """The codes of each ulcer that has several: of one site and side."""
    sites: dict[str, list[Assignment]] = {}
    for ulcer in coding.having(*family):
        node = books.tabular.node(books.tabular.leaf(ulcer.value))
        if node is not None:
            sites.setdefault(node.parent, []).append(ulcer)
    yield from (same for same in sites.values() if len(same) > 1)


def rank(ulcer: Assignment) -> int | None:
    """How severe the stage or depth of a code is; None where it names none that has a place among them."""
    title = ulcer.title or ""
    if any(words in title for words in _UNRANKED):
        return None
    return next(
        (i for i, (_, _, ending, _) in enumerate(rows("ulcer_depths")) if title.endswith(ending)), None
    )


def first_told(ulcers: list[Assignment], coding: Coding) -> Assignment:
    """The one that the record names first: by the day its documents were written, else by their order."""
    documents = coding.encounter.documents
    order = {d.id: (d.written.timestamp() if d.written else 0.0, i) for i, d in enumerate(documents)}

    def place(ulcer: Assignment) -> tuple[object, ...]:
        return min((order[m.document], m.evidence[0].start) for m in ulcer.mentions), rank(ulcer) or 0

    return min(ulcers, key=place)


def beside(value: str, ending: str, tabular: Tabular) -> str | None:
    """The code of the same ulcer in another stage or depth."""
    node = tabular.node(tabular.leaf(value))
    beside = tabular.children(node.parent) if node else ()
    return next((c.code for c in beside if ending in c.title and tabular.billable(c.code)), None)


def _depth(ulcer: Assignment, coding: Coding, family: tuple[str, ...]) -> Iterator[tuple[Evidence, str]]:
    """The words that describe it and the ending they stand for, the most severe first."""
    for of, words, ending, _ in reversed(rows("ulcer_depths")):
        if of not in family:
            continue
        for mention in ulcer.mentions:
            text, start = passage(mention.line, coding.encounter)
            if found := _pattern(words).search(text):
                document = coding.encounter.document(mention.document)
                yield document.quote(start + found.start(), start + found.end()), ending
    yield from _elsewhere(ulcer, coding, family)


def _elsewhere(ulcer: Assignment, coding: Coding, family: tuple[str, ...]) -> Iterator[tuple[Evidence, str]]:
    """The same from another line that names its site and side, a nurse's too (guideline I.B.14)."""
    title = (ulcer.title or "").lower()
    site = next((words for name, words in _SITES if name in title), None)
    side = next((words for name, words in _SIDES if name in title), "")
    if site is None or not ulcer.mentions:
        return
    named = re.compile(rf"\b{side}(?:\w+ ){{0,2}}(?:{site})\b", re.IGNORECASE)
    for of, words, ending, _ in reversed(rows("ulcer_depths")):
        for document in coding.encounter.documents if of in family else ():
            for line in _LINE.finditer(document.text):
                found = _pattern(words).search(line[0]) if named.search(line[0]) else None
                if found and document.author is not Author.PATIENT:
                    yield document.quote(line.start() + found.start(), line.start() + found.end()), ending


_LINE = re.compile(r"[^\n]+")
_SIDES = (("right", r"(?:r|right|rt)\.? "), ("left", r"(?:l|left|lt)\.? "))
_SITES = (
    ("heel", "heel"),
    ("ankle", "ankle|malleol\\w+"),
    ("calf", "calf"),
    ("sacral", "sacr\\w+|coccyx|tailbone"),
    ("hip", "hip|trochanter\\w*"),
    ("buttock", "buttock|ischi\\w+"),
    ("elbow", "elbow"),
)


def _parts(ulcer: Assignment, coding: Coding) -> tuple[Assignment, ...]:
    lines = {m.line for m in ulcer.mentions}
    return tuple(a for a in coding.having(*_PARTS) if a.mentions and all(m.line in lines for m in a.mentions))


@lru_cache(maxsize=64)
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)
