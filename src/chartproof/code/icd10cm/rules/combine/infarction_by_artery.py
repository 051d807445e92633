"""The artery of an infarction with ST elevation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.underdosed import sentence_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: The arteries as catheterization reports name them, and the code of an infarction by each.
ARTERIES = {
    "LM": ("I21.01", r"left main(?: coronary(?: artery)?)?|LMCA"),
    "LAD": ("I21.02", r"left anterior descending(?: (?:coronary )?artery)?|LAD|(?:first |second )?diagonal"),
    "RCA": ("I21.11", r"right coronary(?: artery)?|RCA"),
    "LCX": ("I21.21", r"(?:left )?circumflex(?: (?:coronary )?artery)?|L?CX|LCx|obtuse marginal|OM ?[123]?"),
}
#: An infarction whose wall alone is told, or nothing, and the arteries that may have brought it.
BY_WALL = {
    "I21.09": ("LM", "LAD"),
    "I21.19": ("RCA", "LCX"),
    "I21.29": ("RCA", "LCX"),
    "I21.3": ("LM", "LAD", "RCA", "LCX"),
}
_PART = r"(?:(?:the|a|an|very|early|proximal|prox|mid|middle|distal|ostial|native|large|dominant|to|of|in|and)[ /-]){0,5}"
_SHUT = r"(?:100 ?%|9\d ?%|total(?:ly)?|complete(?:ly)?|acute(?:ly)?|thrombotic(?:ally)?|sub-?total|occlu\w+|thrombus|thrombos\w+|culprit\w*)"
_OPENED = r"(?:stent(?:ed|ing|s)?|DES|BMS|PCI|angioplasty|thrombectomy|POBA|ballooned)"
_CULPRITS = {
    name: Pattern(
        rf"\b{_SHUT}(?: \w+){{0,3}} {_PART}(?:{words})\b|\b{_OPENED} (?:was |were )?(?:placed |deployed )?{_PART}(?:{words})\b|"
        rf"\b(?:{words})\b(?: (?:was|is|artery|lesion|had|with|an?|acutely|found|to|be|being|the)){{0,4}}[ :,]*{_SHUT}",
        re.IGNORECASE,
    )
    for name, (_, words) in ARTERIES.items()
}
#: In its sentence: it is of another time, or not shut.
_OTHERWISE = Pattern(
    r"\b(?:prior|previous\w*|old|patent|history of|in (?:19|20)\d\d|years? ago|chronic(?:ally)?|CTO|staged|planned|plan for|non-?culprit|bystander|family)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.e.1", URL),
)
def infarction_by_artery(coding: Coding, _: Books) -> Iterator[Give]:
    """An infarction with ST elevation whose wall alone is named is that of the one artery that the record says was shut or opened."""
    infarctions = [a for a in coding.having("I21") if a.value in BY_WALL]
    found = _arteries(coding) if infarctions else {}
    if len(found) > 1:
        lines = [(m.document, m.line) for a in infarctions for m in a.mentions]
        found = {
            name: at
            for name, at in found.items()
            if any(_within(at, *line) for line in lines) and not coding.having(ARTERIES[name][0])
        }
    if len(found) != 1:
        return
    ((artery, at),) = found.items()
    same = tuple(a for a in infarctions if artery in BY_WALL[a.value])
    if same:
        yield Give(ARTERIES[artery][0], because=(*same, at), instead_of=same)


def _within(at: Evidence, document: str, line: Evidence) -> bool:
    """Whether words stand in the line of an infarction, which so names its own artery: "STEMI (DES to RCA culprit)"."""
    return at.document == document and line.start <= at.start < line.end


def _arteries(coding: Coding) -> dict[str, Evidence]:
    """The arteries that the record says were shut, or opened now, each with the words."""
    arteries: dict[str, Evidence] = {}
    for document in coding.encounter.documents:
        for name, culprit in _CULPRITS.items():
            for found in culprit.finditer(document.text):
                at = document.quote(*found.span())
                if not _OTHERWISE.search(sentence_of(document, at).words):
                    arteries.setdefault(name, at)
    return arteries
