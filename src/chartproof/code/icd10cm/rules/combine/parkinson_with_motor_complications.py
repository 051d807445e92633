"""Parkinson's disease with dyskinesia, with fluctuations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, most_needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Presence, Subject
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.sought import sought

_DYSKINESIA = Pattern(
    r"(?<!tardive )\bdyskine(?:sias?|tic)\b|\b(?:peak[- ]dose|levodopa|troublesome|bothersome|disabling|diphasic) (?-i:LIDs?)\b",
    re.IGNORECASE,
)
_FLUCTUATION = Pattern(
    r"\bwearing[- ]off\b|\bwears? off\b|\b(?-i:OFFs)\b|\bon[-/ ]off\b|\boff[- ](?:episodes?|periods?|times?|spells?|states?)\b|"
    r"\b(?:motor|response) fluctuations?\b|\bend[- ]of[- ]dose\b",
    re.IGNORECASE,
)
_DENIED = Pattern(
    r"(?:\b(?:no|not|without|denies|never|none|free of)\b|\bw/o )(?:(?!\b(?:but|with|has|now)\b)[^.;:])*$",
    re.IGNORECASE,
)
#: An involuntary movement that the dyskinesia of the disease was read as.
MOVEMENTS = ("G24.9", "G25.5", "G25.9")


@rule(
    holds=Period(date(2023, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "G20.A, G20.B"),
)
def parkinson_with_motor_complications(coding: Coding, books: Books) -> Iterator[Give]:
    """Dyskinesia and fluctuations (wearing off, OFF episodes) told anywhere of Parkinson's disease are part of its code."""
    disease = coding.having("G20.A", "G20.B")
    if not disease:
        return
    dyskinesia, fluctuation = _told(coding, _DYSKINESIA), _told(coding, _FLUCTUATION)
    with_dyskinesia = dyskinesia is not None or any(a.value.startswith("G20.B") for a in disease)
    with_fluctuation = fluctuation is not None or any(a.value.endswith("2") for a in disease)
    value = f"G20.{'B' if with_dyskinesia else 'A'}{2 if with_fluctuation else 1}"
    movements = coding.having(*MOVEMENTS) if dyskinesia else ()
    if books.tabular.billable(value) and (disease[0].value != value or len(disease) > 1 or movements):
        grounds = tuple(e for e in (dyskinesia, fluctuation) if e)
        gone = (*(a for a in disease if a.value != value), *movements)
        yield Give(value, (*disease, *grounds), gone, most_needed(disease))


def _told(coding: Coding, words: Pattern) -> Evidence | None:
    """Where a line of the patient's says these words and does not deny them."""
    denied = {m.line for m in coding.reading.mentions if m.assertion.subject is not Subject.PATIENT}
    denied |= {m.line for m in coding.reading.mentions if m.assertion.presence is Presence.POSSIBLE}
    for document in coding.encounter.documents:
        for found in sought(words, document.text):
            apart = any(e.document == document.id and e.start <= found.start() < e.end for e in denied)
            if not apart and not _DENIED.search(document.text[max(0, found.start() - 60) : found.start()]):
                return document.quote(found.start(), found.end())
    return None
