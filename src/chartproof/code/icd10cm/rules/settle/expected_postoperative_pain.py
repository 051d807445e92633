"""Pain that is to be expected after surgery."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.record import FACILITY_SETTINGS
from chartproof.model.results import Reject
from chartproof.rules.core import rule

_EXPECTED = Pattern(
    r"\b(?:expected|routine|usual|typical|appropriate|normal)\b[^.;,]{0,20}\bpain\b|"
    r"\bpain\b,? (?:is |was |as )?(?:expected|routine|usual|typical|appropriate)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.6.b.3", URL),
)
def expected_postoperative_pain(coding: Coding, _: Books) -> Iterator[Reject]:
    """Routine or expected pain immediately after surgery is not coded."""
    here = coding.encounter.setting in FACILITY_SETTINGS
    for pain in coding.having("G89.12", "G89.18"):
        if _is_expected(pain) or (here and not _is_problem(pain)):
            yield Reject(pain, Why.NOT_MANAGED)


def _is_expected(pain: Assignment) -> bool:
    return any(_EXPECTED.search(m.line.words) for m in pain.mentions)


def _is_problem(pain: Assignment) -> bool:
    """Named by the provider as a diagnosis of its own."""
    return not pain.mentions or any(m.standing is Standing.PROBLEM for m in pain.mentions)
