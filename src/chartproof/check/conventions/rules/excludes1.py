"""Two codes that an Excludes1 note keeps apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import Listed, listed, note_row, remove
from chartproof.codesets.books import Books
from chartproof.codesets.tabular import Note
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule
from chartproof.terms.exclusive import note_between


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.12.a", URL),
)
def excludes1(claim: Claim, books: Books) -> Iterator[Find]:
    """An Excludes1 note keeps two codes apart, unless the two conditions are unrelated to each other."""
    on = listed(claim, books)
    tabular = books.tabular
    for count, one in enumerate(on):
        for other in on[count + 1 :]:
            note = note_between(one.code, other.code, tabular) or note_between(other.code, one.code, tabular)
            if note is not None and one.code != other.code and not _is_elsewhere(one, other):
                yield _find(one, other, note, books)


def _is_elsewhere(one: Listed, other: Listed) -> bool:
    """Whether they are of different sides of the body: plainly two conditions."""
    return {one.entry.side, other.entry.side} == {"right", "left"}


def _find(one: Listed, other: Listed, note: Note, books: Books) -> Find:
    goes, stays = (one, other) if one.code[0] == "R" != other.code[0] else (other, one)
    says = (
        f"{goes.code} beside {stays.code}: an Excludes1 note at {note.node} keeps them apart; they stand together "
        "only where the two conditions are unrelated to each other. Are they?"
    )
    fixes = tuple(remove(f"remove {x.code}, if they are one condition", x.at) for x in (goes, stays))
    clears = "a record, or the provider's answer, that the two conditions are unrelated to each other"
    return Find(goes.at, says, Severity.RISK, (note_row(note, books),), fixes, clears)
