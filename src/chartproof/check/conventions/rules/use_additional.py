"""The second code that a note asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import Listed, listed
from chartproof.check.conventions.obligations import block_row, completes, demands
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule
from chartproof.terms.note_blocks import Block, answers, blocks, questions


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.13", URL),
)
def use_additional(claim: Claim, books: Books) -> Iterator[Find]:
    """A "use additional code" note asks for a second code that completes the first, where the record tells it."""
    on = listed(claim, books)
    for one in on:
        for block in blocks(one.code, books.tabular, "use_additional"):
            if not completes(block) or any(answers(x.code, block.targets) for x in on if x.dx is not one.dx):
                continue
            yield _find(one, block, books)
        if len(on) > 1 and any(x.code[0] not in "VWXYZ" for x in on if x.dx is not one.dx):
            continue
        asks = (b for b in questions(one.code, books.tabular, "use_additional") if demands(b))
        if question := next(asks, None):
            yield _find(one, question, books)


def _find(one: Listed, block: Block, books: Books) -> Find:
    says = f"{one.code}: a note at {block.node} says use additional {block.says}; no such code is on the list"
    clears = "a record that tells it, for the second code; or that leaves it open, and none is due"
    return Find(one.at, says, Severity.RISK, (block_row(block, books),), (), clears)
