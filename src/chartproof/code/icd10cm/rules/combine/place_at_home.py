"""Where in which kind of home."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import PLACE, causes
from chartproof.code.icd10cm.homes import kind_of_home, part_of_home, quoted
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def place_at_home(coding: Coding, books: Books) -> Iterator[Give]:
    """Where it happened is told by the kind of home and the part of it, as the words beside the cause tell both."""
    told = coding.having(f"{PLACE}.0")
    if any(not a.value.startswith(f"{PLACE}.0") for a in coding.having(PLACE)):
        return
    for beside in (*told, *causes(coding)):
        for mention in beside.mentions:
            kind = kind_of_home(mention.line.words)
            if kind is None:
                continue
            value = part_of_home(mention.line.words)[kind[0]]
            if books.tabular.billable(value) is not None and not coding.having(value):
                vague = tuple(a for a in told if a.value.startswith((f"{PLACE}.00", value[:6])))
                yield Give(value, (beside, quoted(coding, mention.line, kind[1])), vague, beside.needed)
            return
