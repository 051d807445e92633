"""The lines of a professional claim with what Medicare's fee schedule of their day says of their codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chartproof.check.lines import coded, once
from chartproof.check.sets import by_payer
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim, ServiceLine
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.record import ClaimKind, Payer
from chartproof.model.results import Find, NotRun
from chartproof.terms.schedule import Fees, schedule


@dataclass(frozen=True, slots=True)
class Listed:
    """One line, its day, and its code's fields of the schedule of that day."""

    line: ServiceLine
    day: date
    fees: Fees


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines that the schedule lists, and why others could not be looked at. What it does not list has other schedules."""

    listed: tuple[Listed, ...] = ()
    missing: tuple[NotRun, ...] = ()
    #: All modifiers of the claim: most edits speak to one of them alone.
    modifiers: frozenset[str] = frozenset()

    def on(self, day: date) -> Iterator[Listed]:
        """Those of one day."""
        return (each for each in self.listed if each.day == day)


_NONE = Lines()


def listed(claim: Claim, books: Books) -> Lines:
    """The lines of a professional claim by the fee schedule; none of a facility's."""
    return once(claim, books, _listed)


def _listed(claim: Claim, books: Books) -> Lines:
    if claim.kind is ClaimKind.FACILITY or not claim.lines:
        return _NONE
    modifiers = frozenset(m for line in claim.lines for m in line.modifiers)
    if claim.kind is None:
        says = "the claim does not say whether it is professional: the fee schedule speaks to those"
        return Lines((), (NotRun(says),), modifiers)
    if claim.payer is Payer.MEDICAID:
        says = "Medicare's fee schedule does not speak to Medicaid, whose states have their own"
        return Lines((), (NotRun(says),), modifiers)
    found: list[Listed] = []
    missing: list[NotRun] = []
    lines = coded(claim, books)
    for day, ours in lines.by_day:
        fees = schedule(books, day)
        if isinstance(fees, str):
            missing.append(NotRun(fees))
            continue
        found += (Listed(line, day, of) for line in ours if line.code and (of := fees.of(line.code)))
    return Lines(tuple(found), (*missing, *lines.not_run()), modifiers)


def with_modifier(claim: Claim, books: Books, *modifiers: str) -> Iterator[tuple[Listed, str] | NotRun]:
    """The lines that carry one of some modifiers, each with it, and what could not be looked at."""
    lines = listed(claim, books)
    if lines.modifiers.isdisjoint(modifiers):
        return
    yield from lines.missing
    for each in lines.listed:
        for modifier in each.line.modifiers:
            if modifier in modifiers:
                yield each, modifier


def found(
    claim: Claim,
    each: Listed,
    part: str,
    says: str,
    severity: Severity,
    *fixes: Fix,
    clears: str | None = None,
) -> Find:
    """A finding at a line, or a part of it (`modifiers`), from the row of its code."""
    at = f"{each.line.at}.{part}" if part else each.line.at
    return Find(at, says, by_payer(claim, severity), (each.fees.row,), fixes, clears)


def without(line: ServiceLine, modifier: str, *, safe: bool) -> Fix:
    """Take a modifier off a line."""
    kept = tuple(m for m in line.modifiers if m != modifier)
    at = f"{line.at}.modifiers"
    change = Change(Op.SET, at, kept) if kept else Change(Op.REMOVE, at)
    return Fix(f"take {modifier} off {line.at}", safe, (change,))


def removal(line: ServiceLine, why: str) -> Fix:
    """Take a line off the claim."""
    return Fix(f"remove {line.at}: {why}", safe=False, changes=(Change(Op.REMOVE, line.at),))
