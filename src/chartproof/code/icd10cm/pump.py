"""Insulin pumps that fail: how, and whether too little or too much insulin came of it.

Source: ICD-10-CM Official Guidelines I.C.4.a.5; Alphabetic Index, Complication, insulin pump, mechanical.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.model.coding import Assignment, Coding, Needed, most_needed
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence
from chartproof.terms.sought import may_say

_CALLED = (
    r"(?:\binsulin pump\b|(?<!pain )(?<!balloon )(?<!breast )(?<!sump )(?<!proton )(?<!infusion )\bpump\b)"
)
_PUMP = Pattern(_CALLED, re.IGNORECASE)
_INSULIN = Pattern(r"\binsulin\b|\bdka\b|\bketoacidosis\b|\bbasal\b", re.IGNORECASE)
_NEAR = rf"{_CALLED}[^.;]{{0,40}}\b(?:%s)|\b(?:%s)\w* (?:of|in) (?:the |his |her )?{_CALLED}"
#: It broke down, whatever alarm it gave.
_BROKEN, BREAKDOWN = r"motor (?:failure|error|fault)|mechanical breakdown|broke(?:n)? down", "T85.614A"
#: How it fails, by the word that says so, first match first; the Index gives each its code.
_KINDS = tuple(
    (Pattern(_NEAR % (words, words), re.IGNORECASE), code)
    for words, code in (
        (_BROKEN, BREAKDOWN),
        ("leak", "T85.633A"),
        ("displac|dislodg|migrat|malposition", "T85.624A"),
        ("obstruct|occlu|kink|perforat|protru", "T85.694A"),
        (
            r"fail(?:ed|ure)?\b|malfunction|broke|breakdown|breaking down|stopped working|quit\b|died\b|motor error",
            BREAKDOWN,
        ),
    )
)
_NOT = Pattern(
    r"\b(?:no|without|denies|may|might|can|could|should|would|if|when|in case)\b[^.;]{0,25}\b(?:fail|malfunction|leak|occlu|stop|quit|break)",
    re.IGNORECASE,
)
_LITTLE = Pattern(
    r"\bunder-?dos\w*|\bunder-?deliver\w*|\bnot deliver\w*|\bstopped delivering\b|\btoo little insulin\b|\binsulin (?:that )?(?:s?he|they) (?:\w+ )?(?:did not|didn't|never) (?:get|receive)\b|"
    r"\black of insulin\b|\bmissed insulin\b|\b(?:got|received|had|getting|receiving) no (?:basal )?insulin\b|\bwith(?:out| no) insulin\b",
    re.IGNORECASE,
)
_MUCH = Pattern(
    r"\bover-?dos\w*|\bover-?deliver\w*|\btoo much insulin\b|\bexcess(?:ive)? insulin\b", re.IGNORECASE
)
UNDERDOSING, OVERDOSE = "T38.3X6A", "T38.3X1A"


@dataclass(frozen=True, slots=True)
class Failure:
    """A pump that failed: the code of how, of the dose if told, and the line that says so."""

    code: str
    dose: str | None
    line: Evidence
    told: tuple[Assignment, ...]
    needed: Needed


def pump_failures(coding: Coding) -> Iterator[Failure]:
    """The failure of an insulin pump that the record tells, once."""
    if not any(may_say(_PUMP, document.text) for document in coding.encounter.documents):
        return
    broken = _broken(coding)
    for mention in coding.reading.mentions:
        words = mention.line.words
        if not (_PUMP.search(words) and _INSULIN.search(words)) or _NOT.search(words):
            continue
        code = next((code for kind, code in _KINDS if kind.search(words)), None)
        if code is not None:
            code = broken or code
            told = tuple(a for a in coding.assignments if any(m.line == mention.line for m in a.mentions))
            needed = most_needed(told)
            yield Failure(code, dose(mention, coding), mention.line, told, needed)
            return


#: What the pump itself was found to have, whatever alarm it gave: "interrogated: motor failure (mechanical breakdown)".
_BREAKDOWN = Pattern(rf"{_CALLED}[^.\n]{{0,60}}\b(?:{_BROKEN})", re.IGNORECASE)


def _broken(coding: Coding) -> str | None:
    """The code of a breakdown, where the record tells that the pump had one."""
    told = any(_BREAKDOWN.search(d.text) for d in coding.encounter.documents)
    return BREAKDOWN if told else None


def dose(mention: Mention, coding: Coding) -> str | None:
    """The code of the dose that came of it: told in the line, in another of the same problem, or in one of the same story that names the pump."""
    near = {m.line for m in coding.reading.mentions if is_certain(m) and _of_one(m, mention)}
    near |= {
        m.line
        for m in coding.reading.mentions
        if m.document == mention.document
        and m.problem is mention.problem is None
        and _PUMP.search(m.line.words)
    }
    near.add(mention.line)
    if any(_LITTLE.search(line.words) for line in near) or _went_without(coding):
        return UNDERDOSING
    return OVERDOSE if any(_MUCH.search(line.words) for line in near) else None


#: Sentences of the story that tell it and not the pump: "she went nine hours with no basal insulin".
_WITHOUT = Pattern(
    r"\bwith(?:out| no) (?:any )?basal insulin\b|\btoo little insulin\b|\b(?:loss|lack|interruption) of insulin(?: delivery)?\b|\b(?:was|were|been|being|went|goes) with(?:out| no) (?:any )?insulin\b|\b(?:insulin )?delivery (?:had |has |was )?(?:been )?(?:ceased|stopped|interrupted|halted)\b|\bno insulin deliver(?:y|ed)\b|\b(?:zero|no) basal (?:insulin )?(?:was )?delivered\b|\bdelivered (?:no|zero) (?:basal|insulin)\b|\bstopped delivering\b",
    re.IGNORECASE,
)


def _went_without(coding: Coding) -> bool:
    documents = coding.encounter.documents
    return any(_WITHOUT.search(document.text) is not None for document in documents)


def _of_one(one: Mention, other: Mention) -> bool:
    return one.document == other.document and one.problem == other.problem is not None
