"""A heart valve that is narrowed and leaks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Stenosis, insufficiency, and the code of both, by valve and origin.
VALVES = (
    ("I05.0", "I05.1", "I05.2"),
    ("I06.0", "I06.1", "I06.2"),
    ("I07.0", "I07.1", "I07.2"),
    ("I35.0", "I35.1", "I35.2"),
    ("I36.0", "I36.1", "I36.2"),
    ("I37.0", "I37.1", "I37.2"),
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "I05.2, I06.2, I07.2, I35.2, I36.2, I37.2"),
)
def valve_narrowed_and_leaking(coding: Coding, _: Books) -> Iterator[Give]:
    """Stenosis and insufficiency of one valve are one code."""
    for narrow, leaking, both in VALVES:
        stenosis, insufficiency = coding.having(narrow), coding.having(leaking)
        if stenosis and insufficiency:
            parts = (stenosis[0], insufficiency[0])
            yield Give(both, because=parts, instead_of=parts)
