"""What one provider states and another rules out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import Chart, chart_of, is_of_now, is_ruled_out, one_condition
from chartproof.code.icd10cm.copied import copy_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.reading import Mention, Presence, Standing
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.screen.present_and_ruled_out"
CHOICES = ("the patient had it", "it was ruled out", "other", "unable to determine")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.14", URL),
)
def present_and_ruled_out(coding: Coding, _: Books) -> Iterator[Ask]:
    """Where one provider states a condition and another rules it out, the attending is asked which holds."""
    if len(coding.encounter.documents) < 2:
        return
    chart = chart_of(coding.encounter)
    said = [m for m in coding.reading.mentions if is_of_now(m) and chart.is_providers(m)]
    absent = [m for m in said if m.assertion.presence is Presence.ABSENT and is_ruled_out(m)]
    asked: set[str] = set()
    for denied in absent:
        stated = [m for m in said if _is_against(m, denied, chart)]
        if stated and denied.concept not in asked and not copy_of(denied, chart):
            asked.add(denied.concept)
            yield Ask(_asked(stated[-1], denied))


def _is_against(stated: Mention, denied: Mention, chart: Chart) -> bool:
    if stated.assertion.presence is not Presence.PRESENT or stated.standing is Standing.LISTED:
        return False
    if chart.provider(stated) == chart.provider(denied) or copy_of(stated, chart):
        return False
    return one_condition(stated.concept, denied.concept)


def _asked(stated: Mention, denied: Mention) -> Query:
    words = " … ".join(" ".join(e.words.split()) for e in stated.evidence)
    asks = f"One provider documents “{words}” and another rules it out. Please clarify."
    shows = (*stated.evidence, *denied.evidence, *denied.assertion.cues)
    return Query(RULE, Doubt.CONFLICTING, asks, CHOICES, shows)
