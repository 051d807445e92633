"""Status and history besides what the visit was about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Mark
from chartproof.rules.core import rule

#: Long-term drugs, family and personal history, and the states of body and devices.
STATUS = ("Z79", "Z8", "Z90", "Z92", "Z93", "Z94", "Z95", "Z96", "Z97", "Z98", "Z99")
#: Words that make a drug what the visit is for; its bare name behind a problem only tells the care.
_USE = Pattern(
    r"\b(?:long[- ]?term|chronic|use|user|therapy|treatment|anticoagulat\w+|monitoring|on)\b", re.IGNORECASE
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.J", URL),
)
def status_codes_are_also(coding: Coding, _: Books) -> Iterator[Mark]:
    """History and status codes are additional, unless the provider names them as a problem."""
    problems = {e for m in coding.reading.mentions if m.standing is Standing.PROBLEM for e in m.evidence}
    for status in coding.having(*STATUS):
        heads = not problems.isdisjoint(status.proof.words()) and not _is_drug_of_head(status)
        if status.needed is Needed.ADDRESSED and not heads:
            yield Mark(status, needed=Needed.ALSO)


def _is_drug_of_head(status: Assignment) -> bool:
    """A drug named in the head of another problem."""
    return status.value.startswith("Z79") and not any(_USE.search(e.words) for e in status.proof.words())
