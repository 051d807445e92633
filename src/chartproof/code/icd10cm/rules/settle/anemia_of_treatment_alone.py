"""Anemia of the treatment, not of the cancer that is treated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: The cancer is named as what the treatment is for.
_FOR = Pattern(
    r"\b(?:chemo\w*|immunotherapy|treatment|therapy|cycles?)\b[^.;\n]{0,20}?\bfor\b", re.IGNORECASE
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.c.2", URL),
)
def anemia_of_treatment_alone(coding: Coding, _: Books) -> Iterator[Reject]:
    """Anemia laid to the chemotherapy of a cancer is not anemia in that cancer as well."""
    for treated in coding.having("D64.81"):
        for anemia in coding.having("D63.0"):
            if says(treated, _FOR):
                yield Reject(anemia, Why.UNSUPPORTED, (treated,))
