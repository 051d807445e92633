"""What only the report of a test names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import chart_of, family_of, is_of_now
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.document_kind import REPORTS, DocumentKind
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.reading import Mention, Presence
from chartproof.model.record import FACILITY_SETTINGS, Setting
from chartproof.model.results import Ask, Reject
from chartproof.rules.core import rule

RULE = "icd10cm.screen.report_not_taken_up"
#: Settings that section III speaks of.
STAYS = FACILITY_SETTINGS - {Setting.ASC}
#: Conditions of a place, which a report may only say more exactly: injuries, fractures of bone disease.
OF_A_PLACE = ("S", "M80", "M84")
CHOICES = (
    "the patient has it",
    "the patient does not have it",
    "no clinical significance",
    "other",
    "unable to determine",
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "III.B", URL),
)
def report_not_taken_up(coding: Coding, _: Books) -> Iterator[Reject | Ask]:
    """In a stay, what a report of imaging, pathology or a laboratory names is coded where a provider takes it up."""
    chart = chart_of(coding.encounter)
    if coding.encounter.setting not in STAYS or not REPORTS & set(chart.kinds.values()):
        return
    said = [m for m in coding.reading.mentions if chart.is_providers(m) and _is_there(m)]
    if not said:
        return  # nothing else of the stay is at hand
    for assignment in coding.assignments:
        kinds = {chart.kinds[m.document] for m in assignment.mentions}
        if not kinds or not kinds <= REPORTS or _taken_up(assignment, said):
            continue
        yield Reject(assignment, Why.UNSUPPORTED)
        if DocumentKind.PATHOLOGY in kinds and any(map(_is_there, assignment.mentions)):
            yield _asked(assignment)


def _is_there(mention: Mention) -> bool:
    return is_of_now(mention) and mention.assertion.presence is not Presence.ABSENT


def _taken_up(assignment: Assignment, said: list[Mention]) -> bool:
    """Whether a provider names it too; of an injury the report may say more."""
    for own in assignment.mentions:
        for m in said:
            detail = own.concept.startswith(OF_A_PLACE) and family_of(own.concept) == family_of(m.concept)
            if m.concept == own.concept or own.concept.startswith(m.concept) or detail:
                return True
    return False


def _asked(assignment: Assignment) -> Ask:
    words = " … ".join(dict.fromkeys(" ".join(e.words.split()) for e in assignment.proof.words()[:3]))
    asks = f"A pathology report names “{words}”. Please document its clinical significance."
    return Ask(Query(RULE, Doubt.UNSUPPORTED, asks, CHOICES, assignment.proof.words()))
