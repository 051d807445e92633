"""The Rh factor, and the blood group that the record tells elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Blood types of no group by their Rh factor, and the digits of the groups.
_UNKNOWN = {"Z67.90": "0", "Z67.91": "1"}
_GROUPS = {"A": "1", "B": "2", "AB": "3", "O": "4"}
_TYPE = Pattern(
    r"\b(?:(?i:blood (?:type|group)|type and screen|ABO)[ :]*(?i:is |of )?(?P<group>AB|A|B|O)|(?P<stuck>AB|A|B|O)[ -]?(?i:neg(?:ative)?|rh neg\w*))\b"
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "Z67"),
)
def blood_type_told(coding: Coding, books: Books) -> Iterator[Give]:
    """An Rh factor whose blood group the record tells elsewhere is that group's code."""
    for factor in coding.having(*_UNKNOWN):
        told = said(coding, _TYPE)
        found = _TYPE.search(told.words) if told else None
        if told is None or found is None:
            return
        value = f"Z67.{_GROUPS[found['group'] or found['stuck']]}{_UNKNOWN[factor.value]}"
        if books.tabular.billable(value) is not None:
            yield Give(value, (factor, told), (factor,))
