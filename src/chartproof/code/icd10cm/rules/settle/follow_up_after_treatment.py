"""Back after the treatment is over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.called_history import is_called_history
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.under import flat, said_below, sentences
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.sought import first

FOLLOWED = Pattern(
    r"\bfollow[- ]?up\b|\bsurveillance\b|\bf/?u (?:after|visit|for|of|s/p|post)\b|^[^,;.:]{2,40}\bf/?u(?=[,;:]|$)|"
    r"\b(?:TOC|test of cure)\b\W+(?:(?:is|was|today) )?neg|\bneg\w*\b[^.;\n]{0,30}\b(?:after|post|following)\b[^.;\n]{0,20}\b(?:tx|treatment|therapy|abx|antibiotics)\b",
    re.IGNORECASE,
)
#: The patient is back for it.
COMES = Pattern(
    r"\b(?:here|back|returns?|returned|comes?|came|seen|presents?)(?: (?:today|in|back|now))* (?:for|to) (?:an? |the |his |her |their )?(?:\w+ )?follow[- ]?(?:up|through)\b",
    re.IGNORECASE,
)
OVER = Pattern(
    r"\bcomplet\w+|\bno evidence of (?:disease|recurrence)\b|\bNED\b|\bresolved\b|\bcured\b|\bno recurrence\b|"
    r"\b(?:after|post|following) (?:finishing |completing |completed )?(?:tx|treatment|therapy|abx|antibiotics)\b|\bdone (?:w/|with)|\bfinish\w+\b|"
    r"\bhistory of\b|\bh/o\b|\bhx\b",
    re.IGNORECASE,
)
#: How the sentences under "melanoma surveillance" say it.
GONE = Pattern(
    r"\bno (?:(?:clinical|biochemical|radiographic|local|nodal|sign|signs|evidence|new|of|or|and|other) ){0,4}(?:recurren\w+|disease)\b|\bNED\b|"
    r"\b(?:treatment|therapy|chemo\w*|radiation) (?:is|was|has been|are|were) (?:now )?(?:complete|completed|finished|over)\b|"
    r"\b(?:completed|finished) (?:all |her |his )?(?:treatment|therapy|chemo\w*|radiation)\b|\bdisease[- ]free\b|\bremains? (?:undetectable|clear|free)\b|"
    r"\b(?:was|considered) cured\b",
    re.IGNORECASE,
)
_DOUBTED = Pattern(r"\b(?:rule out|to exclude|if|whether|suspicious|concerning|cannot)\b", re.IGNORECASE)
#: Histories of diseases that were treated, and the follow-up code of each.
HISTORIES = (("Z85", "Z08"), ("Z86", "Z09"), ("Z87.0", "Z09"), ("Z87.1", "Z09"), ("Z87.4", "Z09"))

#: A tumor that the record names without its site: the one that is over, not another.
SITELESS = "C80.1"
#: A visit that surveillance of a cancer is for.
VISIT = Pattern(
    r"\b(?:oncology|cancer|survivorship)[- ](?:follow[- ]?up|surveillance|visit)\b|\bsurveillance (?:visit|exam\w*|follow[- ]?up)\b|"
    r"\b(?:indication|reason)[^:\n]{0,30}: ?(?:\w+ ){0,2}surveillance\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.8", URL),
)
def follow_up_after_treatment(coding: Coding, _: Books) -> Iterator[Give]:
    """Surveillance after completed treatment of what no longer exists is a follow-up, the history code behind it."""
    for history, value in HISTORIES:
        there = [a for a in coding.having("C") if a.value != SITELESS] if history == "Z85" else []
        for past in coding.having(history):
            if there and not is_called_history(past, there, coding):
                continue
            visit = history == "Z85" and _is_surveillance(coding)
            told = (t for t in _told(coding, past) if OVER.search(t.words))
            line = next((t for t in told if visit or _is_followed(t, past, coding)), None)
            line = line or _told_under(coding, past)
            if line is not None:
                yield Give(value, (past, line), needed=Needed.ADDRESSED)
                break


def _told(coding: Coding, past: Assignment) -> tuple[Evidence, ...]:
    """The lines that tell a history: of its own mentions, or of the disease it was derived from; and the words by which that is over."""
    words = set(past.proof.words())
    lines = tuple(m.line for m in coding.reading.mentions if words & set(m.evidence))
    return (*lines, *(word for word in words if word not in lines))


def _is_followed(told: Evidence, past: Assignment, coding: Coding) -> bool:
    """Whether the line that says that it is over says that it is followed up, or the visit's name in the line that it stands under."""
    if FOLLOWED.search(told.words):
        return True
    own = set(past.proof.words())
    heads = [m for m in coding.reading.mentions if m.standing is Standing.PROBLEM and own & set(m.evidence)]
    return any(FOLLOWED.search(m.line.words) or said_below(coding, m.evidence[0], COMES) for m in heads)


def _told_under(coding: Coding, past: Assignment) -> Evidence | None:
    """The sentence under a problem that is called a follow-up which says that the disease is gone or its treatment over."""
    words = set(past.proof.words())
    for head in (m for m in coding.reading.mentions if words & set(m.evidence)):
        told = list(sentences(head, coding))
        if head.problem is not None and told and FOLLOWED.search(told[0].words):
            over = (t for t in told if GONE.search(flat(t)) and not _DOUBTED.search(flat(t)))
            if (line := next(over, None)) is not None:
                return line
    return None


def _is_surveillance(coding: Coding) -> bool:
    return any(first(VISIT, document.text) for document in coding.encounter.documents)
