"""A neoplasm named again without its site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.metastases import SECONDARY
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Neoplasms of unspecified site or behaviour.
VAGUE = ("C80.0", "C80.1", "C79.9", "D49.9", "D48.9", "D36.9", "D09.9")
#: The same, of soft tissue wherever it is: nearly all of the body is.
ANYWHERE = ("C80.1", "D49.9", "D48.9", "D36.9", "C49.9", "D21.9")
#: Where no determination of the site can be made, the record says so.
_ASSESSED = frozenset({Standing.PROBLEM, Standing.ASSESSED, Standing.REASON})
_UNKNOWN = Pattern(
    r"\b(?:unknown|undetermined|occult) primary\b|\bprimary (?:site )?(?:is )?(?:unknown|undetermined)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2, I.C.2.j, I.C.2.k", URL),
)
def neoplasm_without_site(coding: Coding, _: Books) -> Iterator[Reject]:
    """A neoplasm whose site is known is not coded again where the record only says tumor or cancer, nor one told only in passing coded to no site."""
    known = [a for a in coding.having("C", "D0", "D1", "D2", "D3", "D4") if a.value not in VAGUE]
    everywhere = coding.having("C80.0")
    if known:
        for vague in coding.having(*VAGUE):
            if (
                vague.value == "C80.1"
                and all(a.value.startswith(SECONDARY) for a in known)
                and _is_unknown(vague)
            ):
                continue
            if not _has_spread(vague, known):
                yield Reject(vague, Why.LESS_SPECIFIC, (known[0],))
    elif everywhere:
        for vague in coding.having("C80.1", "C79.9"):
            yield Reject(vague, Why.LESS_SPECIFIC, (everywhere[0],))
    for passing in coding.having(*ANYWHERE):
        if not (known and passing.value in VAGUE) and _is_passing(passing):
            yield Reject(passing, Why.UNSUPPORTED)


def _has_spread(vague: Assignment, known: list[Assignment]) -> bool:
    """Whether the assessment calls a cancer of a known site metastatic, and nothing tells where to: the spread is coded to no site."""
    if vague.value != "C79.9" or any(a.value.startswith(SECONDARY) for a in known):
        return False
    lines = {m.line for a in known if a.value[0] == "C" for m in a.mentions}
    return any(m.line in lines and m.standing in _ASSESSED for m in vague.mentions)


def _is_passing(vague: Assignment) -> bool:
    """Whether a narrative alone tells of it, and nothing says that its site cannot be found (I.C.2.k)."""
    told = bool(vague.mentions) and all(m.standing is Standing.TOLD for m in vague.mentions)
    return told and not _is_unknown(vague)


def _is_unknown(vague: Assignment) -> bool:
    """Whether the record says that no primary site was found."""
    return any(_UNKNOWN.search(m.line.words) for m in vague.mentions)
