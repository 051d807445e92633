"""Present at admission by one document, arisen later by another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence
from chartproof.model.results import Poa
from chartproof.rules.core import rule

RULE = "icd10cm.poa.documentation_contradicts"
CHOICES = ("yes", "no", "cannot be clinically determined", "other", "unable to determine")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.1, Appendix I.4.f", URL),
)
def documentation_contradicts(coding: Coding, _: Books) -> Iterator[Poa]:
    """Where one part of the record has a condition at admission and another says it came later, the provider is asked and the indicator is U until the answer."""
    if not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    for assignment in coding.assignments:
        for part in stay.parts(assignment):
            if stay.is_contradicted(part, assignment):
                yield Poa(assignment, "U", Rung.CONTRADICTED, *_asked(stay, part, assignment))


def _asked(
    stay: Stay, part: tuple[Mention, ...], assignment: Assignment
) -> tuple[tuple[Evidence, ...], Query]:
    grounds = tuple(e for word in stay.words(part, assignment) for e in word.grounds)
    noted = stay.noted(part, assignment)
    grounds = tuple(dict.fromkeys((*(noted.evidence if noted else ()), *grounds)))
    words = " … ".join(" ".join(e.words.split()) for e in part[0].evidence)
    asks = f"Parts of the record differ on when “{words}” began. Was it present on admission?"
    return grounds, Query(RULE, Doubt.CONFLICTING, asks, CHOICES, grounds)
