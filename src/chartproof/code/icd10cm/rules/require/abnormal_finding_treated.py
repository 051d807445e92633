"""An abnormal result that was treated and not named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.record import Measure
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.require.abnormal_finding_treated"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "III.B", URL),
)
def abnormal_finding_treated(coding: Coding, _: Books) -> Iterator[Ask]:
    """An abnormal finding of a stay is no diagnosis; where it was treated and the provider names nothing, ask what it means."""
    if not coding.encounter.is_stay:
        return
    for name, side, limit, treatment, codes, named, _source in rows("treated_findings"):
        if coding.having(*codes.split()):
            continue
        beyond = [
            m for m in coding.reading.measures if m.name == name and _is_beyond(m, side, Decimal(limit))
        ]
        treated = next(said(coding, _words(treatment)), None)
        if beyond and treated is not None:
            shows = (*(m.evidence for m in beyond[:2] if m.evidence), treated)
            asks = f"A {name} of {beyond[0].value} is recorded and “{treated.words}”. Please document the diagnosis treated, if any."
            choices = (named, "a finding without clinical significance", "other", "unable to determine")
            yield Ask(Query(RULE, Doubt.UNNAMED, asks, choices, shows))


def _is_beyond(measure: Measure, side: str, limit: Decimal) -> bool:
    return measure.value < limit if side == "below" else measure.value > limit


@lru_cache(maxsize=16)
def _words(treatment: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{treatment})\b", re.IGNORECASE)
