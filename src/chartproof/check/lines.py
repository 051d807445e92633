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
#: Fees of practitioners, which a critical access hospital bills beside its own services (method II).
_PROFESSIONAL = ("096", "097", "098")
_FEES = "fees of practitioners on a critical access hospital's bill are not tested with its own services"


@dataclass(frozen=True, slots=True)
class Coded:
    """The lines with a code by their day, in order, those whose day the claim does not say, and fees of practitioners."""

    by_day: tuple[tuple[date, tuple[ServiceLine, ...]], ...]
    undated: tuple[ServiceLine, ...] = ()
    fees: tuple[ServiceLine, ...] = ()

    def not_run(self) -> tuple[NotRun, ...]:
        """What cannot be looked at for want of a day, and what is somebody else's service on the same bill."""
        if not (self.undated or self.fees):
            return ()
        said = ((self.undated, "the claim does not say on which day it was served"), (self.fees, _FEES))
        return tuple(NotRun(f"{_named(lines)}: {why}") for lines, why in said if lines)


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
    fees: list[ServiceLine] = []
    by_hospital = claim.bill_type is not None and claim.bill_type.startswith("085")
    only = claim.first if claim.through in {None, claim.first} else None
    for line in claim.lines:
        if line.code is None or line.is_grouped:
            continue
        if by_hospital and line.revenue and line.revenue.startswith(_PROFESSIONAL):
            fees.append(line)
        else:
            day = line.served or only
            if day is None:
                undated.append(line)
            else:
                days.setdefault(day, []).append(line)
    return Coded(tuple((day, tuple(lines)) for day, lines in days.items()), tuple(undated), tuple(fees))


def _named(lines: tuple[ServiceLine, ...]) -> str:
    return ", ".join(line.at for line in lines)
