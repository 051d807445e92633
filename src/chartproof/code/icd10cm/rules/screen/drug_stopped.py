"""Drugs that were stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.long_term import drugs_told
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import ahead, behind
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Offered, and not wanted: "declines GLP-1".
_DECLINED = Pattern(
    r"\b(?:declin\w+|refus\w+|not want|not interested in|would rather not|prefers not to|turned down)\b[^.;]{0,25}$",
    re.IGNORECASE,
)

#: Still to come: "planned adalimumab today -> not started", "biologic only after a month of treatment", "semaglutide PA sent".
_PLANNED = Pattern(r"\bplanned (?:to (?:start|begin) )?$", re.IGNORECASE)
_NOT_BEGUN = Pattern(
    r"(?: today| PA sent,| \u2192| ->)* ?-* ?(?:was |is )?not (?:yet )?(?:started|begun)\b|\W{0,3}only (?:after|if|once|when)\b|\W{0,3}(?:PA|prior auth\w*) (?:sent|pending|submitted)\b(?![^.\n]{0,30}\b(?:renewal|continu\w+|takes)\b)",
    re.IGNORECASE,
)

#: What the patient has run out of is still prescribed.
_RAN_OUT = Pattern(r"\bout of (?:(?:his|her|their|the|home) )*$", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.3", URL),
)
def drug_stopped(coding: Coding, _: Books) -> Iterator[Reject]:
    """Long-term use of a drug is not coded from words that say that it was stopped, declined, taken once or is still to come."""
    taken = [a for a in coding.having("Z79") if a.mentions]
    over = drugs_told(coding, long_term=False) if taken else frozenset()
    for assignment in taken:
        if any(_RAN_OUT.search(ahead(m, 30)) for m in assignment.mentions):
            continue
        if all(_is_among(m, over) or _is_not_taken(m) for m in assignment.mentions):
            yield Reject(assignment, Why.HISTORY)


def _is_not_taken(mention: Mention) -> bool:
    """Whether a drug was declined, or is still to come."""
    before = ahead(mention, 45)
    return bool(_DECLINED.search(before) or _PLANNED.search(before) or _NOT_BEGUN.match(behind(mention, 60)))


def _is_among(mention: Mention, over: frozenset[tuple[str, int]]) -> bool:
    return any((e.document, e.start) in over for e in mention.evidence)
