"""A thyroid that ran too fast until it was ablated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import said_beside
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: That it was treated for good.
_TREATED = Pattern(
    r"\b(?:treated|ablat\w+|post-?ablat\w+|radio-?(?:active )?iodine|rai|i-?131|thyroidectomy|s/p|status post|history of|hx|former|cured)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.J", URL),
)
def hyperthyroidism_ablated(coding: Coding, _: Books) -> Iterator[Reject]:
    """Hyperthyroidism that was ablated and left an underactive thyroid is not coded besides."""
    after = coding.having("E89.0")
    for before in coding.having("E05") if after else ():
        told = {mention.line: words for mention, words in said_beside(coding, before, _TREATED)}
        if before.mentions and all(mention.line in told for mention in before.mentions):
            yield Reject(before, Why.HISTORY, because=(after[0], *told.values()))
