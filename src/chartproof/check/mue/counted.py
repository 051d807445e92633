"""The units of a claim's lines against the published limits: by line, and by code and day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from chartproof.check.lines import coded, once
from chartproof.check.sets import by_payer, ncci_set
from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.model.claim import Claim, ServiceLine
from chartproof.model.coding import Row
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.record import Payer
from chartproof.model.results import Find, NotRun
from chartproof.terms.limits import Limit, Limits

_NONE = Decimal(0)
#: The line says itself that it is not covered: it is denied whatever its units.
_DENIED = frozenset({"GX", "GY", "GZ"})


@dataclass(frozen=True, slots=True)
class Counted:
    """Lines of one code and day with more units than their limit; a limit by line has one line each. `units` is their sum."""

    lines: tuple[ServiceLine, ...]
    units: Decimal
    limit: Limit
    row: Row

    @property
    def line(self) -> ServiceLine:
        """The line that brings the units over the limit."""
        reached = _NONE
        for line in self.lines:
            reached += line.units or 0
            if reached > self.limit.units:
                return line
        return self.lines[-1]


def counted(claim: Claim, books: Books) -> tuple[Counted | NotRun, ...]:
    """Everything of a claim that is over its limit, and what could not be counted."""
    return once(claim, books, _counted)


def over(claim: Claim, books: Books, mai: str | None) -> Iterator[Counted | NotRun]:
    """What is over its limit, of one adjudication indicator (None: Medicaid's)."""
    if (mai is None) is not (claim.payer is Payer.MEDICAID):
        return
    for each in counted(claim, books):
        if isinstance(each, NotRun) or each.limit.mai == mai:
            yield each


def found(claim: Claim, each: Counted, says: str, clears: str | None) -> Find:
    """The finding of units over a limit: fewer units, or none where none is allowed, and what else might mend it."""
    at = f"{each.line.at}.units"
    is_open = claim.payer is None and not each.limit.units  # Medicare's own, and nobody said that it pays
    severity = Severity.RISK if is_open else by_payer(claim, Severity.DENY)
    return Find(at, says, severity, (each.row,), tuple(_fixes(each)), clears)


def too_many(each: Counted) -> str:
    """How many units there are and may be, of which code."""
    most = each.limit.units
    may = f"at most {most} may be" if most else "none may be"
    return f"{each.units.normalize():f} units of {each.limit.code} are billed and {may}"


def _fixes(each: Counted) -> Iterator[Fix]:
    most = each.limit.units
    if not most:
        removes = tuple(Change(Op.REMOVE, one.at) for one in each.lines)
        yield Fix(f"remove {each.limit.code}, or bill the code that is meant", safe=False, changes=removes)
    elif len(each.lines) == 1:
        lower = Change(Op.SET, f"{each.line.at}.units", str(most))
        yield Fix(f"lower the units to {most}, where no more were given", safe=False, changes=(lower,))
    else:
        yield Fix(f"lower the units of the day to {most}, where no more were given", safe=False)


def _counted(claim: Claim, books: Books) -> tuple[Counted | NotRun, ...]:
    lines = coded(claim, books)
    which = ncci_set(claim) if lines.by_day or lines.undated else None
    if which is None:
        return ()
    if isinstance(which, NotRun):
        return (which,)
    days = _span(claim) if which.endswith("DME") else 1
    found = [each for day in lines.by_day for each in _of_day(day, f"MUE-{which}", books, claim.payer, days)]
    return (*found, *lines.not_run())


def _span(claim: Claim) -> int:
    """The days that a supplier's claim is of: its units are those of all of them (NCCI policy manual, I.V)."""
    return (claim.through - claim.first).days + 1 if claim.first and claim.through else 1


def _of_day(
    told: tuple[date, tuple[ServiceLine, ...]], system: str, books: Books, payer: Payer | None, days: int
) -> Iterator[Counted | NotRun]:
    day, lines = told
    try:
        limits = books.read(system, Limits, day)
    except NoReleaseCoversError as error:
        yield NotRun(str(error))
        return
    release = limits.release.name
    by_code: dict[str, list[ServiceLine]] = {}
    for line in lines:
        code = line.code or ""
        limit = None if _DENIED.intersection(line.modifiers) else limits.limit(code)
        if limit is None or (not limit.units and payer is Payer.COMMERCIAL):
            continue  # a limit of none is what Medicare does not cover, and no other payer's
        if line.units is None:
            yield NotRun(f"{line.at} does not say its units, and {code} has a limit")
        elif limit.mai in {"2", "3"}:
            by_code.setdefault(code, []).append(line)
        elif _a_day(line.units, days) > limit.units:
            yield Counted((line,), line.units, limit, Row(release, "limits", code))
    for code, ours in by_code.items():
        limit = limits.limit(code)
        units = sum((line.units for line in ours if line.units), _NONE) if len(ours) > 1 else ours[0].units
        if limit is not None and units is not None and _a_day(units, days) > limit.units:
            yield Counted(tuple(ours), units, limit, Row(release, "limits", code))


def _a_day(units: Decimal, days: int) -> Decimal:
    """Units of a day, where they are those of several: to the nearest whole one."""
    return units if days == 1 else (units / days).quantize(Decimal(1), ROUND_HALF_UP)
