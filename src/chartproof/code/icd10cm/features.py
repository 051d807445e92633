"""What is weighed of a proven code: its term, the way down, its places in the record, its title.

Each feature is a number from 0 to 1 with a name and the words that say it to a person. None is of one
code or one chapter: they are what anyone looks at who asks whether a code stands.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from chartproof.code.icd10cm.methods import DESCEND, METHODS, UNSPECIFIED
from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.model.coding import Assignment, Coding, Step, Why
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Presence, Standing, Time
from chartproof.terms.cause import DUE_TO
from chartproof.terms.words import folded

#: Each feature, what is said of a code that has much of it, and of one that has little ("": nothing).
SAYS: dict[str, tuple[str, str]] = {
    "title said": ("most of the title is in the record", "little of the title is in the record"),
    "rare word": ("its words name little else", "its words are common ones"),
    "one word": ("one word", ""),
    "short": ("a short abbreviation", ""),
    "apart": ("its words stand apart", ""),
    "adjective": ("said by an adjective only", ""),
    "index only": ("only the Alphabetic Index says it so", ""),
    "lexicon only": ("a lay or short way to say it", ""),
    "by default": ("the default where nothing more is documented", ""),
    "divided": ("a subdivision read from words near by", ""),
    "unspecified": ("an unspecified code", ""),
    "vague": ("unspecified in more than one way", ""),
    "side open": ("the side is not documented", ""),
    "other": ("a code for what has no other", ""),
    "symptom": ("a symptom or finding", ""),
    "characters": ("many characters to get right", ""),
    "repeated": ("documented again and again", "told once"),
    "twice": ("documented more than once", ""),
    "opening": ("told at the opening of the record", ""),
    "concluded": ("concluded by the record", "told in passing"),
    "past": ("told of the past", ""),
    "denied beside": ("beside words that deny", ""),
    "in doubt": ("said to be possible", ""),
    "treated": ("beside words of its treatment", ""),
    "long line": ("in a long sentence", ""),
    "shared": ("its words name another code too", ""),
    "relative": ("another code of its category is given", ""),
    "taken away": ("elsewhere denied, over or another's", ""),
}
NAMES = tuple(SAYS)

_UNSPECIFIED = Pattern(r"\bunspecified\b|\bNOS\b", re.IGNORECASE)
_SIDE_OPEN = Pattern(
    r"\bunspecified (?:side|eye|ear|foot|hand|leg|arm|knee|hip|shoulder|ankle|elbow|wrist)\b", re.IGNORECASE
)
_ADJECTIVE = Pattern(r"(?:ic|al|ous|ive|ed|ing|ful)$", re.IGNORECASE)
_OTHER = Pattern(
    r"^other\b(?! and unspecified)|\bother specified\b|\bnot elsewhere classified\b", re.IGNORECASE
)
_CONCLUDED = Pattern(
    rf"\bdiagnos(?:is|es|ed)\b|\bconfirm\w*|\b(?:consistent|compatible) with\b|\b(?:{DUE_TO})\b"
    r"|\bsuffer\w*|\bdeveloped\b|\bpresent(?:s|ed|ing)\b|\badmitted\b",
    re.IGNORECASE,
)
_DENIES = Pattern(
    r"\b(?:no|not|without|den(?:y|ies|ied)|negative|absence|rule[sd]? out|normal)\b", re.IGNORECASE
)
_TREATS = Pattern(
    r"\b(?:treat\w*|therapy|surg\w+|perform\w*|prescri\w*|administ\w*|removal|resect\w*|drain\w*)\b",
    re.IGNORECASE,
)
#: Why a code of the same category may have been taken away elsewhere in the record.
_ELSEWHERE = frozenset({Why.NEGATED, Why.FAMILY, Why.HISTORY, Why.PLANNED})
#: Features of more than this count as much: letters of a line, places, weight of a word, characters.
_LINE, _PLACES, _RARE, _MORE = 400, 16, 10.0, 4
_SHORT = 4
_OPENING = 0.1


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside each code of a case: `weight` of a word among terms, and the other codes."""

    weight: Callable[[str], float]
    categories: Counter[str]
    taken: frozenset[str]
    words: Counter[tuple[str, int]]
    lengths: dict[str, int]


