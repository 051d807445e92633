"""An injury whose accident was before the stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule

#: Accidents and assaults; those of medical care are no such.
CAUSES = ("V", "W", "X")
#: A hospital as the place of occurrence.
HOSPITAL = "Y92.23"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.2", URL),
)
def injury_before_admission(coding: Coding, _: Books) -> Iterator[Poa]:
    """An injury of an accident that did not happen in a hospital was present on admission."""
    causes = coding.having(*CAUSES)
    if not reports_presence(coding.encounter) or not causes or coding.having(HOSPITAL):
        return
    stay = Stay(coding)
    for injury in coding.having("S"):
        said = {word.value for part in stay.parts(injury) for word in stay.words(part, injury)}
        if "N" not in said:
            yield Poa(injury, "Y", Rung.BEFORE, (injury, causes[0]))
