"""Acute or chronic pain beside what causes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.pain import is_told_for_control, manages, treats_cause
from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.code.icd10cm.together import in_one_line, in_one_problem
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Diseases of joints, spine and nerves, injuries, stones and sickle cells: what hurts and is named.
PAINFUL = ("M", "S", "G5", "G6", "K80", "K85", "K86", "N20", "D57", "T84", "I70.2", "I73.9")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.6.b.1, I.C.6.b.1.a", URL),
)
def pain_of_known_cause(coding: Coding, _: Books) -> Iterator[Reject]:
    """Pain is not coded as acute or chronic beside its known cause, unless the encounter is for the control of the pain."""
    pains = coding.having("G89.1", "G89.2")
    causes = [a for a in coding.having(*PAINFUL) if not is_symptom(a.value) and a.value[:6] != "T84.84"]
    for pain in pains:
        operated = treats_cause(coding)
        controls = any(m.standing is Standing.REASON or manages(m) for m in pain.mentions)
        if not operated and (controls or is_told_for_control(coding)):
            continue
        cause = next((c for c in causes if operated or in_one_problem(pain, c) or in_one_line(pain, c)), None)
        if cause is not None:
            yield Reject(pain, Why.INTEGRAL, (cause,))
