"""Side effects that are only talked about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.warned import is_warned_of
from chartproof.code.icd10cm.wording import ahead, behind
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Reject
from chartproof.rules.core import rule

_BEHIND = Pattern(
    r"[^.;:]{0,30}?\b(?:(?:was|were|have been|are|being) )?(?:all |again |also )?(?:reviewed|discussed|explained|gone over|addressed with|covered|counseled|monitored)\b",
    re.IGNORECASE,
)
_AHEAD = Pattern(
    r"\b(?:review(?:ed|ing)?|discuss(?:ed|ing)?|explain(?:ed|ing)?|counsel(?:ed|ing)?|went over|talked about|watch(?:ing)? for|monitor(?:ing|ed)? for|possible|potential|any|aware of|risks? (?:and|of))"
    r"(?: [\w,-]+){0,4}\W*$",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.J", URL),
)
def side_effects_reviewed(coding: Coding, _: Books) -> Iterator[Reject]:
    """Side effects that are reviewed with the patient or watched for, and what a drug or a procedure is only said to bring, are not coded as if the patient had them."""
    for effect in coding.having("T88.7"):
        if effect.mentions and all(map(_is_talk, effect.mentions)):
            yield Reject(effect, Why.PLANNED)
    for assignment in coding.assignments:
        told = assignment.mentions if assignment.value[0] not in "VWXYZ" else ()
        if told and all(is_warned_of(mention, coding) for mention in told):
            yield Reject(assignment, Why.PLANNED)


def _is_talk(mention: Mention) -> bool:
    return _BEHIND.match(behind(mention)) is not None or _AHEAD.search(ahead(mention)) is not None
