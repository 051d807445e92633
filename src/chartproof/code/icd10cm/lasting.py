"""What lasts, and the acute turns of it: whether a condition was there before it was found."""

from __future__ import annotations

import re
from functools import lru_cache

from chartproof.code.icd10cm.figures import row_for
from chartproof.model.coding import Assignment, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention

_ACUTE = Pattern(
    r"\bacute\b|exacerbat|decompensat|flare|asthmatic|crisis|bleed|hemorrhag|perforat|\bobstruction|ruptur|\bcoma|ketoacid",
    re.IGNORECASE,
)
#: Diseases that come in attacks, each a condition of its own, which the title does not say: gout that is not called chronic (M1A).
ATTACKS = ("M10",)
#: What parts one condition of a sentence from the next.
_APART = Pattern(r"[,;.]| and ")
#: What befalls the use of a substance that lasts, by the word of the title.
_TURNS = (
    ("with withdrawal", Pattern(r"withdraw|\btremens\b|\bdts\b", re.IGNORECASE)),
    ("with intoxication", Pattern(r"intoxicat|\bdrunk|inebriat", re.IGNORECASE)),
)


def turn_of(assignment: Assignment) -> Pattern | None:
    """The words of what the code adds to the use of a substance: withdrawal, intoxication."""
    title = assignment.title or "" if assignment.value.startswith("F1") else ""
    return next((words for says, words in _TURNS if says in title), None)


def names_acute(mention: Mention) -> bool:
    """Whether a mention, or the words next to it, name an acute turn of the condition."""
    return bool(_ACUTE.search(next_to(mention)))


def next_to(mention: Mention) -> str:
    """The words of a mention and those next to it, up to the next condition."""
    line, own = mention.line, [e for e in mention.evidence if e.document == mention.document]
    start, end = min(e.start for e in own) - line.start, max(e.end for e in own) - line.start
    before: str = _APART.split(line.words[max(0, start - 16) : max(0, start)])[-1]
    after: str = _APART.split(line.words[end : end + 28])[0]
    return before + line.words[max(0, start) : end] + after


def is_acute(assignment: Assignment) -> bool:
    """Whether a code names more than what lasts; the infection beside lung disease is a condition of its own."""
    if assignment.value.startswith(ATTACKS) and any(map(names_acute, assignment.mentions)):
        return True
    return _names_turn((assignment.title or "").replace("(acute) lower respiratory infection", ""))


@lru_cache(maxsize=8_192)
def _names_turn(title: str) -> bool:
    return _ACUTE.search(title) is not None


_WITHOUT = Pattern(r"\bwithout [\w ]+")
#: A title that takes in both: neoplasm related pain (acute) (chronic).
_EITHER = Pattern(r"\(acute\) ?\(chronic\)")
#: Use of a substance that lasts.
_HABIT = Pattern(r"\b(?:dependence|abuse)\b(?! with )", re.IGNORECASE)
_CHRONIC = Pattern(r"\bchronic\b|\bmalignant neoplasm\b|\bleukemia\b|\blymphoma\b", re.IGNORECASE)


#: What comes in hours or days, among categories that last: tumor lysis, water kept by ADH.
_QUICK = ("E88.3", "E22.2")
#: Conditions of a pregnant woman that the pregnancy is complicated by.
COMPLICATING = ("O98", "O99")


def complicates_lasting(assignment: Assignment, coding: Coding) -> bool:
    """Whether a code says that a condition that lasts complicates the pregnancy, by the words they share."""
    if not assignment.value.startswith(COMPLICATING):
        return False
    own = {(e.document, e.start) for m in assignment.mentions for e in m.evidence}
    return any(
        is_chronic(a.value, a.title or "")
        and any((e.document, e.start) in own for m in a.mentions for e in m.evidence)
        for a in coding.assignments
        if a.value[0] != "O"
    )


@lru_cache(maxsize=8_192)
def is_chronic(code: str, title: str = "") -> bool:
    """Whether a condition lasts: it was there before it was found."""
    if code.startswith(_QUICK):
        return False
    if code[0] == "C":  # an acute leukemia too
        return True
    title = _EITHER.sub("", _WITHOUT.sub("", title))
    if title and _ACUTE.search(title):
        return False
    if code.startswith("F1") and _HABIT.search(title):
        return True
    return bool(
        row_for("chronic_conditions", code) or row_for("slow_conditions", code) or _CHRONIC.search(title)
    )
