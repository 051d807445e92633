"""The lines of a hospital's outpatient claim with their status in addendum B of their day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chartproof.check.lines import coded, once
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim, ServiceLine
from chartproof.model.coding import Row
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.results import Find, NotRun
from chartproof.terms.addendum import TABLE, Entry, addendum, is_opps


@dataclass(frozen=True, slots=True)
class Listed:
    """One line, its day, and what addendum B of that day says of its code."""

    line: ServiceLine
    day: date
    entry: Entry

    @property
    def status(self) -> str:
        """The status indicator."""
        return self.entry.status


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines that addendum B lists, those it does not (with the row it would have), and what could not be looked at."""

    listed: tuple[Listed, ...] = ()
    unknown: tuple[tuple[ServiceLine, Row], ...] = ()
    missing: tuple[NotRun, ...] = ()

    def on(self, day: date) -> Iterator[Listed]:
        """Those of one day."""
        return (each for each in self.listed if each.day == day)


_NONE = Lines()


def listed(claim: Claim, books: Books) -> Lines:
    """The lines of an outpatient claim that the system pays; none of other claims."""
    return once(claim, books, _listed)


def _listed(claim: Claim, books: Books) -> Lines:
    if not is_opps(claim):
        return _NONE
    found: list[Listed] = []
    unknown: list[tuple[ServiceLine, Row]] = []
    missing: list[NotRun] = []
    lines = coded(claim, books)
    for day, ours in lines.by_day:
        table = addendum(books, day)
        if isinstance(table, str):
            missing.append(NotRun(table))
            continue
        for line in ours:
            code = line.code or ""
            entry = table.of(code)
            if entry is None:
                unknown.append((line, Row(table.release.name, TABLE, code)))
            else:
                found.append(Listed(line, day, entry))
    return Lines(tuple(found), tuple(unknown), (*missing, *lines.not_run()))


def found(
    each: Listed, part: str, says: str, severity: Severity, *fixes: Fix, clears: str | None = None
) -> Find:
    """A finding at a line, or a part of it, from the row of its code."""
    at = f"{each.line.at}.{part}" if part else each.line.at
    return Find(at, says, severity, (each.entry.row,), fixes, clears)


def removal(line: ServiceLine, why: str) -> Fix:
    """Take a line off the claim."""
    return Fix(f"remove {line.at}: {why}", safe=False, changes=(Change(Op.REMOVE, line.at),))
