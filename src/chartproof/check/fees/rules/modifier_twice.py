"""A modifier that stands twice on one line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find
from chartproof.rules.core import rule


@rule(holds=Period(date(1996, 1, 1), None), reviewed=None, cite=manual(26, "10.4, item 24D"))
def modifier_twice(claim: Claim, _: Books) -> Iterator[Find]:
    """A modifier stands once on a line: twice it says no more."""
    for line in claim.lines:
        if len(line.modifiers) > len(set(line.modifiers)):
            once = tuple(dict.fromkeys(line.modifiers))
            again = next(m for m in once if line.modifiers.count(m) > 1)
            change = Change(Op.SET, f"{line.at}.modifiers", once)
            fix = Fix(f"{again} once", safe=True, changes=(change,))
            says = f"{line.at} has {again} twice"
            yield Find(
                f"{line.at}.modifiers", says, Severity.RETURN, (), (fix,), "nothing: the second says no more"
            )
