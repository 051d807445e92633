"""A code that the outpatient system does not pay, by its status."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import editor
from chartproof.check.opps.listed import found, listed, removal
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=Period(date(2000, 8, 1), None), reviewed=None, cite=editor("9, 28, 50, 61, 62 and 72"))
def status_not_paid(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A code is paid to a hospital for outpatients only where its status in addendum B says so."""
    lines = listed(claim, books)
    yield from lines.missing
    for each in lines.listed:
        verdict = _STATUS.get(each.status)
        if verdict is None or (each.status in _NOT_COVERED and _SAID.intersection(each.line.modifiers)):
            continue
        if each.status == "B" and claim.bill_type and not claim.bill_type.startswith(_HOSPITAL):
            continue
        severity, why, instead, clears = verdict
        says = f"{each.line.code} has status {each.status}: {why}"
        fixes = (removal(each.line, "nothing is paid for it here"), Fix(instead, safe=False))
        yield found(each, "", says, severity, *fixes, clears=clears)


_HOSPITAL = ("012", "013")
_NOT_COVERED = frozenset({"E1", "E2"})
#: The claim itself says that it is not covered.
_SAID = frozenset({"GY", "GX", "GZ"})
_RECORD = "the record of the service, for the code that is taken"
#: By status: what happens, why, what stands in its place, and what would clear it.
_STATUS = {
    "B": (Severity.RETURN, "it is not taken on a hospital's outpatient claim", "the code that the system takes for the service", _RECORD),
    "D": (Severity.RETURN, "the code is discontinued", "the code that took its place", _RECORD),
    "E1": (Severity.DENY, "it is no benefit of outpatients, or excluded by statute", "GY, to ask for the denial", None),
    "E2": (Severity.DENY, "nothing prices it, and it is not paid", "GY, to ask for the denial", None),
    "M": (Severity.RETURN, "it is not billable to the contractor", "the code that is", _RECORD),
    "Y": (Severity.RETURN, "equipment that is not implanted goes to the contractor for it", "a claim to that contractor", None),
}  # fmt: skip
