"""The outcome of a delivery elsewhere or before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask, Give, Reject
from chartproof.rules.core import rule

RULE = "icd10cm.settle.outcome_beside_later_care"
ASKS = "Please document the outcome of the delivery: how many infants, liveborn or stillborn."
CHOICES = ("single live birth", "single stillbirth", "twins, both liveborn", "other", "unable to determine")
#: Codes that say that this encounter has the delivery in it.
DELIVERY = ("O80", "O82", "O70", "O72.0", "O72.1", "O60.1", "O60.2")
_LIVE = re.compile(
    r"\b(?:live ?born|live birth|(?:viable|live|healthy|vigorous) (?:male|female|infant|baby|girl|boy|newborn|singleton))\b",
    re.IGNORECASE,
)
_MANY = re.compile(r"\b(?:twins?|triplets?|quadruplets?|stillb\w+|fetal demise|twin [ab])\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.b.5", URL),
)
def outcome_beside_later_care(coding: Coding, _: Books) -> Iterator[Ask | Give | Reject]:
    """The outcome of delivery stands on the mother's record of that delivery, and on no record after it."""
    outcomes, later = coding.having("Z37"), coding.having("Z39.1", "Z39.2")
    if later:
        yield from (Reject(outcome, Why.NOT_ON_DATE, (later[0],)) for outcome in outcomes)
    delivery = [a for a in coding.assignments if a.value.startswith(DELIVERY) or _in_childbirth(a)]
    if outcomes or later or not delivery or coding.having("O80"):
        return
    live = said(coding, _LIVE)
    if live is not None and said(coding, _MANY) is None and not coding.having("O30", "O36.4"):
        yield Give("Z37.0", because=(delivery[0], live), needed=Needed.OBLIGED)
    else:
        yield Ask(Query(RULE, Doubt.UNSPECIFIED, ASKS, CHOICES, delivery[0].proof.words()))


def _in_childbirth(assignment: Assignment) -> bool:
    title = assignment.title or ""
    return assignment.value[0] == "O" and title.endswith(("complicating childbirth", "in childbirth"))
