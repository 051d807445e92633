"""A seizure in a patient who has no epilepsy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import chart_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.seizures import STATUS
from chartproof.code.icd10cm.wording import is_further
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Subject
from chartproof.model.results import Give
from chartproof.rules.core import rule

EPILEPSY, SEIZURE = "G40", "R56.9"
#: Words that name the disease, not the attack alone.
_NAMED = Pattern(
    r"\bepilep(?!ticus)\w*|\bseizure disorder|\bsyndrome|\b(?-i:J[MA]E|CAE|[ILGF]GE|TLE|FLE|LGS|LKS|DEE)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.19, I.B.4", URL),
)
def seizure_not_epilepsy(coding: Coding, _: Books) -> Iterator[Give]:
    """Where the provider says that it is not epilepsy, a seizure of whatever kind is coded as the symptom."""
    chart = chart_of(coding.encounter)
    denied = [m for m in coding.reading.mentions if _denies(m) and chart.is_providers(m)]
    for seizure in coding.having(EPILEPSY) if denied else ():
        if seizure.mentions and not any(_names(m) or _is_in_status(m) for m in seizure.mentions):
            yield Give(SEIZURE, because=(seizure, *denied[0].evidence), instead_of=(seizure,))


def _denies(mention: Mention) -> bool:
    said = mention.assertion
    absent = said.presence is Presence.ABSENT and said.subject is Subject.PATIENT
    return absent and mention.concept.startswith(EPILEPSY) and _names(mention) and not is_further(mention)


def _names(mention: Mention) -> bool:
    return any(_NAMED.search(e.words) for e in mention.evidence)


def _is_in_status(mention: Mention) -> bool:
    """Whether it is a status epilepticus, which the Index codes as such, whatever it is of (Status, epileptic)."""
    return any(STATUS.search(e.words) for e in mention.evidence)
