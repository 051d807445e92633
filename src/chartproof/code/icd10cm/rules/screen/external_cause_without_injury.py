"""How it came about, where nothing came about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.burned import lists_in
from chartproof.code.icd10cm.causes import BESIDE, CHAPTER, OF_DISEASES
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.over import is_fixed
from chartproof.code.icd10cm.symptoms import is_certain, is_symptom
from chartproof.code.icd10cm.together import in_one_line
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: What a cause makes an injury: a compression fracture of a vertebra.
MAY_BE_INJURY = ("M48.5",)
#: Complications of care, and what a drug does: a walk or a fall told beside one did not bring it about.
OF_CARE = ("T8",)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.a.1, I.C.20.c", URL),
)
def external_cause_without_injury(coding: Coding, _: Books) -> Iterator[Reject]:
    """An external cause code goes with an injury or another condition due to an external cause; alone it is not reported."""
    causes = coding.having(*CHAPTER)
    injuries = (a for a in coding.having("S", "T", *MAY_BE_INJURY) if not a.value.startswith(OF_CARE))
    hurt = [m for a in injuries for m in a.mentions]
    if not causes or any(is_certain(m) or _left(m) or is_fixed(m) for m in hurt):
        return
    if any(True for document in coding.encounter.documents for _ in lists_in(document)):
        return  # burns in a list are read further on
    due = [c for c in causes if any(_is_due(a, c) for a in coding.assignments)]
    told = [c for c in due if not c.value.startswith(BESIDE)]
    for cause in causes:
        if cause not in due and not (cause.value.startswith(BESIDE) and told):
            yield Reject(cause, Why.UNSUPPORTED)


def _left(mention: Mention) -> bool:
    """An old injury that heads a problem, in what it left."""
    return mention.standing is Standing.PROBLEM and mention.assertion.presence is Presence.PRESENT


def _is_due(other: Assignment, cause: Assignment) -> bool:
    """A condition told in the line of the cause, or any disease for what only diseases have."""
    if (
        other.value[0] in "VWXYZ"
        or other.value.startswith(("M80", "M84"))
        or not any(is_certain(m) for m in other.mentions)
    ):
        return False
    if cause.value.startswith(BESIDE) and is_symptom(other.value):
        return False
    return cause.value.startswith(OF_DISEASES) or in_one_line(other, cause)
