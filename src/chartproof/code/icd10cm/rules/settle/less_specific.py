"""The unspecified beside the specific."""

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
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.less_specific import less_specific_than


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def less_specific(coding: Coding, books: Books) -> Iterator[Reject]:
    """Where one condition is documented in more and in less detail, only the most detailed code is given."""
    by_category: dict[str, list[Assignment]] = {}
    for assignment in coding.assignments:
        by_category.setdefault(assignment.value[:3], []).append(assignment)
    for vague in coding.assignments:
        for precise in by_category[vague.value[:3]]:
            if precise is vague:
                continue
            less = less_specific_than(vague.value, precise.value, books.tabular)
            if less or _is_by_the_same_words(vague, precise) or _lacks(vague, precise):
                yield Reject(vague, Why.LESS_SPECIFIC, (precise,))
                break


_WITHOUT = Pattern(r"\bwithout\b", re.IGNORECASE)
_WITH = Pattern(r"\bwith\b", re.IGNORECASE)


def _lacks(vague: Assignment, precise: Assignment) -> bool:
    """Whether a code says "without" what the other is "with", and no words of the record deny it: the flare of a disease told without one before."""
    title = vague.title or ""
    if not _WITHOUT.search(title) or _WITHOUT.sub("with", title) != (precise.title or ""):
        return False
    return not any(_DENIES.search(m.line.words) for m in vague.mentions)


#: Words of a line that deny what may come with a disease.
_DENIES = Pattern(r"\b(?:without|w/o|no|not|denies)\b", re.IGNORECASE)


def _is_by_the_same_words(vague: Assignment, precise: Assignment) -> bool:
    """Whether an unspecified code rests on nothing but words with which the record names the other: acute DVT of the brachial vein."""
    if vague.value.startswith(SECONDARY):
        return False
    title = vague.title or ""
    if "unspecified" not in title or _WITH.search(title) or "nspecified" in (precise.title or ""):
        return False  # one complication of a disease is not said by another of it
    fuller = [e for m in precise.mentions if len(m.evidence) > 1 for e in m.evidence]
    return bool(vague.mentions) and all(
        all(
            any(e.document == f.document and e.start < f.end and f.start < e.end for f in fuller)
            for e in m.evidence
        )
        for m in vague.mentions
    )
