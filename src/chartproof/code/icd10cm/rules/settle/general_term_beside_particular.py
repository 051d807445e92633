"""The general word for what is also named in particular."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.sides import may_be_one_place


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.18", URL),
)
def general_term_beside_particular(coding: Coding, _: Books) -> Iterator[Reject]:
    """Where the record names a condition in particular, the code of the general word for it is not given besides."""
    for general in coding.assignments:
        row = row_for("general_terms", general.value)
        if row is None:
            continue
        for particular in coding.having(*row[1].split()):
            if particular is general or not may_be_one_place(general.title, particular.title):
                continue
            lifted = general.needed is Needed.ADDRESSED and particular.needed is not Needed.ADDRESSED
            apart = general.value[:3] != particular.value[:3]
            if lifted and apart and not _is_of_its_problem(general, particular):
                continue
            if _is_the_last_word(general, particular):
                yield Reject(particular, Why.LESS_SPECIFIC, (general,))
                continue
            yield Reject(general, Why.LESS_SPECIFIC, (particular,))
            break


def _is_of_its_problem(general: Assignment, particular: Assignment) -> bool:
    """Whether the general word stands in lines that name the particular, or heads problems, in each of which the sentences below it name the particular: "Pneumonia. The final impression was aspiration pneumonia"."""
    lines = {m.line for m in particular.mentions if is_taken_up(m)}
    if general.mentions and all(m.line in lines for m in general.mentions):
        return True
    named = {(m.document, m.problem) for m in particular.mentions if is_taken_up(m) and m.problem is not None}
    heads = [m for m in general.mentions if m.standing is Standing.PROBLEM]
    return bool(heads) and all((m.document, m.problem) in named for m in heads)


def _is_the_last_word(general: Assignment, particular: Assignment) -> bool:
    """Whether the assessment names the one, and a list alone the other, no kind of it told: "high cholesterol"."""
    vague = general.value[:3] == particular.value[:3] and "unspecified" in (particular.title or "")
    heads = any(is_taken_up(m) for m in general.mentions)
    return vague and heads and not any(is_taken_up(m) for m in particular.mentions)
