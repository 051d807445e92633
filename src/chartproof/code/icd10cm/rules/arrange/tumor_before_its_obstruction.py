"""The tumor that is taken out before the obstruction it made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import laid_to, says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule

_TAKEN_OUT = Pattern(
    r"\b(?:\w{3,}ectomy|resect(?:ed|ion)|hartmann\w*|(?-i:LAR|APR)|debulk\w+|whipple)\b(?! (?:planned|scheduled|pending))",
    re.IGNORECASE,
)
_BEFORE = Pattern(
    r"\b(?:history of|h/o|hx|prior|previous(?:ly)?|in (?:19|20)\d\d|years? ago)\b", re.IGNORECASE
)


@rule(
    holds=Period(date(2017, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.a", URL),
)
def tumor_before_its_obstruction(coding: Coding, _: Books) -> Iterator[Order]:
    """Where the treatment is directed at the malignancy, it stands before the obstruction of the bowel that it made."""
    for blocked in coding.having("K56.69"):
        for tumor in coding.having("C"):
            treated = says(tumor, _TAKEN_OUT) and not says(tumor, _BEFORE)
            if treated and laid_to(blocked, tumor):
                yield Order(tumor, blocked)
