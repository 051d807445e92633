"""A drug that is paid apart, on a claim without what it was given with."""

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
from chartproof.terms.addendum import PROCEDURES


@rule(holds=Period(date(2016, 1, 1), None), reviewed=None, cite=editor("99"))
def drug_without_procedure(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A claim with a drug that is paid apart (status G or K) bills a service that the system pays."""
    lines = listed(claim, books)
    yield from lines.missing
    drugs = [each for each in lines.listed if each.status in _DRUGS]
    if not drugs or lines.missing or any(each.status in PROCEDURES for each in lines.listed):
        return
    says = f"{drugs[0].line.code} is a drug that is paid apart, and the claim has no service that it was given with"
    fix = Fix("bill the administration of the drug, or the procedure it was given for", safe=False)
    yield found(
        drugs[0], "", says, Severity.RETURN, fix, clears="the record of how and when the drug was given"
    )


_DRUGS = frozenset({"G", "K"})
