"""Body mass index beside a diagnosis of weight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.measured import ground_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.saying import said
from chartproof.code.icd10cm.wording import document_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Measure
from chartproof.model.results import Give, Mark, Reject
from chartproof.rules.core import rule

#: Diagnoses of weight: malnutrition, overweight and obesity, abnormal weight change, cachexia.
WEIGHT = (
    "E40",
    "E41",
    "E42",
    "E43",
    "E44",
    "E45",
    "E46",
    "E66",
    "E64.0",
    "R63.4",
    "R63.5",
    "R63.6",
    "R64",
    "F50.0",
)
#: Z68 for adults begins at this age (Tabular List Z68).
ADULT = 20
#: "BMI 97th %ile", "BMI 23.2, 97th percentile"; "108% of the 95th".
PERCENTILE = Pattern(
    r"\bBMI\b[^;\n]{0,40}?\b(\d{1,2})(?:st|nd|rd|th)? ?(?:%(?:-?(?:ile|tile))?|percentile|centile)",
    re.IGNORECASE,
)
BEYOND = Pattern(r"\b(1\d\d) ?(?:%|per ?cent) (?:of )?(?:the )?95th", re.IGNORECASE)
#: Percentiles below which each sixth character stands; from the 95th on, its share decides.
RANKS, HIGH = ((5, "1"), (85, "2"), (95, "3")), 95
FAR, VERY_FAR = 120, 140


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.14", URL),
)
def bmi_with_weight_diagnosis(coding: Coding, books: Books) -> Iterator[Give | Reject | Mark]:
    """Body mass index is coded only beside a weight diagnosis, and not in pregnancy."""
    weight = coding.having(*WEIGHT)
    given = coding.having("Z68")
    pregnant = coding.having("O", "Z33", "Z34", "Z3A")
    for index in given:
        if not weight or pregnant:
            yield Reject(index, Why.UNSUPPORTED, because=pregnant[:1])
        elif weight[0].needed is not Needed.ALSO:
            yield Mark(index, needed=Needed.OBLIGED)
    age = coding.encounter.age
    if given or pregnant or not weight:
        return
    if age is not None and age < ADULT:
        yield from _of_child(coding, weight[0], books)
        return
    told = [m for m in coding.reading.measures if m.name == "bmi"]
    measured = next((m for m in told if not _is_of_before(m, coding)), next(iter(told), None))
    code = _code(measured.value, books) if measured else None
    if measured and code:
        needed = Needed.ALSO if weight[0].needed is Needed.ALSO else Needed.OBLIGED
        yield Give(code, because=(ground_of(measured), weight[0]), needed=needed)


#: Right before an index that is not today's, or is only aimed at.
_BEFORE = Pattern(
    r"\b(?:peak|highest|max(?:imum)?|prior|previous|pre-?op(?:erative)?|pre-?surgical|starting|initial|former|goal|target|ideal|last year'?s?)(?: (?:weight|wt))?,? ?(?:of |at |with )?$",
    re.IGNORECASE,
)


def _is_of_before(measure: Measure, coding: Coding) -> bool:
    """Whether an index is told as an earlier one, or as the aim."""
    evidence = measure.evidence
    if evidence is None:
        return False
    text = document_of(coding, evidence.document).text
    return _BEFORE.search(text[max(0, evidence.start - 30) : evidence.start]) is not None


def _of_child(coding: Coding, weight: Assignment, books: Books) -> Iterator[Give]:
    """The Z68.5 code by the percentile for age, and above the 95th by how far beyond it."""
    told = next(iter(said(coding, PERCENTILE)), None)
    if told is None:
        return
    rank = _number(PERCENTILE, told.words)
    beyond = next(iter(said(coding, BEYOND)), None)
    share = _number(BEYOND, beyond.words) if beyond else 0
    above = "6" if share >= VERY_FAR else "5" if share >= FAR else "4"
    value = f"Z68.5{above if rank >= HIGH else next(digit for below, digit in RANKS if rank < below)}"
    if books.tabular.billable(value) is not None:
        because = (told, *((beyond,) if beyond else ()), weight)
        yield Give(value, because, needed=Needed.ALSO if weight.needed is Needed.ALSO else Needed.OBLIGED)


def _number(pattern: Pattern, words: str) -> int:
    found = pattern.search(words)
    return int(found[1]) if found else 0


def _code(value: Decimal, books: Books) -> str | None:
    """The Z68 code of an adult's index, to one decimal: of the rows for it, the one in the book of the day."""
    rounded = round(value, 1)
    for low, high, code, _ in rows("body_mass_index"):
        if Decimal(low) <= rounded <= Decimal(high) and books.tabular.billable(code):
            return code
    return None
