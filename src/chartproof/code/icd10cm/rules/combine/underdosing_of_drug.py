"""Less of a drug than prescribed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.drug_codes import Intent, drug_code, drug_names
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.pump import pump_failures
from chartproof.code.icd10cm.underdosed import (
    is_as_needed,
    is_long_past,
    is_needed_no_more,
    is_underdosed,
    only_ran_out,
    reason,
    sentence_of,
    told_next,
)
from chartproof.code.icd10cm.wording import document_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.e.5.c", URL),
)
def underdosing_of_drug(coding: Coding, books: Books) -> Iterator[Give]:
    """Taking less of a drug than prescribed, or stopping it without the provider, is an underdosing; the reason is told where it is known."""
    for drug in coding.reading.drugs:
        if drug.evidence is None:
            continue
        document = document_of(coding, drug.evidence.document)
        line = sentence_of(document, drug.evidence)
        told = line if is_underdosed(line, drug.evidence) else told_next(document, line, drug.evidence)
        if told is None or is_needed_no_more(drug, told):
            continue
        if any(is_long_past(each, drug.evidence, _year(coding)) for each in (line, told)):
            continue
        start = drug.evidence.start - line.start
        name = next((n for a, _, n in drug_names(line.words) if a == start), "")
        value = drug_code(name, Intent.UNDERDOSING, books)
        if value is None or is_as_needed(name, coding.encounter.documents):
            continue
        why = reason(told, drug.evidence, coding.encounter.documents)
        in_passing = (only_ran_out(told) or why is None) and not _is_weighed(told, coding)
        needed = Needed.ALSO if in_passing else Needed.OBLIGED
        yield Give(value, (drug.evidence, told), needed=needed)
        if any(True for _ in pump_failures(coding)):
            continue  # the pump gave less, the patient did not take less
        if why:
            yield Give(why[0], (drug.evidence, why[1]), needed=needed)


def _year(coding: Coding) -> int | None:
    return coding.encounter.began.year if coding.encounter.began else None


def _is_weighed(told: Evidence, coding: Coding) -> bool:
    """Whether the assessment tells it, not the story alone."""
    return any(
        line.standing in {Standing.PROBLEM, Standing.ASSESSED} and line.start <= told.start < line.end
        for page in coding.reading.pages
        if page.document.id == told.document
        for line in page.lines
    )
