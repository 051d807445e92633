"""The underlying condition that a note wants first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import Listed, first, listed
from chartproof.check.conventions.obligations import Notes, block_row, demands, is_open
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
def code_first(claim: Claim, books: Books) -> Iterator[Find]:
    """A "code first" note asks for the underlying condition on the list, and before the code at which the note stands."""
    on = listed(claim, books)
    notes = Notes("code_first", books.tabular)
    for place, one in enumerate(on):
        if place == 0 and one.entry.manifestation:
            continue  # a rule of its own
        named, asks = notes.of(one.code)
        for block in named:
            places = [i for i, x in enumerate(on) if x.dx is not one.dx and answers(x.code, block.targets)]
            if places and min(places) > place:
                yield _order(claim, one, on[min(places)], place, block, books)
            elif not places and demands(block) and (place == 0 or not is_open(block)):
                yield _missing(one, block, books)
        for block in asks if place == 0 else ():
            if demands(block):
                yield _missing(one, block, books)


def _order(claim: Claim, one: Listed, cause: Listed, place: int, block: Block, books: Books) -> Find:
    says = f"{cause.code} stands behind {one.code}; a note at {block.node} says code first: {block.says}"
    safe = place == 0 and claim.is_inpatient is False
    fixes = (first(f"put {cause.code} first", cause.at, safe=safe),) if place == 0 else ()
    clears = f"a record that {one.code} has nothing to do with {cause.code}"
    return Find(one.at, says, Severity.RISK, (block_row(block, books),), fixes, clears)


def _missing(one: Listed, block: Block, books: Books) -> Find:
    what = "none of the codes it names is on the list" if block.targets else "which condition is it?"
    says = f"{one.code}: a note at {block.node} says code first: {block.says}; {what}"
    clears = "the underlying condition, as the provider documents it; its code stands before"
    return Find(one.at, says, Severity.RISK, (block_row(block, books),), (), clears)
