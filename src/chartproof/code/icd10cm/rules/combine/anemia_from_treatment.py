"""Anemia that the treatment of a cancer brought."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_CHEMO = Pattern(
    r"\b(?:due to|d/t|from|secondary to|caused by|2/2|related to|associated with|after) (?:\w+ ){0,2}?(?:chemo\w*|immunotherapy|antineoplastic\w*)|"
    r"\b(?:chemo\w*|immunotherapy)[- ](?:induced|related|associated)",
    re.IGNORECASE,
)
_RADIATION = Pattern(
    r"\b(?:due to|d/t|from|secondary to|caused by|2/2|related to|after) (?:\w+ ){0,2}?(?:radiotherapy|radiation|xrt)\b|"
    r"\b(?:radiotherapy|radiation)[- ](?:induced|related|associated)",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.c.2", URL),
)
def anemia_from_treatment(coding: Coding, _: Books) -> Iterator[Give]:
    """Anemia laid to chemotherapy or immunotherapy takes the adverse effect besides, anemia laid to radiotherapy the procedure as its cause."""
    for anemia in coding.having("D64.81", "D64.9", "D64.89", "D63.0"):
        if anemia.value == "D64.81" or says(anemia, _CHEMO):
            gone = () if anemia.value == "D64.81" else (anemia,)
            yield Give("D64.81", because=(anemia,), instead_of=gone)
            if not coding.having("T45.1X5"):
                yield Give("T45.1X5A", because=(anemia,), needed=Needed.OBLIGED)
        elif says(anemia, _RADIATION) and not coding.having("Y84.2"):
            yield Give("Y84.2", because=(anemia,), needed=Needed.OBLIGED)
