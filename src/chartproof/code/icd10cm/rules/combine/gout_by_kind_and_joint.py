"""Gout of a kind, and the joint it is in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.gout import placed, told_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.under import flat
from chartproof.code.icd10cm.wording import quoted
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

KIND, OPEN = "M10.0", ("M10.9", "M10.00")
#: The kind that codes of joints are for where the record names no cause.
_KIND = Pattern(
    r"(?<!not )\b(?:idiopathic|primary (?:gout|podagra)|no (?:secondary|underlying|identifiable|other|apparent|obvious) cause|"
    r"no (?:\w+ )?cause (?:beyond|other than|apart from|besides|but|except) (?:his |her |their )?(?:diet\w*|food|heredity|genetics|family))\b",
    re.IGNORECASE,
)

#: A tophus, and that there is none.
_TOPHUS = Pattern(r"\btoph(?:us|i|aceous)\b", re.IGNORECASE)
_NONE = Pattern(r"\b(?:no|non|not|without|w/o|denies)\b[^.;]{0,20}$", re.IGNORECASE)


def _has_tophus(line: Evidence) -> bool:
    """Whether a sentence of the gout tells of a tophus that is there."""
    return any(not _NONE.search(line.words, 0, m.start()) for m in _TOPHUS.finditer(line.words))


#: Gout by its cause whose joint is left open, with or without tophi.
_NO_JOINT = Pattern(r"(?P<kind>M10\.[1-4]|M1A\.[0-4])0(?:X(?P<tophus>[01]))?")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.13.a, I.B.2", URL),
)
def gout_by_kind_and_joint(coding: Coding, books: Books) -> Iterator[Give]:
    """Gout called idiopathic is coded to that kind, and gout of any kind to the joint and the side that the record names."""
    known = [a for a in coding.having(KIND) if a.value not in OPEN]  # read from its own words already
    for gout in () if known else coding.having(*OPEN):
        lines = told_of(gout.mentions, coding)
        called = next((quoted(coding, line, m) for line in lines if (m := _KIND.search(flat(line)))), None)
        if called is None:
            continue
        place, words = placed(coding, lines)
        value = f"{KIND}{place}" if place else f"{KIND}0"
        if value != gout.value and books.tabular.billable(value) is not None:
            because = (gout, called, words) if words else (gout, called)
            yield Give(value, because, (gout,), gout.needed)
    for gout in coding.having("M10", "M1A"):
        if (kind := _NO_JOINT.fullmatch(gout.value)) is None:
            continue
        lines = told_of(gout.mentions, coding)
        place, words = placed(coding, lines)
        tophus = "1" if kind["tophus"] and any(map(_has_tophus, lines)) else kind["tophus"]
        value = f"{kind['kind']}{place}{tophus or ''}"
        if words is not None and books.tabular.billable(value) is not None:
            yield Give(value, (gout, words), (gout,), gout.needed)
