"""The procedure that leads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10pcs.leading import is_aside, is_study, weight
from chartproof.code.icd10pcs.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Role
from chartproof.model.period import Period
from chartproof.model.results import Mark
from chartproof.rules.core import rule
from chartproof.terms.pcs.related import are_related


def _principal(coding: Coding) -> str | None:
    """The principal diagnosis, where the coding of diagnoses settled one."""
    return next((a.value for a in coding.diagnoses if a.role is Role.PRINCIPAL), None)


def _rank(one: Assignment, principal: str | None) -> tuple[int, tuple[int, bool, int]]:
    """What treats for the principal diagnosis, then what studies it, then what treats anything else."""
    code = one.value
    is_for = principal is not None and not is_aside(code) and are_related(code, principal)
    if is_study(code):
        return (1 if is_for else 3), weight(one)
    return (0 if is_for else 2), weight(one)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=None,
    cite=Cite(GUIDELINES, "Selection of Principal Procedure", URL),
)
def principal_procedure(coding: Coding, _: Books) -> Iterator[Mark]:
    """Definitive treatment most related to the principal diagnosis leads; then study of it; then treatment of another; one for diagnosis last."""
    if coding.procedures:
        principal = _principal(coding)
        lead = min(coding.procedures, key=lambda one: _rank(one, principal))
        yield Mark(lead, role=Role.PRINCIPAL_PROCEDURE)
