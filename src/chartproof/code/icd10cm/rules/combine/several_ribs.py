"""Fractures of more than one rib."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.numbers import spelled

_NTH = "(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)"
#: "ribs 7-9", "7th, 8th, 9th ribs", "fifth and sixth ribs", "rib fractures", "6th-8th rib fractures", "fractures of three ribs".
SEVERAL = Pattern(
    r"\bribs? \d{1,2}(?:st|nd|rd|th)?(?: ?(?:-|,|and|to|through|&) ?\d{1,2})|\brib fx?(?:ractures?|s)? ?x ?\d"
    r"|(?<!other )(?<!further )(?<!additional )(?<!no )\brib (?:fractures|fxs)\b"
    r"|\brib (?:fx|fracture)s?,? (?:(?:left|right|[lr]),? )?(?:of )?(?:ribs? )?#?\d{1,2}(?:st|nd|rd|th)?(?: ?(?:-|,|and|to|through|&) ?#?\d{1,2})"
    r"|\b\d{1,2}(?:st|nd|rd|th)?(?: ?(?:-|,|,? and|to|through|&) ?\d{1,2}(?:st|nd|rd|th)?)+ rib"
    rf"|\b{_NTH}(?:(?:-|,? and | to | through |, ?| ?& ?){_NTH})+ ribs?\b"
    rf"|\b(?:{spelled(2)}|2|3|4|5|6)(?: \w+)? rib|\b(?:several|multiple|fractures? of (?:the )?(?:left |right )?)[ \w]{{0,12}}\bribs\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2, I.C.19.b", URL),
)
def several_ribs(coding: Coding, books: Books) -> Iterator[Give]:
    """Fractures of several ribs of one side, by number or count, are multiple fractures of ribs."""
    right, left = coding.having("S22.31"), coding.having("S22.32")
    of_both = said(coding, right[0], SEVERAL) if right and left else None
    if of_both is not None and right[0].mentions == left[0].mentions:
        value = f"S22.43{right[0].value[6:]}"
        if books.tabular.billable(value) is not None:
            yield Give(value, (right[0], left[0], of_both), (right[0], left[0]))
            return
    for one in coding.having("S22.3"):
        value = f"S22.4{one.value[5:]}"
        words = said(coding, one, SEVERAL)
        if words is not None and books.tabular.billable(value) is not None:
            yield Give(value, (one, words), (one,))
