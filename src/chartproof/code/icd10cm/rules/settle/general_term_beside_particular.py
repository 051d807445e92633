"""The general word for what is also named in particular."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Standing, Time
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.sides import may_be_one_place

_BEFORE = Pattern(
    r"\b(?:before(?=\W*$|[.,;])|in the past\b|(?:which|that|this|it) (?:is|was) old\b|an? old\b)",
    re.IGNORECASE,
)


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
            apart = general.value[:3] != particular.value[:3] and not _is_one_disorder(general, particular)
            if (
                lifted
                and apart
                and not (_is_of_its_problem(general, particular) or _is_reasoned(particular))
                and not (general.value.startswith(_WITHOUT_SITE) and _is_one(coding.having(*row[1].split())))
            ):
                continue
            if lifted and apart and _is_only_past(particular) and not coding.encounter.is_stay:
                continue
            if apart and _is_of_before(particular):
                if general.needed is Needed.ADDRESSED and not row_for("chronic_conditions", particular.value):
                    yield Reject(particular, Why.HISTORY, (general,))
                continue
            if apart and _goes_itself(particular, row[1].split(), coding):
                continue
            if _is_the_last_word(general, particular):
                yield Reject(particular, Why.LESS_SPECIFIC, (general,))
                continue
            yield Reject(general, Why.LESS_SPECIFIC, (particular,))
            break


#: Depression, of which the record tells one episode or several.
_DEPRESSION = ("F32", "F33")


def _is_one_disorder(general: Assignment, particular: Assignment) -> bool:
    """Whether both are depression, whose recurrence only the particular tells."""
    both = general.value.startswith(_DEPRESSION) and particular.value.startswith(_DEPRESSION)
    return both and "remission" not in (particular.title or "")


#: Osteoarthritis of no site: where the record tells it of one joint only, it is that one's.
_WITHOUT_SITE = "M19.9"


def _is_one(sited: tuple[Assignment, ...]) -> bool:
    """Whether the record tells the disease of one site, and not as something of the past."""
    return len(sited) == 1 and not _is_only_past(sited[0])


def _is_of_its_problem(general: Assignment, particular: Assignment) -> bool:
    """Whether the general word stands in lines that name the particular, or heads problems, in each of which the sentences below it name the particular: "Pneumonia. The final impression was aspiration pneumonia"."""
    lines = {m.line for m in particular.mentions if is_taken_up(m)}
    if general.mentions and all(m.line in lines for m in general.mentions):
        return True
    named = {(m.document, m.problem) for m in particular.mentions if is_taken_up(m) and m.problem is not None}
    heads = [m for m in general.mentions if m.standing is Standing.PROBLEM]
    return bool(heads) and all((m.document, m.problem) in named for m in heads)


def _is_reasoned(particular: Assignment) -> bool:
    """Whether an injury is named for sure where the provider reasons about what was found."""
    return particular.value.startswith("S") and any(
        m.section == "medical_decision_making" and is_certain(m) for m in particular.mentions
    )


def _is_of_before(particular: Assignment) -> bool:
    """Whether every line that names it tells of an earlier one: "has been a problem before"."""
    return bool(particular.mentions) and all(_BEFORE.search(m.line.words) for m in particular.mentions)


def _is_only_past(particular: Assignment) -> bool:
    """Whether it is told as past wherever it is told: it says no kind of what is there now."""
    return bool(particular.mentions) and all(m.assertion.time is Time.PAST for m in particular.mentions)


def _goes_itself(particular: Assignment, known: list[str], coding: Coding) -> bool:
    """Whether the particular is the general word of what is no particular of the first."""
    row = row_for("general_terms", particular.value)
    return row is not None and any(
        may_be_one_place(particular.title, other.title) and not other.value.startswith(tuple(known))
        for other in coding.having(*row[1].split())
        if other is not particular
    )


#: "Secondary and unspecified malignant neoplasm" is the title of every code of its category.
_VAGUE = Pattern(r"(?<!and )unspecified")


def _is_the_last_word(general: Assignment, particular: Assignment) -> bool:
    """Whether the assessment names the one, and a list alone the other, no kind of it told: "high cholesterol"."""
    vague = general.value[:3] == particular.value[:3] and _VAGUE.search(particular.title or "") is not None
    heads = any(is_taken_up(m) for m in general.mentions)
    if particular.value == "J00":  # "URI", and the cold named by the way
        heads = any(m.standing is Standing.PROBLEM for m in general.mentions)
        return heads and not any(m.standing is Standing.PROBLEM for m in particular.mentions)
    return vague and heads and not any(is_taken_up(m) for m in particular.mentions)
