"""What several edits ask of a claim's lines, worked out once a claim: which are coded, by the day they were served.

The code of a payment group (HIPPS) is no code of a service, and none of them looks at it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from chartproof.codesets.books import Books
from chartproof.model.claim import Claim, ServiceLine
from chartproof.model.results import NotRun

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Coded:
    """The lines with a code by their day, in order, and those whose day the claim does not say."""

    by_day: tuple[tuple[date, tuple[ServiceLine, ...]], ...]
    undated: tuple[ServiceLine, ...] = ()

    def not_run(self) -> tuple[NotRun, ...]:
        """What cannot be looked at for want of a day."""
        if not self.undated:
            return ()
        return (NotRun(f"{_named(self.undated)}: the claim does not say on which day it was served"),)


def coded(claim: Claim, books: Books) -> Coded:
    """The coded lines of a claim by day."""
    return once(claim, books, _coded)


def once(claim: Claim, books: Books, make: Callable[[Claim, Books], Made]) -> Made:
    """What is made of a claim by the books of its days, made once for all edits that ask."""
    held = books.kept.get(make)
    if held is None or held[0] is not claim:
        held = books.kept[make] = (claim, make(claim, books))
    made: Made = held[1]
    return made


def _coded(claim: Claim, _: Books) -> Coded:
    days: dict[date, list[ServiceLine]] = {}
    undated: list[ServiceLine] = []
    only = claim.first if claim.through in {None, claim.first} else None
    for line in claim.lines:
        if line.code is not None and not line.is_grouped:
            day = line.served or only
            if day is None:
                undated.append(line)
            else:
                days.setdefault(day, []).append(line)
    return Coded(tuple((day, tuple(lines)) for day, lines in days.items()), tuple(undated))


def _named(lines: tuple[ServiceLine, ...]) -> str:
    return ", ".join(line.at for line in lines)
