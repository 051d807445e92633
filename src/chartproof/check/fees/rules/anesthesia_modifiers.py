"""Anesthesia that does not say who gave it, or says it twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.record import ClaimKind, Payer
from chartproof.model.results import Find
from chartproof.rules.core import rule


@rule(holds=Period(date(1998, 1, 1), None), reviewed=None, cite=manual(12, "50 and 140.3.3"))
def anesthesia_modifiers(claim: Claim, _: Books) -> Iterator[Find]:
    """A line of anesthesia says in one modifier who gave it: performed, directed, supervised or by a nurse anesthetist."""
    if claim.kind is not ClaimKind.PROFESSIONAL:
        return
    for line in claim.lines:
        if line.code is None or not _is_anesthesia(line.code):
            continue
        said = sorted(_WHO.intersection(line.modifiers))
        if len(said) > 1:
            says = f"{line.code} has {' and '.join(said)}, of which one says who gave it"
        elif not said and claim.payer is Payer.MEDICARE:
            says = f"{line.code} does not say who gave it: {', '.join(sorted(_WHO))}"
        else:
            continue
        fix = Fix("the one that the record of the anesthesia bears out", safe=False)
        yield Find(f"{line.at}.modifiers", says, Severity.RETURN, (), (fix,), _CLEARS)


_FIRST, _LAST = "00100", "01999"
#: Care of a catheter for pain, day by day: no anesthesia is given.
_PAIN = "01996"
_WHO = frozenset({"AA", "AD", "QK", "QX", "QY", "QZ"})
_CLEARS = "the record of the anesthesia: who gave it, and who directed how many at a time"


def _is_anesthesia(code: str) -> bool:
    """Whether it is of that section; laboratory and newer codes that end in a letter stand between its numbers, and are none."""
    return code.isdigit() and _FIRST <= code <= _LAST and code != _PAIN
