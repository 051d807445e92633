"""A visit never carries modifier 22: more work of a visit is told by its level, or by prolonged service."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, manual
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.visit import Level, Visit, Withheld
from chartproof.rules.core import rule

_MORE = Pattern(
    r"\bmodifier[- ]22\b|\bvisit (?:took|lasted|was) (?:\w+ ){0,3}(?:longer than (?:usual|typical|normal)|twice as long|twice the usual)\b",
    re.IGNORECASE,
)


@rule(holds=SINCE, reviewed=None, cite=manual("40.2.A.10"))
def increased_work(found: tuple[Visit, Level], _: Books) -> Iterator[Withheld]:
    """A visit never carries modifier 22: more work of a visit is told by its level, or by prolonged service."""
    visit, level = found
    if level.code is None or visit.acts("surgery"):
        return
    for document in visit.coding.encounter.documents:
        if match := _MORE.search(document.text):
            yield Withheld("22", _LEVEL, (document.quote(*match.span()),))
            return


_LEVEL = "more work of a visit is told by its level, or by prolonged service"
