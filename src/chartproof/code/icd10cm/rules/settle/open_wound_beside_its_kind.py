"""An open wound whose kind is told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_line, in_one_problem
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Mark, Reject
from chartproof.rules.core import rule

#: Open wounds by region: S01, S11 … S91; the character behind the site says the kind, 0 none.
WOUNDS = tuple(f"S{region}1." for region in range(10))
AT, UNSPECIFIED = 5, "0"
#: Alphabetic Index, Stab: see also Laceration.
STAB = "stab"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2, I.C.19.b", URL),
)
def open_wound_beside_its_kind(coding: Coding, _: Books) -> Iterator[Mark | Reject]:
    """An open wound of no kind, or of a stab, is not coded beside the laceration, puncture or bite of the same site and side."""
    wounds = coding.having(*WOUNDS)
    for vague in wounds:
        of_stab = _is_of_stab(vague)
        if vague.value[AT : AT + 1] != UNSPECIFIED and not of_stab:
            continue
        named = next(
            (w for w in wounds if _names_kind(w, vague) and (not of_stab or _is_its_stab(w, vague))), None
        )
        if named is None:
            continue
        yield Reject(vague, Why.LESS_SPECIFIC, (named,))
        if vague.needed is Needed.ADDRESSED is not named.needed:
            yield Mark(named, needed=Needed.ADDRESSED)


def _is_of_stab(wound: Assignment) -> bool:
    """Whether only the stabbing is told of it, which is a laceration unless the wound is called a puncture."""
    told = [[e.words.lower() for e in m.evidence] for m in wound.mentions]
    return bool(told) and all(any(word.startswith(STAB) for word in words) for words in told)


#: A wound of its own.
_ANOTHER = Pattern(r"\b(?:another|second|separate|other|additional)\b", re.IGNORECASE)


def _is_its_stab(named: Assignment, stab: Assignment) -> bool:
    """Whether a wound of a kind is the stab told again: in one problem or line, and not another one."""
    together = in_one_line(named, stab) or in_one_problem(named, stab)
    return (
        together and not _is_of_stab(named) and not any(_ANOTHER.search(m.line.words) for m in named.mentions)
    )


def _names_kind(named: Assignment, vague: Assignment) -> bool:
    same = named.value[:AT] == vague.value[:AT] and named.value[AT + 1 :] == vague.value[AT + 1 :]
    return same and named.value[AT : AT + 1] not in {UNSPECIFIED, ""}
