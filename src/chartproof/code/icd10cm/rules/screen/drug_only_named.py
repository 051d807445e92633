"""Drugs that are named, and not said to be taken for long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.long_term import drugs_told
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import ahead, behind
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: That it is taken, right before it.
_TAKES = Pattern(
    r"\b(?:on|daily) (?:(?:daily|chronic|oral|low[- ]dose|long[- ]term|weekly) )?$|"
    r"\b(?:tak(?:e|es|ing)|us(?:e|es|ing)|chronic|long[- ]term|maintenance|lifelong|home|resume\w*|continu\w+|currently|usual(?:ly)?|under|"
    r"receives|keeps?)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
#: That it was begun or given in the course, before its name and behind it.
_GIVEN = Pattern(
    r"\b(?:(?:was|were|been) (?:\w+ )?treated|(?:treatment|therapy|management|immunosuppression)(?: \w+)? (?:was )?\w+|chemotherapy|regimen|scheme|"
    r"start(?:ed)?|initiat\w+|cycles?|pulses?|respon\w+ to|associated|increas\w+|adjust\w*)\b[^.;]{0,90}$",
    re.IGNORECASE,
)
_BEGUN = Pattern(
    r"[^.;]{0,60}\b(?:was|were|is) (?:\w+ )?(?:start|initiat|begun|add|establish|prescrib|propos|introduc|institut|restart|"
    r"administ|request|indicat|remov|withdraw|withdrawn|suspend|reduc|increas|decided)\w*|[^.;]{0,25}\b(?:dose adjust|levels?\b)",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.3", URL),
)
def drug_only_named(coding: Coding, _: Books) -> Iterator[Reject]:
    """Long-term use is not coded from the bare name of a drug that was begun, given or looked for."""
    taken = [a for a in coding.having("Z79") if a.mentions]
    named = drugs_told(coding, long_term=None) if taken else frozenset()
    for assignment in taken:
        if all(_is_bare(m, named) for m in assignment.mentions):
            yield Reject(assignment, Why.UNSUPPORTED)


def _is_bare(mention: Mention, named: frozenset[tuple[str, int]]) -> bool:
    """Whether a mention is a drug's name alone, told of as begun or given then."""
    one = len(mention.evidence) == 1 and (mention.document, mention.evidence[0].start) in named
    if not one or " " in mention.evidence[0].words or _TAKES.search(ahead(mention, 45)):
        return False
    return bool(_GIVEN.search(ahead(mention, 120)) or _BEGUN.match(behind(mention, 90)))
