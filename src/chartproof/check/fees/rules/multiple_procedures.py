"""51 on a line that no reduction for several procedures applies to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import manual
from chartproof.check.fees.listed import found, listed, with_modifier, without
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_NONE = frozenset({"0", "9"})


@rule(holds=Period(date(1996, 1, 1), None), reviewed=None, cite=manual(12, "40.6"))
def multiple_procedures(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """51 stands on a second procedure of the day that is paid less for it, and on no add-on code or first procedure."""
    for each in with_modifier(claim, books, "51"):
        if isinstance(each, NotRun):
            yield each
            continue
        line, fees = each[0].line, each[0].fees
        others = (other for other in listed(claim, books).on(each[0].day) if other.line is not line)
        if fees.global_days == "ZZZ":
            why = "it is an add-on code, which is not reduced beside its primary"
        elif fees.multiple in _NONE:
            why = f"no reduction for several procedures applies to it (indicator {fees.multiple})"
        elif not any(other.fees.multiple not in _NONE for other in others):
            why = "it is the only procedure of the day on this claim"
        else:
            continue
        says = f"{line.code} has 51, and {why}"
        fix = without(line, "51", safe=fees.multiple in _NONE)
        yield found(
            claim,
            each[0],
            "modifiers",
            says,
            Severity.RISK,
            fix,
            clears="the record of the other procedures of the session",
        )
