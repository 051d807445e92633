"""The severity of an asthma told behind its name and a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: "Asthma: moderate persistent, on budesonide".
_SEVERITY = Pattern(
    r"(?: \([^)\n]{0,20}\))?[ \t]*[:\u2013\u2014-]+[ \t]*(?:(?:chronic|currently|still|clinically|now|stable,?|well[- ]controlled,?) )?"
    r"(?P<said>mild[ -]intermittent|intermittent(?=[ \t]*(?:[,.;(\n]|$))|(?:mild|moderate|severe)[ -]persistent)\b",
    re.IGNORECASE,
)
#: The subcategory of each severity, by its first word.
_STEPS = {"mild persistent": "J45.3", "moderate persistent": "J45.4", "severe persistent": "J45.5"}
_INTERMITTENT = "J45.2"
UNSPECIFIED = ("J45.901", "J45.902", "J45.909")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "J45"),
)
def asthma_severity_behind_its_name(coding: Coding, _: Books) -> Iterator[Give]:
    """An asthma whose severity stands behind its name is coded by it."""
    if coding.having("J45.2", "J45.3", "J45.4", "J45.5"):
        return
    told = [(a, words) for a in coding.having(*UNSPECIFIED) if (words := _severity(a, coding))]
    values = {_step(words) for _, words in told}
    if len(values) == 1:
        worst = max(coding.having(*UNSPECIFIED), key=lambda a: a.value if a.value[-1] != "9" else "")
        char = "0" if worst.value[-1] == "9" else worst.value[-1]
        yield Give(values.pop() + char, because=told[0], instead_of=coding.having(*UNSPECIFIED))


def _severity(asthma: Assignment, coding: Coding) -> Evidence | None:
    for mention in asthma.mentions:
        document = coding.encounter.document(mention.document)
        if found := _SEVERITY.match(document.text, mention.evidence[-1].end):
            return document.quote(*found.span("said"))
    return None


def _step(words: Evidence) -> str:
    return _STEPS.get(words.words.lower().replace("-", " "), _INTERMITTENT)
