"""What a "code also" note asks for."""

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
    cite=Cite(GUIDELINES, "I.A.17", URL),
)
def code_also_notes(coding: Coding, books: Books) -> Iterator[Oblige]:
    """A "code also" note says that two codes may be needed to describe a condition fully."""
    for at, block, answer in asked(coding, books.tabular, "code_also"):
        says = f"code also ({block.node}): {block.says}"
        if answer is not None:
            yield Oblige(at, says, met_by=answer)
        elif block.near and not block.optional and at.needed is not Needed.ALSO and len(block.targets) == 1:
            yield Oblige(at, says, looked_for=block.targets)
