"""What could be the principal diagnosis as well: both named as what the stay was for, and both treated."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.icd10cm.leading import may_lead
from chartproof.code.icd10cm.saying import told_as_reason
from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.codesets.books import Books
from chartproof.codesets.build.instructional_notes import is_named
from chartproof.codesets.tabular import Tabular
from chartproof.model.coding import Assignment, Coding, Needed, Role
from chartproof.terms.note_targets import Naming

#: The rules of the general definitions: where another rule chose, that rule gives the order.
_GENERAL = frozenset({"icd10cm.arrange.principal", "icd10cm.arrange.first_listed"})
_FIRST = frozenset({Role.PRINCIPAL, Role.FIRST_LISTED})


def rivals(coding: Coding, books: Books) -> Iterator[tuple[Assignment, Assignment]]:
    """The first code of a stay with each code that meets the definition of principal as well as it does.

    The record names both as what the patient was taken in for, or both in one line as that; neither
    is a symptom, and no note of the Tabular List and no rule says which of them is first.
    """
    first = coding.assignments[0] if coding.assignments else None
    if first is None or first.role not in _FIRST or not coding.encounter.is_stay:
        return
    if coding.first is None or coding.first.rule not in _GENERAL or is_symptom(first.value):
        return
    chosen = told_as_reason(first)
    for other in coding.assignments[1:]:
        able = other.needed is Needed.ADDRESSED and may_lead(other) and not is_symptom(other.value)
        if able and chosen and told_as_reason(other) and not _ordered(first, other, books.tabular):
            yield first, other


def related(one: Assignment, other: Assignment, tabular: Tabular) -> bool:
    """Whether two codes stand in one chapter of the Tabular List."""
    return _chapter(one, tabular) == _chapter(other, tabular)


def _chapter(of: Assignment, tabular: Tabular) -> str | None:
    return next((n.key for n in tabular.ancestors(tabular.leaf(of.value)) if n.kind == "chapter"), None)


def _ordered(first: Assignment, other: Assignment, tabular: Tabular) -> bool:
    """Whether a "code first" or "use additional code" note says which of the two stands first."""
    for kind in ("code_first", "use_additional"):
        for at, named in ((first, other), (other, first)):
            notes = Naming(at.value, kind, tabular).of(named.value[:3])
            if any(is_named(named.value, target) for _, target in notes):
                return True
    return False
