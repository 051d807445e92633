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

#: Not "more than typical", "beyond the usual".
_NO_MORE = (
    r"(?<!than )(?<!than the )(?<!than is )(?<!beyond )(?<!beyond the )(?<!not )(?<!exceeds )(?<!exceeding )"
)
_EXPECTED = Pattern(
    rf"{_NO_MORE}\b(?:expected|routine|usual|typical|appropriate|normal)\b[^.;,]{{0,20}}\bpain\b|"
    r"\bpain\b,? (?:is |was |as )?(?:expected|routine|usual|typical|appropriate)\b",
    re.IGNORECASE,
)

#: Its score, as it is asked after at every visit.
_SCORED = Pattern(
    r"\bpain\b,? (?:is |was )?(?:well[- ])?(?:ok(?:ay)?|controlled|manageable|tolerable)\b|\bpain:? (?:is |was )?(?:\d|10)(?:-\d{1,2})?/10\b",
    re.IGNORECASE,
)
#: Nausea and vomiting, and that they are no more than what comes after an anesthesia.
NAUSEA = ("R11.0", "R11.1", "R11.2")
_USUAL = Pattern(
    rf"{_NO_MORE}\b(?:expected|routine|usual|typical)\b[^.;,]{{0,30}}\b(?:nausea|vomiting|emesis)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.6.b.3", URL),
)
def expected_postoperative_pain(coding: Coding, _: Books) -> Iterator[Reject]:
    """Routine or expected pain immediately after surgery is not coded, nor the nausea that is called usual."""
    here = coding.encounter.setting in FACILITY_SETTINGS
    for pain in coding.having("G89.12", "G89.18"):
        if _is_expected(pain) or (here and not _is_problem(pain)):
            yield Reject(pain, Why.NOT_MANAGED)
    after = here or coding.having("Z47.1", "Z48")
    for pain in coding.having("R52") if after else ():
        if pain.mentions and all(_is_in_hand(m.line.words) for m in pain.mentions):
            yield Reject(pain, Why.NOT_MANAGED)
    for nausea in coding.having(*NAUSEA) if here else ():
        called = nausea.mentions and all(_USUAL.search(m.line.words) for m in nausea.mentions)
        if called and not _is_problem(nausea):
            yield Reject(nausea, Why.NOT_MANAGED)


def _is_in_hand(words: str) -> bool:
    """Whether pain is called expected or controlled, or is only scored."""
    return _EXPECTED.search(words) is not None or _SCORED.search(words) is not None


def _is_expected(pain: Assignment) -> bool:
    return any(_EXPECTED.search(m.line.words) for m in pain.mentions)


def _is_problem(pain: Assignment) -> bool:
    """Named by the provider as a diagnosis of its own."""
    return not pain.mentions or any(m.standing is Standing.PROBLEM for m in pain.mentions)
