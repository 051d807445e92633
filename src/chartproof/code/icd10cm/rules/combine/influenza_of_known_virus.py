"""The virus of an influenza, and what the influenza did, told apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_line, in_one_problem
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: What an influenza with a named virus does, by the code of one whose virus is not identified.
NOVEL = {"J11.00": "J09.X1", "J11.08": "J09.X1", "J11.1": "J09.X2", "J11.2": "J09.X3"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.10.c", URL),
)
def influenza_of_known_virus(coding: Coding, books: Books) -> Iterator[Give]:
    """What an influenza did takes the category of its virus where the provider names that."""
    for virus in coding.having("J10.1", "J09.X2"):
        for vague in coding.having("J11"):
            value = NOVEL.get(vague.value, "J09.X9") if virus.value[:3] == "J09" else "J10" + vague.value[3:]
            together = in_one_line(virus, vague) or in_one_problem(virus, vague)
            if together and books.tabular.billable(value):
                gone = (virus, vague) if value != virus.value else (vague,)
                yield Give(value, because=(virus, vague), instead_of=gone)
