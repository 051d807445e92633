"""The site that is treated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import caused_by, in_one_line
from chartproof.code.icd10cm.under import flat, sentences
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule

_TREATED = Pattern(
    r"\b(?:treat(?:ed|ment|ing)|radiosurgery|radiation|radiotherapy|irradiat\w+|wbrt|srs|sbrt|resect(?:ed|ion)|ablat\w+|emboliz\w+|"
    r"craniotomy|\w{3,}ectomy|kyphoplasty|fixation|drain(?:ed|age)|stent\w*|thoracentesis|paracentesis|pleurodesis|chemo\w*|"
    r"folfox|folfiri|immunotherapy)\b",
    re.IGNORECASE,
)
_BEFORE = Pattern(
    r"\b(?:history of|prior|previous(?:ly)?|in (?:19|20)\d\d|years? ago|completed)\b", re.IGNORECASE
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.a, I.C.2.b, I.C.2.l, I.C.2.l.1, I.C.2.l.2", URL),
)
def neoplasm_treated_first(coding: Coding, _: Books) -> Iterator[Order]:
    """Of a primary neoplasm and its metastases the one that is treated stands first; the primary where both are."""
    primaries = [a for a in coding.having("C") if not _is_secondary(a) and a.needed is Needed.ADDRESSED]
    secondaries = [a for a in coding.having("C") if _is_secondary(a) and a.needed is Needed.ADDRESSED]
    if any(_is_treated(a) for a in primaries):
        firsts, thens = primaries, secondaries
    else:
        firsts, thens = [a for a in secondaries if _is_treated(a)], primaries
    yield from (Order(first, then) for first in firsts for then in thens if not in_one_line(first, then))
    for p, s in ((p, s) for p in primaries for s in secondaries if in_one_line(p, s)):
        yield Order(s, p) if _is_treated_alone(s, p, coding) else Order(p, s)


#: What is done for a metastasis where it lies.
_LOCAL = Pattern(
    r"\b(?:wbrt|whole[- ]brain|srs|sbrt|gamma ?knife|cyber ?knife|radiosurgery|radiotherapy|radiation|xrt|(?-i:RT)(?! (?:breast|lung|colon|kidney|arm|leg|hip|upper|lower))|craniotomy|kypho(?:plasty)?|"
    r"vertebroplasty|laminectomy|decompress\w+|imn|im nail\w*|fixation|metastasectomy|dex|dexamethasone|decadron)\b",
    re.IGNORECASE,
)


def _is_treated_alone(secondary: Assignment, primary: Assignment, coding: Coding) -> bool:
    """Whether each line that names both heads with the metastases, from the cancer, and it or its problem tells what is done for them where they lie."""
    pairs = [(s, p) for s in secondary.mentions for p in primary.mentions if s.line == p.line]
    return caused_by(secondary, primary) and all(
        s.evidence[0].start < p.evidence[0].start and _is_local(" ".join(map(flat, sentences(s, coding))))
        for s, p in pairs
    )


def _is_local(words: str) -> bool:
    """Whether what is done for a metastasis is told, and nothing behind it that is done for the cancer wherever it is."""
    told = _LOCAL.search(words)
    return told is not None and not _BEFORE.search(words) and not _SYSTEMIC.search(words, told.end())


#: What goes on to be done for the cancer wherever it is.
_SYSTEMIC = Pattern(r"\b(?:chemo\w*|folfox|folfiri|immunotherapy|cycle|infusion)\b", re.IGNORECASE)


def _is_secondary(assignment: Assignment) -> bool:
    return assignment.value.startswith(("C77", "C78", "C79", "C7B"))


def _is_treated(assignment: Assignment) -> bool:
    lines = [m.line.words for m in assignment.mentions]
    return any(_TREATED.search(words) and not _BEFORE.search(words) for words in lines)
