"""A migraine or epilepsy that another sentence calls intractable."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Categories whose .9 names no type, and .91 one that is intractable.
_CATEGORIES = ("G40", "G43")
#: The character that says so stands fifth: 0 not intractable, 1 intractable.
_AT = 5


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "G40, G43"),
)
def intractable_told_elsewhere(coding: Coding, books: Books) -> Iterator[Give]:
    """What a record calls intractable or refractory in one place, and names by its type in another, is that type, intractable."""
    for category in _CATEGORIES:
        told = coding.having(f"{category}.91")
        typed = [
            a
            for a in coding.having(category)
            if not a.value.startswith(f"{category}.9") and len(a.value) > _AT and a.value[_AT] == "0"
        ]
        if not told or len(typed) != 1:
            continue
        value = typed[0].value[:_AT] + "1" + typed[0].value[_AT + 1 :]
        if books.tabular.billable(value) is not None:
            yield Give(value, because=(typed[0], told[0]), instead_of=(typed[0], *told))
