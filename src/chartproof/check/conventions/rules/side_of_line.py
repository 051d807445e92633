"""A side that a line and its diagnosis tell differently."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import code_row, entry_of
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule

#: Modifiers of a side: of the body, of eyelids, hands and feet.
_RIGHT, _LEFT = (
    ("RT", "E3", "E4", "F5", "F6", "F7", "F8", "F9", "T5", "T6", "T7", "T8", "T9"),
    (*("LT", "E1", "E2", "FA", "F1", "F2", "F3", "F4", "TA", "T1", "T2", "T3", "T4"),),
)
_SIDES = dict.fromkeys(_RIGHT, "right") | dict.fromkeys(_LEFT, "left")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.13", URL),
)
def side_of_line(claim: Claim, books: Books) -> Iterator[Find]:
    """A line whose modifier names a side points to a diagnosis of that side."""
    for line in claim.lines:
        said = {_SIDES[m] for m in line.modifiers if m in _SIDES}
        if len(said) != 1 or not line.pointers:
            continue
        entries = [entry_of(dx.code, books.tabular) for dx in claim.pointed(line) if dx is not None]
        sides = {entry.side for entry in entries if entry and entry.side}
        side = said.pop()
        if sides and sides <= {"right", "left"} - {side}:
            codes = ", ".join(entry.code for entry in entries if entry and entry.side)
            says = f"the modifier of the line says the {side} side; the diagnosis it points to, {codes}, the other one"
            clears = f"the side that was treated, as the procedure note tells it; or a diagnosis of the {side} side"
            rows = tuple(code_row(entry.code, books) for entry in entries if entry and entry.side)
            yield Find(f"{line.at}.modifiers", says, Severity.RISK, rows, (), clears)
