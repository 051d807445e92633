"""A withdrawal told in a sentence of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.under import lines_below
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Dependence without complications, and the same with withdrawal.
WITH_WITHDRAWAL = {
    "F10.20": "F10.239",
    "F11.20": "F11.23",
    "F12.20": "F12.23",
    "F13.20": "F13.239",
    "F14.20": "F14.23",
    "F15.20": "F15.23",
    "F19.20": "F19.239",
}
_IN_WITHDRAWAL = Pattern(
    r"(?:(?:he|she|they|pt|patient|now|was|is|currently|presented|came) )*in (?:acute |active |mild |moderate |severe |early |full )?withdrawal\b(?! (?:last|in (?:19|20)\d\d|before))",
    re.IGNORECASE,
)

#: Right behind it in its line: "severe AUD, in withdrawal".
_BESIDE = Pattern(
    rf"[,;]? (?:and |now |currently )*(?={_IN_WITHDRAWAL.pattern})[^.;\n]{{0,30}}?withdrawal\b", re.IGNORECASE
)


@rule(
    holds=Period(date(2020, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.5.b.1, I.B.9", URL),
)
def withdrawal_told_apart(coding: Coding, books: Books) -> Iterator[Give]:
    """Dependence of which its line, behind it, or the next sentence says that the patient is in withdrawal is dependence with withdrawal."""
    for dependence in coding.having(*WITH_WITHDRAWAL):
        value = WITH_WITHDRAWAL.get(dependence.value)
        if value is None or books.tabular.billable(value) is None:
            continue
        for mention in dependence.mentions:
            if found := _BESIDE.match(mention.line.words, mention.evidence[-1].end - mention.line.start):
                start = mention.line.start
                words = coding.encounter.document(mention.document).quote(
                    start + found.start(), start + found.end()
                )
                yield Give(value, (dependence, words), (dependence,), needed=dependence.needed)
                return
            for document, line in lines_below(coding, mention.evidence[-1]):
                if found := _IN_WITHDRAWAL.match(document.text, line.start, line.end):
                    words = document.quote(*found.span())
                    yield Give(value, (dependence, words), (dependence,), needed=dependence.needed)
                    return
