"""Named, and said to be left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import behind
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Right behind it, in its sentence: that nobody looked into it or did anything.
_LEFT_ALONE = Pattern(
    r"[^.;\n]{0,60}?(?:[-\u2013,(]|\bbut|\bwas|\bwere|\bis) ?(?:not (?:addressed|evaluated|worked up|looked into)|no (?:w/?u|work-?up|evaluation))(?: (?:here|today|this (?:stay|visit|admission)|done|needed|planned))?(?=\W*(?:$|[.;,)\n]))",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "III, III.B, IV.J", URL),
)
def told_not_addressed(coding: Coding, _: Books) -> Iterator[Reject]:
    """A condition that the provider names and says was not addressed or worked up is not reported."""
    for assignment in coding.assignments:
        if assignment.value[0] in "VWXYZ":
            continue
        taken = [m for m in assignment.mentions if is_taken_up(m)]
        alone = taken and all(_is_left_alone(m) for m in taken)
        if alone or (assignment.mentions and all(map(_is_left_alone, assignment.mentions))):
            yield Reject(assignment, Why.NOT_MANAGED)


def _is_left_alone(mention: Mention) -> bool:
    return _LEFT_ALONE.match(behind(mention, 100)) is not None
