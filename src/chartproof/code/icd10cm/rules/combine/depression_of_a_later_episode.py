"""Depression that is counted by its episodes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.under import told_below
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.numbers import spelled

#: A single episode, and the code of the same severity where there was one before.
RECURRENT = {
    "F32.0": "F33.0",
    "F32.1": "F33.1",
    "F32.2": "F33.2",
    "F32.3": "F33.3",
    "F32.4": "F33.41",
    "F32.5": "F33.42",
    "F32.9": "F33.9",
    "F32.A": "F33.9",
}
_LATER = Pattern(
    r"\b(?:his|her|their|the|a|this|now) (?:second|third|fourth|fifth|sixth|2nd|3rd|[4-9]th)(?: or (?:third|fourth|fifth|sixth))? (?:(?:major|depressive|lifetime) ){0,2}(?:episode|bout|spell)\b"
    rf"|\b(?:{spelled(2)}|several|multiple|many) (?:prior|previous|earlier|past) (?:(?:major|depressive) ){{0,2}}(?:episodes|bouts)\b"
    rf"|\bha(?:s|ve) (?:now )?had (?:{spelled(2)}|several|multiple|many|numerous|recurrent|repeated) (?:(?:major|depressive) ){{0,2}}(?:episodes|bouts)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.5, I.B.2", URL),
)
def depression_of_a_later_episode(coding: Coding, books: Books) -> Iterator[Give]:
    """Depression whose problem tells of a second or later episode is recurrent, of the same severity."""
    for single in coding.having(*RECURRENT):
        value = next(code for begins, code in RECURRENT.items() if single.value.startswith(begins))
        told = next((at for m in single.mentions if (at := told_below(coding, m, _LATER))), None)
        if told is not None and books.tabular.billable(value) is not None:
            yield Give(value, because=(single, told), instead_of=(single,))
