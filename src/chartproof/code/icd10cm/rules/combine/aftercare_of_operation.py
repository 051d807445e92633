"""Care after an operation, by the body system that was operated on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.recovering import seen_after, taken_up
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.record import Evidence, Setting
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.numbers import spelled
from chartproof.terms.sought import first

#: Aftercare by the code of bleeding after the same operations (figures/procedure_systems.tsv).
SYSTEMS = {
    "G97": "Z48.811",
    "I97": "Z48.812",
    "J95": "Z48.813",
    "K91": "Z48.815",
    "N99": "Z48.816",
    "M96": "Z47.89",
}
#: What such operations take away, and with what heals in it, is over.
TAKEN = (
    "K35",
    "K36",
    "K37",
    "K40",
    "K41",
    "K42",
    "K43",
    "K56",
    "K57",
    "K63.1",
    "K80",
    "K81",
    "D25",
    "N40",
    "N80",
    "N81",
)
_AFTER = r"\b(?:after|following|s/p|status[- ]post|post|since)\b[^.;\n]{0,40}?"
_CARE = Pattern(
    r"\baftercare\b|\b(?:incision|incisional|surgical wound|wound|staple|suture|drain|ostomy|colostomy|ileostomy|dressing)s? "
    r"(?:care|check|teaching|management|changes?|removal)\b|\bpost-?op(?:erative)? (?:visit|check|care|follow)",
    re.IGNORECASE,
)
_SPAN = rf"(?:about |just )?(?:\d{{1,2}}|an?|{spelled()}) ?(?:days?|weeks?|wks?|months?|mos?)"
#: A problem whose head names an operation and how many weeks ago it was, and nothing else.
_HEADS = (
    rf"\W*{_SPAN} (?:after|out from|out of|following|since|s/p|status[- ]post|post) (?:an? |her |his |the )?(?:[\w-]+ ){{0,3}}?(?:%s)\W*",
    rf"\W*(?:s/p |status[- ]post )?(?:[\w-]+ ){{0,3}}?(?:%s)(?:,| -|:)? {_SPAN}(?: ago| out| post-?op\w*| earlier)?\W*",
)
#: What is looked at then, told under it.
_HEALS = Pattern(
    r"\b(?:incisions?|wounds?|staples?|sutures?|drains?|dressings?|port sites?|pathology|scars?|cuff)\b|\bheal(?:ed|ing)\b",
    re.IGNORECASE,
)
#: What went wrong, which is then what is treated.
_WRONG = Pattern(
    r"\b(?:infected|infection|cellulitis|dehisc\w+|abscess|purulent|pus|seroma|hematoma|leak(?:age|ing|s)?|evisceration|"
    r"retained|common (?:bile )?duct stones?|choledocholithiasis|jaundiced?|stricture)\b",
    re.IGNORECASE,
)
_DENIED = Pattern(r"\b(?:no|not|nor|never|without|denies)\b[^.;]{0,60}$", re.IGNORECASE)
_PATHOLOGY = Pattern(r"\bpatholog\w+\b|\bspecimen\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.7", URL),
)
def aftercare_of_operation(coding: Coding, books: Books) -> Iterator[Give]:
    """Care after an operation is coded by the body system operated on; what the operation took away is no longer present."""
    if coding.encounter.is_stay and coding.encounter.setting is not Setting.HOME_HEALTH:
        return
    if coding.having("C", "S", "T8", "Z47", "Z48.0", "Z48.2", "Z48.3"):
        return  # aftercare of neoplasms, injuries, joints and transplants is coded as such
    told = _operated(coding) or _headed(coding) or _recovering(coding)
    if told is None or books.tabular.billable(told[0]) is None:
        return
    value, words = told
    gone = tuple(a for a in coding.having(*TAKEN) if _all_before(a, words))
    gone = (*coding.having("Z48.89"), *gone)
    yield Give(value, (words, *gone), gone, Needed.ADDRESSED, Why.HISTORY)


def _operated(coding: Coding) -> tuple[str, Evidence] | None:
    """The aftercare, and the words of the operation that it follows, where the record tells of such care."""
    for document in coding.encounter.documents:
        if first(_CARE, document.text) is None:
            continue
        for words, bleeding, _, _ in rows("procedure_systems"):
            found = first(_after(words), document.text)
            if found and (value := SYSTEMS.get(bleeding[:3])):
                return value, document.quote(*found.span())
    return None


def _headed(coding: Coding) -> tuple[str, Evidence] | None:
    """The aftercare, and the head of a problem that names the operation and the weeks since, where its healing is told under it."""
    for page in coding.reading.pages:
        for head in (line for line in page.lines if line.standing is Standing.PROBLEM):
            under = [line for line in page.lines if line.problem == head.problem and line is not head]
            text = page.document.text
            wrong = any(_goes_wrong(text[line.start : line.end]) for line in under)
            if wrong or not any(_HEALS.search(text, line.start, line.end) for line in under):
                continue
            for words, bleeding, _, _ in rows("procedure_systems"):
                is_head = any(p.fullmatch(text, head.start, head.end) for p in _heads(words))
                if is_head and (value := SYSTEMS.get(bleeding[:3])):
                    return value, page.document.quote(head.start, head.end)
    return None


def _recovering(coding: Coding) -> tuple[str, Evidence] | None:
    """The aftercare, and the words that set the visit some weeks after the operation, where it heals as it should."""
    for words, bleeding, _, _ in rows("procedure_systems"):
        value = SYSTEMS.get(bleeding[:3])
        seen = seen_after(coding, words) if value else None
        if value and seen and not any(_goes_wrong(line.words) for line in taken_up(coding)):
            return value, seen
    return None


def _goes_wrong(words: str) -> bool:
    return any(not _DENIED.search(words, 0, found.start()) for found in _WRONG.finditer(words))


@lru_cache(maxsize=64)
def _heads(operation: str) -> tuple[Pattern, ...]:
    return tuple(Pattern(head % operation, re.IGNORECASE) for head in _HEADS)


@lru_cache(maxsize=64)
def _after(operation: str) -> Pattern:
    return Pattern(rf"{_AFTER}\b(?:{operation})\b", re.IGNORECASE)


def _all_before(condition: Assignment, operation: Evidence) -> bool:
    """Whether only the sentence of the operation, or what the pathologist found in what it took, names a condition."""
    lines = {m.line for m in condition.mentions}
    return bool(lines) and all(
        (line.document == operation.document and line.start <= operation.end and operation.start <= line.end)
        or _PATHOLOGY.search(line.words)
        for line in lines
    )
