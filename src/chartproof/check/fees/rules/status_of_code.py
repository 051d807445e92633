"""A code that Medicare does not pay by the fee schedule, by its status."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import field
from chartproof.check.fees.listed import Lines, Listed, found, listed, removal
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.record import Payer
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_GONE = (Severity.RETURN, "the code is deleted", None)
#: By status: what happens, why, and what would clear it. E and X have other schedules; M reports and pays nothing.
_STATUS = {
    "B": (Severity.DENY, "it is always paid with another service, and never by itself", None),
    "N": (Severity.DENY, "Medicare does not cover it", "a claim that asks for the denial (GY), to bill the patient or another payer"),
    "I": (Severity.DENY, "Medicare takes another code for the service", "the record of the service, for the code that Medicare takes"),
    "P": (Severity.DENY, "it is paid with the service of the day that it was used in", "that it was none of the supplies of that service"),
    **dict.fromkeys("DFGH", _GONE),
}  # fmt: skip
#: The claim itself says that it is not covered.
_SAID = frozenset({"GY", "GX", "GZ"})
#: What Medicare does not cover, or not so, says nothing of another payer.
_MEDICARES = frozenset("NIP")


@rule(holds=Period(date(1996, 1, 1), None), reviewed=None, cite=field("status code"))
def status_of_code(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A code is paid by the fee schedule only where its status there says so."""
    lines = listed(claim, books)
    yield from lines.missing
    for each in lines.listed:
        verdict = _STATUS.get(each.fees.status)
        if verdict is None or _SAID.intersection(each.line.modifiers):
            continue
        if each.line.charge == 0 and each.fees.status == "B":
            continue  # it is told, and nothing is asked for it
        if each.fees.status in _MEDICARES and claim.payer is Payer.COMMERCIAL:
            continue
        if each.fees.status == "P" and not _is_with_service(each, lines):
            continue
        severity, why, clears = verdict
        if each.fees.status in _MEDICARES and claim.payer is None:
            severity = Severity.RISK  # nobody said that Medicare pays
        says = f"{each.line.code} has status {each.fees.status} on the fee schedule: {why}"
        fixes: tuple[Fix, ...] = (removal(each.line, "nothing is paid for it"),)
        if each.fees.status == "I":
            fixes = (*fixes, Fix("bill the code that Medicare takes for the service", safe=False))
        yield found(claim, each, "", says, severity, *fixes, clears=clears)


def _is_with_service(each: Listed, lines: Lines) -> bool:
    """Whether a physician's service of the same day is there to pay for a supply; a supplier's alone has its own schedule."""
    return any(o.fees.status in _PAID for o in lines.on(each.day))


#: Paid by the schedule, priced by the contractor, restricted, or a drug's injection.
_PAID = frozenset("ACRT")
