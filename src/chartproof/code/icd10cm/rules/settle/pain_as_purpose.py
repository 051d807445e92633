"""Pain that is only what a drug is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import ahead, behind
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing
from chartproof.model.record import Setting
from chartproof.model.results import Reject
from chartproof.rules.core import rule

PAIN = "R52"
#: What hurts and is named, at a visit.
PAINFUL = ("M", "S", "G5", "K80", "K85", "K86", "N20")
VISITS = frozenset({Setting.OFFICE, Setting.OUTPATIENT, Setting.ED, Setting.TELEHEALTH, Setting.HOME})
#: "Ibuprofen for pain", but not "here for pain".
_FOR = Pattern(r"\b(?:prn|as needed|for)(?: (?:the|her|his|post-?op\w*))? $", re.IGNORECASE)
_HERE = Pattern(
    r"\b(?:here|seen|presents?|presenting|evaluat\w+|visit|returns?|clinic|referred|came|comes|admitted|follow\w*)\b",
    re.IGNORECASE,
)
_RELIEF = Pattern(
    r"\W?(?:relief|relievers?|control|medications?|meds|medicine|pills|management)\b", re.IGNORECASE
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.D, I.B.4", URL),
)
def pain_as_purpose(coding: Coding, _: Books) -> Iterator[Reject]:
    """Pain of no site that is named only as what a drug is for, or is relieved, and at a visit what its cause is told for, is no diagnosis of its own."""
    for pain in coding.having(PAIN):
        causes = [a for a in coding.having(*PAINFUL) if a.needed is Needed.ADDRESSED]
        if pain.mentions and all(map(_is_purpose, pain.mentions)):
            yield Reject(pain, Why.NOT_MANAGED)
        elif coding.encounter.setting in VISITS and causes and not any(map(_heads, pain.mentions)):
            yield Reject(pain, Why.INTEGRAL, (causes[0],))


def _heads(mention: Mention) -> bool:
    return mention.standing in {Standing.REASON, Standing.PROBLEM}


def _is_purpose(mention: Mention) -> bool:
    if mention.standing is Standing.REASON:
        return False
    before = ahead(mention, 60)
    given = _FOR.search(before) is not None and _HERE.search(before) is None
    return given or (
        mention.standing is not Standing.PROBLEM and _RELIEF.match(behind(mention, 20)) is not None
    )
