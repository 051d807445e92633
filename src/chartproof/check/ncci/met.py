"""The published pairs that the lines of a claim make, day by day: which line is column 1, which column 2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chartproof.check.lines import coded, once
from chartproof.check.ncci.modifiers import separating
from chartproof.check.sets import ncci_set
from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.model.claim import Claim, ServiceLine
from chartproof.model.coding import Row
from chartproof.model.finding import Change, Fix, Op
from chartproof.model.results import NotRun
from chartproof.terms.pairs import Edit, Pairs


@dataclass(frozen=True, slots=True)
class Met:
    """Two lines of one day that make a pair: `paid` in column 1, `denied` in column 2."""

    paid: ServiceLine
    denied: ServiceLine
    edit: Edit
    row: Row
    day: date

    @property
    def is_separable(self) -> bool:
        """Whether a modifier may separate it (indicator 1)."""
        return self.edit.modifier_indicator == "1"

    @property
    def is_separated(self) -> bool:
        """Whether it may, and one does."""
        return self.is_separable and bool(separating(self.paid, self.denied))


def met(claim: Claim, books: Books) -> tuple[Met | NotRun, ...]:
    """Every pair of a claim's lines, and what could not be looked at."""
    return once(claim, books, _met)


def _met(claim: Claim, books: Books) -> tuple[Met | NotRun, ...]:
    lines = coded(claim, books)
    if not (lines.by_day or lines.undated):
        return ()
    which = ncci_set(claim)
    if which is None:
        return ()
    if isinstance(which, NotRun):
        return (which,)
    return (*_found(lines.by_day, f"NCCI-PTP-{which}", books), *lines.not_run())


def _found(
    days: tuple[tuple[date, tuple[ServiceLine, ...]], ...], system: str, books: Books
) -> Iterator[Met | NotRun]:
    for day, lines in days:
        if len(lines) < 2:
            continue
        try:
            pairs = books.read(system, Pairs, day)
        except NoReleaseCoversError as error:
            yield NotRun(str(error))
            continue
        name = pairs.release.name
        for first, second, edit in pairs.among([line.code or "" for line in lines], day):
            paid, denied = lines[first], lines[second]
            row = Row(name, "pairs", f"{paid.code} {denied.code}")
            yield Met(paid, denied, edit, row, day)


def unpaid(claim: Claim, books: Books, indicator: str) -> Iterator[Met | NotRun]:
    """The pairs of one indicator that no modifier separates: each line of column 2 once for a code of column 1."""
    seen: set[tuple[int, str | None]] = set()
    for pair in met(claim, books):
        if isinstance(pair, NotRun):
            yield pair
            continue
        key = (pair.denied.number, pair.paid.code)
        if pair.edit.modifier_indicator == indicator and not pair.is_separated and key not in seen:
            seen.add(key)
            yield pair


def removal(line: ServiceLine, why: str) -> Fix:
    """Take a line off the claim: never safe, for it may be the pair's other line that was meant otherwise."""
    return Fix(f"remove {line.at}: {why}", safe=False, changes=(Change(Op.REMOVE, line.at),))
