"""The ulcer of a venous hypertension or after a thrombosis, whose site another part of the record tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.passages import sentences_outside
from chartproof.code.icd10cm.sides import sides_named
from chartproof.code.icd10cm.ulcers import beside
from chartproof.code.icd10cm.ulcers_told import GONE, told_of_site
from chartproof.code.icd10cm.wording import quoted
from chartproof.code.icd10cm.wound_records import recorded
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Author, Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: With ulcer, with ulcer and inflammation; the sixth character is the side.
_VEINS = ("I87.01", "I87.03", "I87.31", "I87.33")
_SIDES = {"1": "right", "2": "left"}
_SITES = {
    "L97.1": r"thigh",
    "L97.2": r"calf",
    "L97.3": r"ankle|malleol\w+",
    "L97.4": r"heel|mid-?foot",
    "L97.5": r"(?:forefoot|dorsal foot|toe|hallux|sole)s?",
    "L97.8": r"shin|pre-?tibial|anterior (?:lower )?leg|gaiter(?: area)?",
}
_OPEN = r"(?:ulcer(?:ation)?s?|wound|sore|open area|VLU|VSU)"
_NEAR = r"[^.;\n]{0,40}"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "Use additional code at I87.01, I87.03, I87.31, I87.33"),
)
def ulcer_of_venous_hypertension_by_its_site(coding: Coding, books: Books) -> Iterator[Give]:
    """The ulcer that a venous hypertension made is told besides by the one site where the record has it, and by its severity."""
    for vein in coding.having(*_VEINS):
        side = _SIDES.get(vein.value[-1])
        unsaid = coding.having("L97.90", "L97.91", "L97.92")
        if side is None or len(unsaid) != len(coding.having("L97")):
            continue
        told = list(_fields(coding, side)) or list(_said(coding, side))
        if len({site for site, _ in told}) == 1:
            site, words = told[0]
            value = f"{site}{vein.value[-1]}9"
            depth = next(iter(told_of_site(books.tabular.title(value) or "", coding, value)), None)
            deep = beside(value, depth.ending, books.tabular) if depth else None
            if books.tabular.billable(value) is not None:
                because = (vein, words, *((depth.words,) if depth and deep else ()))
                yield Give(deep or value, because, unsaid, Needed.OBLIGED)


def _fields(coding: Coding, side: str) -> Iterator[tuple[str, Evidence]]:
    """The sites of the wounds of this side that are recorded in fields."""
    for document in coding.encounter.documents:
        for wound in recorded(document) if document.author is not Author.PATIENT else ():
            yield from ((site, wound.where) for site, named in _SITES.items() if wound.is_of(named, side))


def _said(coding: Coding, side: str) -> Iterator[tuple[str, Evidence]]:
    """The sites at which a sentence tells an ulcer or open wound of this side, as being there."""
    for sentence in sentences_outside(coding, "family_history", "pmh", "psh"):
        for site, named in _SITES.items() if sides_named(sentence.words) == {side} else ():
            says = Pattern(
                rf"\b{_OPEN}\b{_NEAR}\b(?:{named})\b|\b(?:{named})\b{_NEAR}\b{_OPEN}\b", re.IGNORECASE
            )
            found = says.search(sentence.words)
            if found and not GONE.search(sentence.words):
                yield site, quoted(coding, sentence, found)
