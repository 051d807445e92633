"""Heart failure without its type."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import is_named, some, treated, values
from chartproof.ask.template import question, template
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.18", URL),
)
def heart_failure_type(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask for the type of heart failure where the record treats it without naming one."""
    if is_named(coding, template("heart_failure_type").codes):
        return
    failure = tuple(treated(coding, "I50.9"))
    if failure:
        shows = some(failure, (m.evidence for m in values(coding, "ejection fraction") if m.evidence))
        yield question(__name__, "heart_failure_type", coding, shows)
