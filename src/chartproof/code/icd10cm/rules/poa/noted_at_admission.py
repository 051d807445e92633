"""Written down as the patient came in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.lasting import is_chronic
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.reading import Presence
from chartproof.model.results import Poa
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.4.c, Appendix I.4.e, Appendix I.4.k", URL),
)
def noted_at_admission(coding: Coding, _: Books) -> Iterator[Poa]:
    """What is written down at admission, in the emergency department or as the history before it was present on admission."""
    if not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    for assignment in coding.assignments:
        noted = [(part, stay.noted(part, assignment)) for part in stay.parts(assignment)]
        lasting = [part for part, m in noted if m is None and not is_chronic(part[0].concept)]
        sure = [m for _, m in noted if m is not None and m.assertion.presence is Presence.PRESENT]
        if sure and not lasting:
            yield Poa(assignment, "Y", Rung.NOTED, sure[0].evidence)
