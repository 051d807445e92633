"""Blood that a hospital paid for, without the line for its processing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import editor
from chartproof.check.opps.listed import found, listed
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=Period(date(2005, 7, 1), None), reviewed=None, cite=editor("73"))
def blood_products(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Blood that was paid for (038x) has BL, and a line of 039x for its processing, with BL and the same code, day and units."""
    lines = listed(claim, books)
    yield from lines.missing
    blood = [each for each in lines.listed if each.status == "R"]
    for each in blood:
        line = each.line
        bought = bool(line.revenue and line.revenue.startswith("038"))
        if not bought and "BL" not in line.modifiers:
            continue
        others = (
            o.line for o in blood if o.line is not line and o.day == each.day and o.line.code == line.code
        )
        theirs = "039" if bought else "038"
        paired = any(
            o.units == line.units and "BL" in o.modifiers and bool(o.revenue and o.revenue.startswith(theirs))
            for o in others
        )
        if "BL" not in line.modifiers or not paired:
            says = f"{line.code} in revenue centre {line.revenue} needs BL, and a line of {theirs}x with BL, the same day and units"
            fix = Fix(
                "both lines, where the hospital paid for the blood itself; one line of 0390 without BL, where it did not",
                safe=False,
            )
            yield found(
                each,
                "",
                says,
                Severity.RETURN,
                fix,
                clears="the invoice of the blood, and the record of the transfusion",
            )
