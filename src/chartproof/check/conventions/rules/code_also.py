"""The other code that a note asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import listed
from chartproof.check.conventions.obligations import Notes, block_row, demands, is_open
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule
from chartproof.terms.note_blocks import answers

#: What goes with it in some patients only.
_SOME = re.compile(r"\bassociated\b|\brelated\b|\binsufficiency\b|\bpresence\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.17", URL),
)
def code_also(claim: Claim, books: Books) -> Iterator[Find]:
    """A "code also" note says that two codes may be needed to tell a condition fully, in either order."""
    on = listed(claim, books)
    notes = Notes("code_also", books.tabular)
    for one in on:
        for block in notes.of(one.code)[0]:
            if len(block.targets) != 1 or not demands(block) or is_open(block) or _SOME.search(block.says):
                continue
            if not any(answers(x.code, block.targets) for x in on if x.dx is not one.dx):
                says = f"{one.code}: a note at {block.node} says code also {block.says}; no such code is on the list"
                clears = "a record that tells the other condition, for its code; or that there is none"
                yield Find(one.at, says, Severity.RISK, (block_row(block, books),), (), clears)
