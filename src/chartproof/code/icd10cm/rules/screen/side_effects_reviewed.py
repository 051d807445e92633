"""Side effects that are only talked about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_symptom
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
#: What a drug may do at first, told to the patient: "we discussed nausea and headache in the first days".
_TOLD_OF = Pattern(
    r"\b(?:discuss(?:ed)?|explained|warned|counsel(?:l?ed)|told|advised|mentioned|reviewed|talked about|went over|may|might|can|expect(?:ed)?)\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
_AT_FIRST = Pattern(
    r"[^.;:]{0,40}\b(?:in|during|for|over) (?:the|her|his|their) (?:first|early|initial) (?:(?:few|couple of|several|one|two|three|\d) )?(?:or two )?(?:days?|weeks?|doses?)\b(?! (?:after|of (?:life|illness|school|pregnancy|the (?:illness|month|trip))))|"
    r"[^.;:]{0,40}\b(?:as (?:an? )?(?:possible |common |likely )?side effects?|(?:when|as) (?:starting|she starts|he starts|beginning))\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.J", URL),
)
def side_effects_reviewed(coding: Coding, _: Books) -> Iterator[Reject]:
    """Side effects that are reviewed with the patient or watched for are not coded as if the patient had them."""
    for effect in coding.having("T88.7"):
        if effect.mentions and all(map(_is_talk, effect.mentions)):
            yield Reject(effect, Why.PLANNED)
    for symptom in coding.assignments:
        if is_symptom(symptom.value) and symptom.mentions and all(map(_is_of_first_days, symptom.mentions)):
            yield Reject(symptom, Why.PLANNED)


def _is_talk(mention: Mention) -> bool:
    return _BEHIND.match(behind(mention)) is not None or _AHEAD.search(ahead(mention)) is not None


def _is_of_first_days(mention: Mention) -> bool:
    """Whether it is told to the patient as what a drug may do at first."""
    return _TOLD_OF.search(ahead(mention)) is not None and _AT_FIRST.match(behind(mention, 80)) is not None
