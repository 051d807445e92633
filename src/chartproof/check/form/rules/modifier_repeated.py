"""One modifier twice on a line."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_5010, reviewed=None, cite=standard("modifiers of a line"))
def modifier_repeated(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """No modifier stands twice on a line."""
    for line in claim.lines:
        once = tuple(dict.fromkeys(line.modifiers))
        if len(once) < len(line.modifiers):
            change = Change(Op.SET, f"{line.at}.modifiers", once)
            fix = Fix("write each modifier once", safe=True, changes=(change,))
            yield Find(
                f"{line.at}.modifiers", "a modifier stands twice on the line", Severity.RETURN, (), (fix,)
            )
