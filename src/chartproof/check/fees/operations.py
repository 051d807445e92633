"""The operations whose global period a claim's lines may fall in: of the claim itself, and of earlier ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from chartproof.check.fees.listed import Lines, Listed, listed
from chartproof.check.lines import once
from chartproof.check.sets import is_same_provider
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Row
from chartproof.model.finding import Severity
from chartproof.model.results import NotRun
from chartproof.terms.schedule import schedule

#: Lines of who assisted, or of who did not keep the care after the operation.
_NOT_ITS_CARE = frozenset({"80", "81", "82", "AS", "54", "56"})
#: The longest global period, in days.
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation with a global period of 0, 10 or 90 days; `is_same`: by the provider of the claim; None: not said."""

    code: str
    served: date
    days: int
    told: str
    row: Row
    is_same: bool | None

    def runs_on(self, day: date) -> bool:
        """Whether a later day lies in its global period."""
        return self.served < day <= self.served + timedelta(days=self.days)

    @property
    def severity(self) -> Severity:
        """What happens to a line in its period: not paid, or open to question where it is not said who operated."""
        return Severity.DENY if self.is_same else Severity.RISK


def operations(claim: Claim, books: Books) -> tuple[Operation | NotRun, ...]:
    """Every operation of the claim and of earlier professional claims of the provider, as far as it is known."""
    return once(claim, books, _operations)


def _operations(claim: Claim, books: Books) -> tuple[Operation | NotRun, ...]:
    ours = listed(claim, books)
    found = [o for each in ours.listed if (o := _of_line(each)) is not None]
    if not (claim.history and ours.listed):
        return tuple(found)
    return (*found, *_earlier(claim, ours, books))


def _of_line(each: Listed) -> Operation | None:
    days, line = each.fees.days, each.line
    if days is None or _NOT_ITS_CARE.intersection(line.modifiers):
        return None
    return Operation(line.code or "", each.day, days, line.at, each.fees.row, is_same=True)


def _earlier(claim: Claim, ours: Lines, books: Books) -> Iterator[Operation | NotRun]:
    until = max(each.day for each in ours.listed)
    since = min(each.day for each in ours.listed) - timedelta(days=_LONGEST)
    for past in claim.history:
        same = is_same_provider(claim, past)
        if past.kind == "facility" or same is False or past.id == claim.id:
            continue
        for code in past.of("CPT", "HCPCS"):
            if code.served is None or not since <= code.served <= until:
                continue
            fees = schedule(books, code.served)
            if isinstance(fees, str):
                yield NotRun(f"an earlier claim of {code.served}: {fees}")
                continue
            of = fees.of(code.code)
            if of is not None and of.days is not None and not _NOT_ITS_CARE.intersection(code.modifiers):
                told = f"{code.at} of the earlier claim {past.id}"
                yield Operation(code.code, code.served, of.days, told, of.row, same)
