"""An adverse effect of a drug by its nature."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.blamed import blamed
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.code.icd10cm.together import in_one_line, under_its_head
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

UNSPECIFIED = "T88.7"
NO_DRUG_NAMED = "T50.905A"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.e.5.a", URL),
)
def adverse_effect_named(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """An adverse effect whose nature the line names is coded by it and by the drug, not as an unspecified adverse effect."""
    for effect in coding.having(UNSPECIFIED):
        natures = [a for a in coding.assignments if _is_nature(a) and under_its_head(a, effect)]
        of_a_drug = next((a for a in natures if any(any(blamed(coding, m)) for m in a.mentions)), None)
        natures = [a for a in natures if in_one_line(a, effect)]
        if of_a_drug is not None:
            yield Reject(effect, Why.LESS_SPECIFIC, (of_a_drug,))
        elif natures and books.tabular.billable(NO_DRUG_NAMED):
            yield Give(NO_DRUG_NAMED, (natures[0], effect), (effect,), needed=Needed.OBLIGED)


def _is_nature(assignment: Assignment) -> bool:
    """Whether it is a condition that the patient has now, as a drug may bring it."""
    return assignment.value[0] not in "STVWXYZ" and any(map(is_certain, assignment.mentions))
