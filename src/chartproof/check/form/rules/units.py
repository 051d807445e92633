"""Units that a line does not say, or that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form import bill
from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

#: Miles of an ambulance are billed in tenths (Medicare Claims Processing Manual, chapter 15, 20.2).
_IN_TENTHS = ("A0425", "A0435", "A0436", "A0888")


@rule(holds=SINCE_5010, reviewed=None, cite=standard("the units of a line"))
def units(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Every line says how many units, whole ones but for the miles of an ambulance."""
    for line in claim.lines:
        if line.revenue == bill.TOTAL:
            continue
        if line.units is None:
            if not claim.is_facility or line.code:
                yield Find(
                    f"{line.at}.units",
                    "the line does not say how many",
                    Severity.REJECT,
                    clears="how much of it the record says was given or done",
                )
        elif line.units == 0:
            yield Find(
                f"{line.at}.units",
                "the line bills no unit",
                Severity.RETURN,
                clears="how much of it the record says was given or done",
            )
        elif line.units != int(line.units) and not (line.code or "").startswith(_IN_TENTHS):
            yield Find(
                f"{line.at}.units",
                "units are whole: what is left of one is rounded as its code says",
                Severity.RETURN,
            )
