"""A home told in a sentence of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from chartproof.code.icd10cm.causes import FURTHER, PLACE, causes
from chartproof.code.icd10cm.episodes import ACTIVE, stages
from chartproof.code.icd10cm.homes import kind_of_home, part_of_home
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import quoted
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Line, Page
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Poisonings by accident, by another, or of intent not known.
POISONED = Pattern(r"T(?:3[6-9]|4\d|50|5[1-9]|6[0-5])\.\w{0,2}[1-4]A")
#: Where the patient was when it happened, not where he lives or was seen.
_WAS = Pattern(
    r"\b(?:was|were|while|when|as (?:he|she|they)|found|crossing|walking|standing|playing|got (?:up|into)|climb\w+|carrying|reach(?:ed|ing)|bent|bending|leaned|leaning|knelt|kneeling|stooped)\b",
    re.IGNORECASE,
)
_NOT = Pattern(
    r"\b(?:li?ves?(?! with\b[^.;()]*\))|living|resid(?:es?|ed|ing|ents?|ence)|moved?|discharged?|returned|went|goes|drove|before|usually|often|normally|kept|stored)\b",
    re.IGNORECASE,
)
#: How a fall is told, in the sentence behind that of the home.
_FELL = Pattern(
    r"\b(?:fell|came (?:down|off)|landed|landing|slipped|slid|tripped|tumbled|went down|dropped)\b",
    re.IGNORECASE,
)
#: How a poisoning is told where it happened.
_TOOK = Pattern(
    r"\b(?:found|ate|eaten|eating|swallow\w+|drank|drunk|ingest\w+|got into|took|taken|taking|chew\w+|open(?:ed)?|spill\w+|inhal\w+)\b",
    re.IGNORECASE,
)
_HISTORY = frozenset({"hpi", "history", "chief_complaint", "other", "interval_history"})


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.b", URL),
)
def place_told_apart(coding: Coding, books: Books) -> Iterator[Give]:
    """The part of a home told in the sentence before the cause, or where a poison was found, is the place of occurrence."""
    told = coding.having(PLACE)
    if any(not a.value.startswith(f"{PLACE}.00") for a in told) or ACTIVE not in stages(coding):
        return
    for cause, line, behind in _sentences(coding):
        kind, part = kind_of_home(line.words), part_of_home(line.words)
        if not part[5] and _FELL.search(behind):
            part = part_of_home(behind)
        if kind is None or not part[5] or _NOT.search(line.words):
            continue
        value = part[kind[0]]
        if books.tabular.billable(value) is not None:
            because = (cause, quoted(coding, line, kind[1]))
            yield Give(value, because, instead_of=told, needed=Needed.OBLIGED)
        return


def _sentences(coding: Coding) -> Iterator[tuple[Assignment, Evidence, str]]:
    """Sentences that may tell where it happened, each with what happened and what the next one says."""
    told = [cause for cause in causes(coding) if not cause.value.startswith(FURTHER)]
    for cause in told:
        for mention in cause.mentions:
            for page, line in _lines(coding):
                before = line.end <= mention.line.start and mention.line.start - line.end < 4
                if page.document.id == mention.document and before:
                    words = page.document.quote(line.start, line.end)
                    if _WAS.search(words.words):
                        yield cause, words, mention.line.words
    for page in coding.reading.pages if told else ():
        for line, after in pairwise(page.lines):
            text = page.document.text
            if line.section in _HISTORY and after.section == line.section:
                words = page.document.quote(line.start, line.end)
                if _WAS.search(words.words):
                    yield told[0], words, text[after.start : after.end]
    poisoned = [a for a in coding.having("T") if POISONED.match(a.value)]
    for page, line in _lines(coding) if poisoned else ():
        words = page.document.quote(line.start, line.end)
        if line.section in _HISTORY and _TOOK.search(words.words):
            yield poisoned[0], words, ""


def _lines(coding: Coding) -> Iterator[tuple[Page, Line]]:
    return ((page, line) for page in coding.reading.pages for line in page.lines)
