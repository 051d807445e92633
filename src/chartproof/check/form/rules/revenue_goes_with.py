"""A line whose code or modifier does not go with its revenue code."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form import figures
from chartproof.check.form.sources import SINCE_UB04, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_UB04, reviewed=None, cite=claims_manual(25, "75.4 (form locators 42 and 44)"))
def revenue_goes_with(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """The code and the modifiers of a line go with its revenue code."""
    if not claim.is_facility:
        return
    table = figures.on("revenue_goes_with", claim.day or books.day)
    for line in claim.lines:
        row = next((r for r in table if line.revenue and line.revenue.startswith(r["revenue"])), None)
        if row is None or line.code is None:
            continue
        if row["modifiers"] and row["modifiers"] not in line.modifiers and _is_therapy_bill(claim):
            says = (
                f"a line of revenue code {line.revenue} ({row['what']}) carries modifier {row['modifiers']}"
            )
            change = Change(Op.SET, f"{line.at}.modifiers", (*line.modifiers, row["modifiers"]))
            fix = Fix(
                f"add {row['modifiers']} where it was given under that plan of care",
                safe=False,
                changes=(change,),
            )
            yield Find(
                f"{line.at}.modifiers",
                says,
                Severity.RETURN,
                (),
                (fix,),
                "the plan of care of that discipline",
            )
        elif row["codes"] and not _is_among(line.code, row["codes"]):
            says = f"{line.code} does not go with revenue code {line.revenue} ({row['what']})"
            yield Find(
                f"{line.at}.revenue",
                says,
                Severity.RETURN,
                clears="what the record says was done, and in which department",
            )


def _is_among(code: str, told: str) -> bool:
    if told == "HIPPS":
        return len(code) == 5 and code.isalnum() and not code.isdigit()
    return any(
        first <= code <= (last or first) for first, _, last in (part.partition("-") for part in told.split())
    )


def _is_therapy_bill(claim: Claim) -> bool:
    """Whether therapy on it is outpatients', which modifiers tell apart: a stay and an episode at home have none."""
    return claim.bill_type is not None and claim.bill_type.startswith(_THERAPY)


#: Hospitals' outpatients, nursing facilities' residents out of a stay, home health without an episode, rehabilitation
#: facilities, critical access hospitals (chapter 5, 20.1).
_THERAPY = ("012", "013", "022", "023", "034", "074", "075", "085")
