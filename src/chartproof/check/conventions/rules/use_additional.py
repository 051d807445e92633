"""The second code that a note asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import Listed, listed
from chartproof.check.conventions.obligations import Notes, block_row, completes, demands
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule
from chartproof.terms.note_blocks import Block, answers


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.13", URL),
)
def use_additional(claim: Claim, books: Books) -> Iterator[Find]:
    """A "use additional code" note asks for a second code that completes the first, where the record tells it."""
    on = listed(claim, books)
    notes = Notes("use_additional", books.tabular)
    for one in on:
        named, asks = notes.of(one.code)
        for block in named:
            if completes(block) and not any(answers(x.code, block.targets) for x in on if x.dx is not one.dx):
                yield _find(one, block, books)
        plainly = next((block for block in asks if demands(block)), None)
        if plainly and not any(x.code[0] not in "VWXYZ" for x in on if x.dx is not one.dx):
            yield _find(one, plainly, books)


def _find(one: Listed, block: Block, books: Books) -> Find:
    says = f"{one.code}: a note at {block.node} says use additional {block.says}; no such code is on the list"
    clears = "a record that tells it, for the second code; or that leaves it open, and none is due"
    return Find(one.at, says, Severity.RISK, (block_row(block, books),), (), clears)
