"""More modifiers on a line than the form has room for."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_MOST = 4


@rule(holds=SINCE_5010, reviewed=None, cite=standard("modifiers of a line"))
def modifier_count(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A line holds four modifiers."""
    for line in claim.lines:
        if len(line.modifiers) > _MOST:
            says = f"a line has room for {_MOST} modifiers, this one has {len(line.modifiers)}"
            fix = Fix(
                "keep those that decide the price and the payment; leave out those that inform", safe=False
            )
            yield Find(f"{line.at}.modifiers", says, Severity.REJECT, (), (fix,))
