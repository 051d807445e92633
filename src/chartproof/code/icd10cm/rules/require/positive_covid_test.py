"""A positive test that nobody has judged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.require.positive_covid_test"
ASKS = "A test for SARS-CoV-2 is reported as shown. Please document whether the patient has COVID-19."
CHOICES = ("COVID-19", "false positive, no COVID-19", "other", "unable to determine")
_POSITIVE = Pattern(
    r"\b(?:covid(?:-19)?|sars[- ]cov[- ]2|coronavirus)\b(?:[ :,]+(?:pcr|naat|rapid|antigen|test|swab|result|screen|is|was|came|back|returned|by))*"
    r"[ :,]+(?:positive|detected)\b|\bpositive (?:covid(?:-19)?|sars[- ]cov[- ]2)(?: pcr| antigen| rapid)? (?:test|swab|screen|result)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2020, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.g.1.h", URL),
)
def positive_covid_test(coding: Coding, _: Books) -> Iterator[Ask]:
    """A positive test alone is no diagnosis of COVID-19: the provider is asked."""
    if coding.having("U07.1", "U09", "Z86.16") or any(r.code.value == "U07.1" for r in coding.rejected):
        return
    test = said(coding, _POSITIVE)
    if test is not None:
        yield Ask(Query(RULE, Doubt.UNSUPPORTED, ASKS, CHOICES, (test,)))
