"""The virus of an influenza, and what the influenza did, told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_line, in_one_problem
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

#: An influenza of another time: "she had influenza B in January".
_BEFORE = Pattern(
    r"\bhad (?:\w+ ){0,2}?(?:influenza|flu)\b(?! (?:shot|vaccin\w*|jab))[^.;]{0,40}\b(?:in (?:january|february|march|april|may|june|july|august|september|october|november|december|(?:19|20)\d\d)|ago|last (?:month|year|winter|season|fall|spring))\b"
    r"|\b(?:last (?:year|winter|season)'?s?|previous|earlier|recovered from)\b",
    re.IGNORECASE,
)
#: What an influenza with a named virus does, by the code of one whose virus is not identified.
NOVEL = {"J11.00": "J09.X1", "J11.08": "J09.X1", "J11.1": "J09.X2", "J11.2": "J09.X3"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.10.c", URL),
)
def influenza_of_known_virus(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """What an influenza did takes the category of its virus where the provider names that."""
    for virus in coding.having("J10.1", "J09.X2"):
        for vague in coding.having("J11"):
            value = NOVEL.get(vague.value, "J09.X9") if virus.value[:3] == "J09" else "J10" + vague.value[3:]
            together = in_one_line(virus, vague) or in_one_problem(virus, vague)
            if together and _is_before(virus):
                yield Reject(virus, Why.HISTORY, (vague,))
            elif together and books.tabular.billable(value):
                gone = (virus, vague) if value != virus.value else (vague,)
                yield Give(value, because=(virus, vague), instead_of=gone)


def _is_before(virus: Assignment) -> bool:
    """Whether every sentence that names the virus tells of another time."""
    return bool(virus.mentions) and all(_BEFORE.search(m.line.words) for m in virus.mentions)
