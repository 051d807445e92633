"""The cause of what was there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Role
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Poa
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM

#: Clots of deep veins, which an embolism of the lungs that the patient came with is from.
_SOURCES = ("I82.4", "I82.2", "I82.62", "I82.A1", "I82.B1")
#: What aspirates who cannot swallow; the gallbladder that the inflammation killed; the arrest of a fibrillation.
_SHOWN = (("R13.1", ("J69.0",)), ("K82.A", ("K80", "K81")), ("I46", ("I49.0",)))
#: Drugs and chemicals, and the character of their codes that says a poisoning, by its intent.
_BY_INTENT = frozenset("1234")
POISONS = ("T36", "T37", "T38", "T39", "T4", "T5", "T60", "T61", "T62", "T63", "T64", "T65")
#: Whether they were there, others say: the organs that severe sepsis hurt, the infection of an organism.
_TOLD_BY_OTHERS = ("R65.2", "B95", "B96", "B97")
#: From an effect to its cause behind it.
_DUE = Pattern(
    rf"\b(?:{FROM}|in the setting of)\b(?:[^.;\n]|\b[A-Z]\.){{0,30}}$",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.4.d", URL),
)
def cause_precedes_effect(coding: Coding, _: Books) -> Iterator[Poa]:
    """The cause of a condition that was present on admission was present too, though it was known later."""
    if not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    for effect in coding.assignments:
        causes = [a for a in coding.assignments if a.value[0] < "V" and _is_laid_to(effect, a)]
        if causes and stay.presence(effect) == "Y":
            yield from (Poa(cause, "Y", Rung.BEFORE + 1, (effect,)) for cause in causes)
    for own, shown_by in _SHOWN:
        there = [a for a in coding.having(*shown_by) if stay.presence(a) == "Y"]
        for condition in coding.having(own) if there else ():
            yield Poa(condition, "Y", Rung.BEFORE + 2, (condition, there[0]))
    principal = next((a for a in coding.assignments if a.role is Role.PRINCIPAL), None)
    if principal is not None:
        named = (a for a in _in_one_item(principal, coding) if not a.value.startswith(_TOLD_BY_OTHERS))
        yield from (Poa(a, "Y", Rung.BEFORE, (a, principal)) for a in named)
    if principal is not None and principal.value.startswith(POISONS):
        # what was taken with it was taken before the stay
        others = (a for a in coding.having(*POISONS) if a is not principal)
        taken = (a for a in others if a.value[6] == principal.value[6] and a.value[6] in _BY_INTENT)
        yield from (Poa(a, "Y", Rung.BEFORE, (a, principal)) for a in taken)
    emboli = [a for a in coding.having("I26") if a.role is Role.PRINCIPAL]
    for clot in coding.having(*_SOURCES) if emboli else ():
        yield Poa(clot, "Y", Rung.LATER - 1, (clot, emboli[0]))


def _is_laid_to(effect: Assignment, cause: Assignment) -> bool:
    """Whether a line says that the one is due to the other."""
    if effect is cause or effect.value[:3] == cause.value[:3]:
        return False
    for one in effect.mentions:
        for other in cause.mentions:
            begins, ends = (m.evidence[0].start - m.line.start for m in (one, other))
            if one.line == other.line and _DUE.search(one.line.words[begins:ends]):
                return True
    return False


#: From the principal diagnosis to what one item of the diagnoses names as of it: "sepsis due to E. coli with kidney injury and encephalopathy".
_WITH = Pattern(r"\b(?:with|w/|complicated by)(?:[^.;\n]|\b[A-Z]\.){0,80}$", re.IGNORECASE)


def _in_one_item(principal: Assignment, coding: Coding) -> Iterator[Assignment]:
    """What an item of the diagnoses names with the principal diagnosis, behind "with"."""
    for assignment in coding.assignments:
        if assignment is principal or assignment.value[0] >= "V":
            continue
        if any(
            one.line == other.line
            and one.standing is Standing.PROBLEM
            and _WITH.search(
                one.line.words[
                    one.evidence[0].start - one.line.start : other.evidence[0].start - one.line.start
                ]
            )
            for one in principal.mentions
            for other in assignment.mentions
            if other.evidence[0].start > one.evidence[0].start
        ):
            yield assignment
