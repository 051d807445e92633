"""What a sentence tells of another day and denies of today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up, one_condition
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.code.icd10cm.wording import behind, is_further
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Subject
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.ruled_out import TESTS
from chartproof.terms.words import folded

#: The last word of the sentence on it, whoever named it first.
_EXCLUDED = Pattern(r"\bexcluded\b|\bruled out\b|\br/o\b", re.IGNORECASE)
#: What was not there before may be there now: "acute gout, no gout before".
_OF_BEFORE = Pattern(r"\W*(?:before|previously|prior|in the past|ever|until|till|earlier)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.J", URL),
)
def denied_in_its_sentence(coding: Coding, _: Books) -> Iterator[Reject]:
    """A disease that a sentence tells of an earlier day and then says is not there is not coded."""
    denied = [m for m in coding.reading.mentions if m.assertion.presence is Presence.ABSENT]
    for assignment in coding.assignments if denied else ():
        if is_symptom(assignment.value) or not assignment.mentions:
            continue
        ends = [m for own in assignment.mentions for m in denied if _denies(m, own)]
        settled = any(_EXCLUDED.search(cue.words) for m in ends for cue in m.assertion.cues)
        doubted = all(m.assertion.presence is Presence.POSSIBLE for m in assignment.mentions)
        if ends and (settled or doubted or not any(is_taken_up(m) for m in assignment.mentions)):
            yield Reject(assignment, Why.NEGATED, because=(*ends[0].evidence, *ends[0].assertion.cues))


def _denies(absent: Mention, told: Mention) -> bool:
    if told.assertion.presence is Presence.ABSENT or absent.assertion.subject is not Subject.PATIENT:
        return False
    if _OF_BEFORE.match(behind(absent, 30)) or is_further(absent):
        return False
    same = absent.line == told.line and absent.evidence[0].start > told.evidence[-1].end
    between = told.line.words[
        told.evidence[-1].end - told.line.start : absent.evidence[0].start - absent.line.start
    ]
    return (
        same
        and (";" not in between or absent.evidence[0].words.lower() == told.evidence[-1].words.lower())
        and one_condition(absent.concept, told.concept)
        and _is_one_name(absent, told)
    )


#: A short form, which shares no word with what it stands for: "PE" and "pulmonary embolism".
_SHORT = Pattern(r"[A-Z]{2,6}")
#: What a test showed, before a comma: "torsion of the appendix testis on Doppler, testicular torsion ruled out".
_SHOWN = Pattern(rf" (?:seen |shown |confirmed )?(?:on|by|per) (?:the )?{TESTS},", re.IGNORECASE)


def _is_one_name(absent: Mention, told: Mention) -> bool:
    """Whether they are called alike, or in short: an adrenal adenoma that is no pheochromocytoma has the code of one."""
    one, other = (" ".join(e.words for e in m.evidence) for m in (absent, told))
    if _SHOWN.match(behind(told, 40)):
        return False
    if _SHORT.fullmatch(one) or _SHORT.fullmatch(other):
        return True
    return absent.concept != told.concept or not set(folded(one)).isdisjoint(folded(other))
