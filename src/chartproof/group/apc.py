"""The APC of every line of a hospital's outpatient claim, what is packaged into what, and the path that led there.

Medicare Claims Processing Manual, chapter 4, 10.4 (packaging) and 10.2.3 (comprehensive APCs), and addendum D1 of the year's
rule, in our own words. Composite APCs (addendum M) and complexity adjustments (addendum J) need tables that are not at
hand; preventive services numbered in CPT are not known as such, and packaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from chartproof.codesets.books import Books
from chartproof.model.apc import Apc, Fate
from chartproof.model.claim import Claim, ServiceLine
from chartproof.model.coding import Cite, Fact, Step
from chartproof.model.finding import Skip
from chartproof.rules.core import Method
from chartproof.terms.addendum import Entry, addendum, is_opps

SYSTEM = "APC"
_URL = "https://www.cms.gov/regulations-and-guidance/guidance/manuals/downloads/clm104c04.pdf"
_MANUAL = "Medicare Claims Processing Manual, chapter 4"
STATUS = Method(
    "apc.status", "The status indicator of a code says how it is paid.", Cite(_MANUAL, "10.1 and 10.2", _URL)
)
COMPREHENSIVE = Method(
    "apc.comprehensive",
    "One payment is for a comprehensive service and for what stands beside it.",
    Cite(_MANUAL, "10.2.3", _URL),
)
OBSERVATION = Method(
    "apc.observation",
    "Eight hours of observation with a visit, and no procedure of status T, are one comprehensive payment.",
    Cite(_MANUAL, "290.5.3", _URL),
)
PACKAGED = Method(
    "apc.packaged", "What is packaged is paid with the service it stands beside.", Cite(_MANUAL, "10.4", _URL)
)
REDUCED = Method(
    "apc.reduced", "A further procedure of status T is paid by half.", Cite(_MANUAL, "10.5", _URL)
)
METHODS = {m.id: m for m in (STATUS, COMPREHENSIVE, OBSERVATION, PACKAGED, REDUCED)}

_APART = frozenset({"G", "H", "H1", "J1", "J2", "K", "K1", "P", "Q3", "R", "S", "S1", "T", "U", "V"})
_ELSEWHERE = frozenset({"A", "F", "L"})
_UNPAID = frozenset({"B", "C", "D", "E1", "E2", "M", "Y"})
#: What packages a conditional status, anywhere on the claim.
_PACKAGED_BY = {
    "Q1": frozenset({"S", "T", "V", "J2"}),
    "Q2": frozenset({"T"}),
    "Q4": frozenset({"J1", "J2", "S", "T", "V", "Q1", "Q2", "Q3"}),
}
#: Packaged into a comprehensive service.
_WITH_COMPREHENSIVE = frozenset({"J1", "J2", "K", "N", "P", "Q1", "Q2", "Q3", "Q4", "R", "S", "T", "V"})
_KNOWN = _APART | _ELSEWHERE | _UNPAID | frozenset({"N", *_PACKAGED_BY})
_HOURS, _LEAST_HOURS, _OBSERVATION_APC = "G0378", 8, "8011"


@dataclass(frozen=True, slots=True)
class _Line:
    line: ServiceLine
    day: date
    entry: Entry

    @property
    def rate(self) -> Decimal:
        """What ranks it; nothing where the release gives no rates."""
        return self.entry.rate or Decimal(0)


def apcs_of(
    claim: Claim, books: Books, *, finalised: bool = False
) -> tuple[tuple[Apc, ...], tuple[Skip, ...]]:
    """The APCs of a claim by line, and what could not be grouped; `finalised`: weights and rates are told too."""
    if not is_opps(claim):
        return (), (Skip(SYSTEM, "no claim of a hospital's outpatient that Medicare pays", "system"),)
    lines, skipped = _listed(claim, books)
    found = tuple(_grouped(lines))
    if any(each.entry.apc is None and each.entry.status in _APART for each in lines):
        names = ", ".join(sorted({each.entry.row.release for each in lines if each.entry.apc is None}))
        skipped = (*skipped, Skip(SYSTEM, f"{names} gives no APC for lines that have one", "system"))
    if not finalised:
        return found, skipped
    entries = {each.line.at: each.entry for each in lines}
    if any(a.apc == _OBSERVATION_APC for a in found):
        skipped = (
            *skipped,
            Skip(SYSTEM, f"the rate of {_OBSERVATION_APC} stands in no addendum B", "system"),
        )
    return tuple(_rated(a, entries[a.at]) for a in found), skipped


def _rated(apc: Apc, entry: Entry) -> Apc:
    """With what its release says it weighs and pays; what is not paid by a group of its own has neither."""
    if apc.fate not in {Fate.APART, Fate.COMPREHENSIVE} or apc.apc == _OBSERVATION_APC:
        return apc
    return replace(apc, rate=entry.rate, weight=entry.weight)


def _listed(claim: Claim, books: Books) -> tuple[tuple[_Line, ...], tuple[Skip, ...]]:
    found: list[_Line] = []
    skipped: dict[Skip, None] = {}
    for line in claim.lines:
        if line.code is None:
            continue
        day = claim.served_on(line)
        table = addendum(books, day) if day else "the claim does not say on which day it was served"
        entry = None if isinstance(table, str) else table.of(line.code)
        if isinstance(table, str):
            skipped[Skip(SYSTEM, table if day else f"{line.at}: {table}", "system")] = None
        elif entry is None or entry.status not in _KNOWN:
            why = f"status {entry.status} is not known here" if entry else f"no code of {table.release.name}"
            skipped[Skip(SYSTEM, f"{line.at}: {why}", "system")] = None
        elif day is not None:
            found.append(_Line(line, day, entry))
    return tuple(found), tuple(skipped)


def _grouped(lines: Sequence[_Line]) -> Iterator[Apc]:
    lead = _highest(each for each in lines if each.entry.status == "J1")
    visit = None if lead else _observed(lines)
    chosen = lead or visit
    apart = None if chosen else _kept(lines)
    reduced = _reduced(lines) if not chosen else frozenset()
    for each in lines:
        if each is chosen:
            yield _comprehensive(each, is_visit=lead is None)
        elif chosen and each.entry.status in _WITH_COMPREHENSIVE and each.entry.code not in _preventive():
            yield _packaged(each, chosen, "all that stands beside a comprehensive service is paid with it")
        else:
            yield _alone(each, lines, apart, is_reduced=each.line.at in reduced)


@cache
def _preventive() -> frozenset[str]:
    """Preventive services of HCPCS Level II, which no comprehensive service takes in (42 CFR 410.2; chapter 18)."""
    table = files("chartproof.group") / "figures" / "preventive.tsv"
    return frozenset(row.partition("\t")[0] for row in table.read_text("utf-8").splitlines()[1:])


def _alone(each: _Line, lines: Sequence[_Line], kept: _Line | None, *, is_reduced: bool) -> Apc:
    """A line without a comprehensive service: by its status, and by what stands beside it."""
    status = each.entry.status
    if status == "N":
        return _packaged(each, None, "it is always packaged")
    if status in _PACKAGED_BY:
        by = next((o for o in lines if o is not each and o.entry.status in _PACKAGED_BY[status]), None)
        if by is not None:
            return _packaged(each, by, f"status {status} is packaged beside status {by.entry.status}")
        if status == "Q4":
            return _apc(each, Fate.ELSEWHERE, "nothing packages it: the laboratory schedule pays it")
        if kept is not None and kept is not each:
            return _packaged(each, kept, "of several that nothing packages, one is paid")
        return _apc(each, Fate.APART, "nothing on the claim packages it")
    if status in _ELSEWHERE:
        return _apc(each, Fate.ELSEWHERE, "another schedule pays it")
    if status in _UNPAID:
        return _apc(each, Fate.UNPAID, "this system does not pay it")
    made = _apc(
        each,
        Fate.APART,
        "it has a payment of its own; composites were not looked at"
        if status == "Q3"
        else "it has a payment of its own",
    )
    if not is_reduced:
        return made
    step = _step(REDUCED, each, "a procedure of status T that pays more stands beside it")
    return replace(made, is_reduced=True, path=(*made.path, step))


def _highest(lines: Iterable[_Line]) -> _Line | None:
    """The one that pays most; of equal ones, or without rates, the first."""
    return max(lines, key=lambda each: each.rate, default=None)


def _observed(lines: Sequence[_Line]) -> _Line | None:
    """The visit that observation makes comprehensive; None where it does not."""
    hours = sum((each.line.units or Decimal(0) for each in lines if each.line.code == _HOURS), Decimal(0))
    if hours < _LEAST_HOURS or any(each.entry.status == "T" for each in lines):
        return None
    return _highest(each for each in lines if each.entry.status == "J2")


def _kept(lines: Sequence[_Line]) -> _Line | None:
    """Of the lines of Q1 and Q2 that nothing packages, the one that is paid."""
    statuses = {each.entry.status for each in lines}
    left = (
        o for o in lines if o.entry.status in {"Q1", "Q2"} and not _PACKAGED_BY[o.entry.status] & statuses
    )
    return _highest(left)


def _reduced(lines: Sequence[_Line]) -> frozenset[str]:
    """The places of procedures of status T that are paid by half: all of a day but the one that pays most."""
    found: set[str] = set()
    for day in {each.day for each in lines}:
        ours = [each for each in lines if each.entry.status == "T" and each.day == day]
        most = _highest(ours)
        found |= {each.line.at for each in ours if each is not most}
    return frozenset(found)


def _comprehensive(each: _Line, *, is_visit: bool) -> Apc:
    if is_visit:
        step = _step(OBSERVATION, each, f"the visit with {_LEAST_HOURS} hours of observation or more leads")
        return replace(_apc(each, Fate.COMPREHENSIVE, "a visit", step), apc=_OBSERVATION_APC)
    step = _step(COMPREHENSIVE, each, "of the comprehensive services of the claim it pays most")
    return _apc(each, Fate.COMPREHENSIVE, "a comprehensive service", step)


def _packaged(each: _Line, into: _Line | None, why: str) -> Apc:
    made = _apc(each, Fate.PACKAGED, "packaged, or packaged beside others", _step(PACKAGED, each, why))
    return replace(made, apc=None, into=into.line.at if into else None)


def _apc(each: _Line, fate: Fate, why: str, *steps: Step) -> Apc:
    entry = each.entry
    says = f"{entry.code} has status {entry.status}: {why}"
    status = Step(STATUS.id, says, (Fact("line", each.line.at), entry.row), STATUS.cite, entry.row.release)
    group = entry.apc if fate in {Fate.APART, Fate.COMPREHENSIVE} else None
    return Apc(each.line.at, entry.code, entry.status, group, fate, (status, *steps))


def _step(method: Method, each: _Line, says: str) -> Step:
    return Step(
        method.id, says, (Fact("line", each.line.at), each.entry.row), method.cite, each.entry.row.release
    )
