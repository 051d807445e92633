"""A preventive service sooner than Medicare pays it again."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from chartproof.check.authority import manual
from chartproof.check.lines import coded
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.period import Period
from chartproof.model.record import Payer
from chartproof.model.results import Find
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2012, 1, 1), None),
    reviewed=None,
    cite=manual(18, "preventive and screening services, frequency"),
)
def too_soon(claim: Claim, _: Books) -> Iterator[Find]:
    """A preventive service is paid again after the full months that Medicare publishes, or never."""
    if not claim.history or claim.payer not in {None, Payer.MEDICARE}:
        return
    for day, lines in coded(claim, _).by_day:
        for line in lines:
            told = _often().get(line.code or "")
            last = _last(claim, line.code, day) if told else None
            if told and last and (told["months"] == "0" or _full_months(last, day) < int(told["months"])):
                says = f"{line.code} is paid {told['says']} ({told['place']}), and an earlier claim has it"
                fix = Fix(f"remove {line.at}", safe=False, changes=(Change(Op.REMOVE, line.at),))
                clears = "that the earlier service was not done or not paid; a notice to the patient (GA) where it was foreseen"
                yield Find(line.at, says, Severity.DENY, (), (fix,), clears)


@cache
def _often() -> dict[str, Mapping[str, str]]:
    """How often, by code: dated where Medicare dates it; those that depend on risk are not among them."""
    table = files("chartproof.check.fees") / "figures" / "frequencies.tsv"
    rows = csv.DictReader(table.read_text("utf-8").splitlines(), delimiter="\t")
    return {row["code"]: row for row in rows}


def _last(claim: Claim, code: str | None, day: date) -> date | None:
    served = (c.served for past in claim.history for c in past.of("CPT", "HCPCS") if c.code == code)
    return max((d for d in served if d is not None and d < day), default=None)


def _full_months(last: date, day: date) -> int:
    """The full months between the month of the last service and that of the next."""
    return (day.year - last.year) * 12 + day.month - last.month - 1
