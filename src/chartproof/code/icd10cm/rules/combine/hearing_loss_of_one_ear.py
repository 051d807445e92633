"""A hearing loss of one ear beside an ear that hears."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.saying import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: The kinds of loss without an ear, and their subdivision of one ear.
KINDS = {"H90.2": "H90.1", "H90.5": "H90.4", "H90.8": "H90.7"}
_EARS = {"right": "1", "left": "2"}
_OTHER = {
    "right": "left|l|as|contralateral|opposite|other",
    "left": "right|r|ad|contralateral|opposite|other",
}
_WELL = r"(?:normal|unaffected|unrestricted|within normal limits|wnl|nl|hears? (?:normally|well))"
#: A test of hearing in whose sentence an ear is called normal; or normal hearing of that ear.
_HEARS = {
    side: Pattern(
        rf"\b(?:audiogram|audiometry|hearing|thresholds?|pure[- ]tones?|air-bone gap)\b[^.\n]{{0,120}}\b(?:{other}) (?:ear|side)\b(?: (?:is|was|hearing|hears|thresholds?|remains?|being|entirely)){{0,3}} {_WELL}"
        rf"|\bhearing (?:on|in) (?:the|his|her) (?:{other})(?: (?:ear|side))? (?:is |was |remains )?{_WELL}"
        rf"|\bhearing (?:is |was |remains )?{_WELL} (?:on|in) (?:the|his|her) (?:{other})\b"
        rf"|\b(?:normal|unrestricted) (?:hearing|thresholds?|audiogram)\b[^.;,\n]{{0,24}}\b(?:{other})\b(?: (?:ear|side))?"
        rf"|\b(?:{other}) (?:ear )?(?:hearing|thresholds?|audiogram) (?:is |was |are |were )?{_WELL}"
        rf"|\b(?:SNHL|CHL|HL|hearing loss)\b[^.;\n]{{0,24}}[,(;] ?(?:the )?(?:{other})(?: (?:ear|side))?(?: is| was)? {_WELL}"
        rf"|\b(?:SNHL|CHL|HL|hearing loss)\b[^.;\n]{{0,24}}[,(;] ?(?:normal|nl) (?:{other})\b",
        re.IGNORECASE,
    )
    for side, other in _OTHER.items()
}


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "H90"),
)
def hearing_loss_of_one_ear(coding: Coding, books: Books) -> Iterator[Give]:
    """A hearing loss told of one ear, where the record says that the other hears normally, is coded to that ear."""
    for loss in coding.having(*KINDS):
        sides = {t.value for m in loss.mentions for t in m.traits if t.axis == "laterality"}
        if len(sides) != 1 or not sides <= set(_EARS):
            continue
        side = sides.pop()
        words: Evidence | None = next(said(coding, _HEARS[side]), None)
        value = f"{KINDS[loss.value]}{_EARS[side]}"
        if words is not None and books.tabular.billable(value) is not None and not _two_kinds(coding, loss):
            yield Give(value, because=(loss, words), instead_of=(loss,))


def _two_kinds(coding: Coding, loss: Assignment) -> bool:
    """Whether another kind of loss is told, which the rule of each ear weighs."""
    return any(other is not loss for other in coding.having("H90"))