def beside(coding: Coding, weight: Callable[[str], float]) -> Beside:
    """What stands beside each code of a coding."""
    return Beside(
        weight,
        Counter(a.value[:3] for a in coding.assignments),
        frozenset(r.code.value[:3] for r in coding.rejected if r.why in _ELSEWHERE),
        Counter(place for a in coding.assignments for place in set(_places(a))),
        {d.id: len(d.text) for d in coding.encounter.documents},
    )


def features(assignment: Assignment, around: Beside) -> dict[str, float]:
    """The features of one code, each 0 to 1; those that are 0 left out."""
    found = _of_title(assignment) | _of_term(assignment, around) | _of_way(assignment)
    if assignment.mentions:
        found |= _of_places(assignment, around) | _of_lines(assignment.mentions)
    found["relative"] = around.categories[assignment.value[:3]] > 1
    found["taken away"] = assignment.value[:3] in around.taken
    return {name: float(value) for name, value in found.items() if value}


def _of_title(assignment: Assignment) -> dict[str, float]:
    title = assignment.title or ""
    words = _folded(title)
    said = {word for evidence in assignment.proof.words() for word in folded(evidence.words)}
    return {
        "title said": len(words & said) / max(1, len(words)),
        "unspecified": bool(_UNSPECIFIED.search(title)),
        "vague": len(_UNSPECIFIED.findall(title)) > 1,
        "side open": bool(_SIDE_OPEN.search(title)),
        "other": bool(_OTHER.search(title)),
        "symptom": is_symptom(assignment.value),
        "characters": (len(assignment.value.replace(".", "")) - 3) / _MORE,
    }


def _of_term(assignment: Assignment, around: Beside) -> dict[str, float]:
    best: list[float] = []
    for mention in assignment.mentions:
        weights = [around.weight(word) for e in mention.evidence for word in folded(e.words)]
        best = max(best, weights, key=sum)
    mentions = assignment.mentions
    return {
        "rare word": min(max(best, default=0.0), _RARE) / _RARE,
        "one word": len(best) == 1,
        "short": bool(mentions) and all(sum(len(e.words) for e in m.evidence) <= _SHORT for m in mentions),
        "apart": bool(mentions) and all(len(m.evidence) > 1 for m in mentions),
        "adjective": bool(mentions) and all(_ADJECTIVE.search(m.evidence[0].words) for m in mentions),
        "index only": bool(mentions) and all(m.term.source == "index" for m in mentions),
        "lexicon only": bool(mentions) and all(m.term.source == "lexicon" for m in mentions),
    }


def _of_way(assignment: Assignment) -> dict[str, float]:
    if assignment.proof.rule not in METHODS:
        return {}
    rules = [step.rule for step in _steps(assignment.proof)]
    return {"by default": min(rules.count(UNSPECIFIED.id), 3) / 3, "divided": DESCEND.id in rules}


def _of_places(assignment: Assignment, around: Beside) -> dict[str, float]:
    places = set(_places(assignment))
    mentions = assignment.mentions
    return {
        "repeated": math.log2(min(max(1, len(places)), _PLACES)) / math.log2(_PLACES),
        "twice": len(places) > 1,
        "opening": any(
            e.start < _OPENING * around.lengths.get(e.document, 0) for m in mentions for e in m.evidence[:1]
        ),
        "shared": bool(places) and all(around.words[place] > 1 for place in places),
    }


def _of_lines(mentions: tuple[Mention, ...]) -> dict[str, float]:
    lines = {m.line.words for m in mentions}
    heads = any(m.standing is Standing.PROBLEM for m in mentions)
    return {
        "concluded": heads or any(map(_CONCLUDED.search, lines)),
        "denied beside": not heads and all(map(_DENIES.search, lines)),
        "treated": heads or any(map(_TREATS.search, lines)),
        "past": any(m.assertion.time is Time.PAST for m in mentions),
        "in doubt": all(m.assertion.presence is Presence.POSSIBLE for m in mentions),
        "long line": 0.0 if heads else min(*map(len, lines), _LINE) / _LINE,
    }


def _places(assignment: Assignment) -> Iterator[tuple[str, int]]:
    """Where the words of a code begin."""
    return ((e.document, e.start) for m in assignment.mentions for e in m.evidence[:1])


def _steps(step: Step) -> Iterator[Step]:
    yield step
    for ground in step.grounds:
        if isinstance(ground, Step):
            yield from _steps(ground)


@lru_cache(maxsize=65_536)
def _folded(title: str) -> frozenset[str]:
    return frozenset(folded(title))
