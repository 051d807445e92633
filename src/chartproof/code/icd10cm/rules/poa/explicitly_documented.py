"""What the provider says of the time it began."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.concluded import concluded
from chartproof.code.icd10cm.conditions import Word
from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule

#: How long a child was carried, and what it weighed when it was born.
AT_BIRTH = ("P05", "P07", "P08")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.4.b, Appendix I.4.d", URL),
)
def explicitly_documented(coding: Coding, _: Books) -> Iterator[Poa]:
    """A condition that the provider documents as present on admission is Y, one documented as not present on admission, or as having developed after it, is N."""
    if not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    for assignment in coding.assignments:
        if assignment.value.startswith(AT_BIRTH):
            continue  # of "hyperbilirubinemia of prematurity on day 3" the child was not born later
        words = [word for part in stay.parts(assignment) for word in stay.words(part, assignment)]
        words = [word for word in words if not _only_joins(word, coding)]
        values = {word.value for word in words} - {"W"}
        if len(values) == 1:
            first = next(word for word in words if word.value in values)
            yield Poa(assignment, first.value, Rung.SAID, first.grounds)


def _only_joins(word: Word, coding: Coding) -> bool:
    """Whether "complicated by" only joins what the diagnosis of a story without headings names together."""
    joins = word.grounds[-1].words.lower().startswith("complicated by")
    if not joins or not word.mention.evidence:
        return False
    first = word.mention.evidence[0]
    return (first.document, first.start) in concluded(coding.reading)
