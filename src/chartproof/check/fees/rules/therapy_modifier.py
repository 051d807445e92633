"""Therapy that does not say by which plan of care it was given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import manual
from chartproof.check.fees.listed import found, listed
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.period import Period
from chartproof.model.record import Payer
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=Period(date(2011, 1, 1), None), reviewed=None, cite=manual(5, "20.1"))
def therapy_modifier(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A service that is therapy whoever gives it (multiple procedures indicator 5) carries GN, GO or GP."""
    if claim.payer is not Payer.MEDICARE:
        return
    lines = listed(claim, books)
    yield from lines.missing
    for each in lines.listed:
        if each.fees.multiple == _THERAPY and _PLANS.isdisjoint(each.line.modifiers):
            says = f"{each.line.code} is therapy, and does not say by which plan of care: GN, GO or GP"
            fixes = tuple(_with(each.line.at, each.line.modifiers, *plan) for plan in _PLANS_OF)
            yield found(claim, each, "modifiers", says, Severity.RETURN, *fixes, clears="the plan of care")


_THERAPY = "5"
_PLANS_OF = (("GP", "physical therapy"), ("GO", "occupational therapy"), ("GN", "speech-language pathology"))
_PLANS = frozenset(modifier for modifier, _ in _PLANS_OF)


def _with(at: str, modifiers: tuple[str, ...], plan: str, what: str) -> Fix:
    change = Change(Op.SET, f"{at}.modifiers", (*modifiers, plan))
    return Fix(f"add {plan} where it was under a plan of {what}", safe=False, changes=(change,))
