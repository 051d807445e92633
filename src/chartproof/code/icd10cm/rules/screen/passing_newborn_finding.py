"""What most newborns have and lose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.newborn import is_newborn
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Caput, erythema toxicum, breast engorgement, birthmarks, milia, a rash or murmur of no consequence, the weight of the first days.
PASSING = ("P12.81", "P83.1", "P83.4", "Q82.5", "L72.0", "R01.0", "R01.1", "R21", "R63.4", "P29.8")
#: Words that say that nothing is to be done.
_NOTHING = Pattern(
    r"\bneeds? (?:nothing|no)\b|\bno (?:treatment|follow|work-?up|intervention|significance)|\breassur|\bnormal variant|\bbenign\b"
    r"|\bnothing (?:was |is |to be )?(?:done|needed)|\bnormal newborn\b|\bgone\b|\bself-?limited\b|\btransient\b|, normal\b|\bexpected\b|\bphysiologic\w*",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.16.a.6", URL),
)
def passing_newborn_finding(coding: Coding, _: Books) -> Iterator[Reject]:
    """What an examination finds in a newborn and nobody evaluates, treats or watches is not clinically significant."""
    if not is_newborn(coding) or _is_whole_visit(coding):
        return
    for finding in coding.having(*PASSING):
        if finding.mentions and not any(
            is_taken_up(m) and not _NOTHING.search(m.line.words) for m in finding.mentions
        ):
            yield Reject(finding, Why.NOT_MANAGED)


def _is_whole_visit(coding: Coding) -> bool:
    """Whether an outpatient visit was for such a finding and for nothing else: it is what was looked at."""
    found = [a for a in coding.assignments if a.mentions]
    return (
        not coding.encounter.is_stay
        and len(found) == 1
        and any(m.standing is Standing.PROBLEM for m in found[0].mentions)
    )
