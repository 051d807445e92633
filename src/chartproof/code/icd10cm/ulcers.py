"""Ulcers of the skin: what words say of their stage or depth, and which codes are of one ulcer.

`figures/ulcer_depths.tsv` has the stages and depths of each family of codes, the least severe first:
the words that say it, and how the titles of its codes end.
"""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.passages import passage
from chartproof.code.icd10cm.ulcers_told import part_at, pattern, told_of_site, undenied
from chartproof.codesets.books import Books
from chartproof.codesets.tabular import Tabular
from chartproof.model.coding import Assignment, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.results import Give

_SILENT = Pattern(r"unspecified (?:stage|severity)$")
_UNRANKED = ("unstageable", "deep tissue damage")
#: What lies in an ulcer and its own words name besides: dead bone, blisters and abrasions.
_PARTS = ("M87", "S", "R23.8", "L13.9")


def described(coding: Coding, books: Books, *family: str) -> Iterator[Give]:
    """The code of the stage or depth that the record describes, for ulcers whose code leaves it open."""
    for ulcer in coding.having(*family):
        if not _SILENT.search(ulcer.title or "") and not _is_lent(ulcer, coding, family):
            continue
        for words, ending in _depth(ulcer, coding, family):
            value = beside(ulcer.value, ending, books.tabular)
            if value is not None:
                yield Give(value, because=(ulcer, words), instead_of=(ulcer, *_parts(ulcer, coding)))
                break


def _is_lent(ulcer: Assignment, coding: Coding, family: tuple[str, ...]) -> bool:
    """Whether its stage is of another ulcer of the line, and its own piece says one: "stage 3 sacrum, left heel DTI"."""
    of_family = [(pattern(words), ending) for of, words, ending, _ in rows("ulcer_depths") if of in family]
    own = next((words for words, ending in of_family if (ulcer.title or "").endswith(ending)), None)
    parts = [part_at(coding.encounter.document(m.document), m.evidence[-1].start) for m in ulcer.mentions]
    return (
        own is not None
        and bool(parts)
        and all(
            part is not None
            and not own.search(part.words)
            and any(words.search(part.words) for words, _ in of_family)
            for part in parts
        )
    )


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
    for mention in ulcer.mentions:
        document = coding.encounter.document(mention.document)
        part = part_at(document, mention.evidence[-1].start)
        text, start = (part.words, part.start) if part else passage(mention.line, coding.encounter)
        for of, words, ending, _ in reversed(rows("ulcer_depths")):
            if of in family and (found := undenied(words, text)):
                yield document.quote(start + found.start(), start + found.end()), ending
    for told in told_of_site(ulcer.title or "", coding, ulcer.value) if ulcer.mentions else ():
        yield told.words, told.ending


def _parts(ulcer: Assignment, coding: Coding) -> tuple[Assignment, ...]:
    lines = {m.line for m in ulcer.mentions}
    return tuple(a for a in coding.having(*_PARTS) if a.mentions and all(m.line in lines for m in a.mentions))
