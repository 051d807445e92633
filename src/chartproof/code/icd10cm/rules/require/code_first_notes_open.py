"""What a "code first" note asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.asked_by_notes import asked
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Oblige
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.13", URL),
)
def code_first_notes_open(coding: Coding, books: Books) -> Iterator[Oblige]:
    """A "code first" note asks for the underlying condition before the code it stands at."""
    for at, block, answer in asked(coding, books.tabular, "code_first"):
        says = f"code first ({block.node}): {block.says}"
        if answer is not None:
            yield Oblige(at, says, met_by=answer)
        elif block.near and not block.optional and at.needed is not Needed.ALSO:
            yield Oblige(at, says, looked_for=block.targets)
