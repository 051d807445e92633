"""An injury whose accident was before the stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule

#: Accidents and assaults; those of medical care are no such.
CAUSES = ("V", "W", "X")
#: An intoxication by alcohol or a drug: what is in the blood was taken before the stay (house rule).
INTOXICATED = Pattern(r"F1[0-9]\.[129]2")
#: A hospital as the place of occurrence.
HOSPITAL = "Y92.23"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.2", URL),
)
def injury_before_admission(coding: Coding, _: Books) -> Iterator[Poa]:
    """An injury of an accident that did not happen in a hospital, and an intoxication, were present on admission; one that notes of the course are the first to tell, with its accident, was not."""
    if not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    for taken in coding.assignments:
        if INTOXICATED.match(taken.value) and stay.presence(taken) != "N":
            yield Poa(taken, "Y", Rung.BEFORE, (taken,))
    causes = coding.having(*CAUSES)
    if not causes or coding.having(HOSPITAL):
        return
    for injury in coding.having("S"):
        if stay.is_of_course(injury.proof.words()) and any(
            stay.is_of_course(c.proof.words()) for c in causes
        ):
            yield Poa(injury, "N", Rung.ARISEN, (injury,))
            continue
        said = {word.value for part in stay.parts(injury) for word in stay.words(part, injury)}
        if "N" not in said:
            yield Poa(injury, "Y", Rung.ARISEN + 1, (injury, causes[0]))
