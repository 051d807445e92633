"""The joint of the other side, replaced before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.treated_sides import treated_before
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Artificial shoulder, hip and knee: the status of the joint that is being replaced was taken away.
JOINTS = ("Z96.61", "Z96.64", "Z96.65")
_SIDES = {"right": "1", "left": "2"}
_REPLACED = re.compile(r"\b(?:replaced|replacement|arthroplasty|TKA|THA|TKR|THR)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.3, I.B.13", URL),
)
def joint_of_other_side(coding: Coding, books: Books) -> Iterator[Give]:
    """Where a joint is replaced in this encounter and the record says that the other side was replaced before, that one is a status."""
    replaced = {
        r.code.value for r in coding.rejected if r.why is Why.UNSUPPORTED and r.code.value.startswith(JOINTS)
    }
    for side, words in treated_before(coding) if len(replaced) == 1 else ():
        value = f"{next(iter(replaced))[:6]}{_SIDES[side]}"
        known = coding.having(value) or value in replaced
        if _REPLACED.search(words.words) and not known and books.tabular.billable(value) is not None:
            yield Give(value, because=(words,), needed=Needed.ALSO)
