"""The site that is treated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_line
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
    yield from (Order(p, s) for p in primaries for s in secondaries if in_one_line(p, s))


def _is_secondary(assignment: Assignment) -> bool:
    return assignment.value.startswith(("C77", "C78", "C79", "C7B"))


def _is_treated(assignment: Assignment) -> bool:
    lines = [m.line.words for m in assignment.mentions]
    return any(_TREATED.search(words) and not _BEFORE.search(words) for words in lines)
