"""COVID-19 that is over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.cause import DUE_TO
from chartproof.terms.numbers import spelled

_OVER = Pattern(
    rf"\b(?:after|following|post|since|sequelae? of|late (?:effects?|results?) of|left by|(?:{DUE_TO}) (?:a )?(?:previous|prior|past)|"
    r"history of|recovered from|recovery from)[- ](?:\w+ ){0,3}?(?:covid|sars|coronavirus)|"
    r"\b(?:covid(?:-19)?|sars-cov-2)(?: infection| pneumonia| illness)?,? (?:\w+ ){0,2}?(?:resolved|last (?:month|year|winter|spring|summer|fall)|"
    rf"in (?:(?:19|20)\d\d|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b|(?:\d+|an?|{spelled()}|several|few) (?:weeks?|months?|years?) ago)",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2021, 1, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.g.1.i, I.C.1.g.1.m", URL),
)
def covid_past(coding: Coding, _: Books) -> Iterator[Reject]:
    """COVID-19 that the record tells as over is history; what it left is coded as a condition after it."""
    for covid in coding.having("U07.1", "J12.82"):
        if covid.mentions and all(_OVER.search(m.line.words) for m in covid.mentions):
            yield Reject(covid, Why.HISTORY)
