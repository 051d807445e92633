"""Chapter 15 before all other chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import Rank, first_of, may_lead
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import ahead, document_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.document_kind import AT_ADMISSION, kind_of
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Lead, Order
from chartproof.rules.core import rule
from chartproof.terms.cause import DUE_TO

#: The sequela of a complication stands behind what remains (I.C.15.p.3).
BEHIND = frozenset({"O94"})
SEPSIS = ("O85",)
#: Parts of a summary that tell what she came with.
_CAME_WITH = frozenset({"admission_dx", "chief_complaint", "reason_for_visit"})
#: What comes with the birth itself prompts no admission.
OF_BIRTH = ("O70", "O71", "O72", "O73", "O86", "O90")
#: The scar of an earlier cesarean, how the child lies, and what prompts an admission before them.
SCAR = ("O34.21",)
LIE = ("O32",)
GRAVE = ("O11", "O14", "O15", "O42", "O44", "O45", "O60")
#: What comes in labor, after she was taken in for something else.
IN_LABOR = ("O62", "O63", "O66", "O68", "O76", "O77")
#: An induction that failed did so after she was taken in for what it was to end.
FAILED = ("O61",)
#: The condition that a cesarean was done for.
_INDICATED = Pattern(
    rf"(?<!prior )(?<!previous )(?<!past )(?<!h/o )\b(?:c-?sections?|cesareans?(?: delivery| section)?|ltcs|c/s)\b[^.;\n]{{0,30}}\b(?:because|for|{DUE_TO}|given|indicat\w+)\b",
    re.IGNORECASE,
)
#: Words of what the patient was taken in for, where the delivery was to be brought on.
_INDUCED = Pattern(r"\binduc(?:tion|ed|e)\b|\biol\b|\badmit(?:ted)? (?:for|with)\b", re.IGNORECASE)

#: Right before what she was taken in with.
_ADMITTED_WITH = Pattern(
    r"\badmit(?:ted)? (?:to (?:[\w&]+ ){1,4}?)?(?:for|with) (?!.*\b(?:cesarean|c-?section|section)\b)(?:[\w-]+ ){0,3}$",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.a.1, I.C.15.b.4", URL),
)
def pregnancy_first(coding: Coding, _: Books) -> Iterator[Lead | Order]:
    """Codes of pregnancy, childbirth and the puerperium stand before other chapters, what prompted the admission first of them."""
    able = [a for a in coding.having("O") if a.needed is not Needed.ALSO and may_lead(a)]
    first = first_of(_prompting(able, coding), coding)
    if first is not None:
        yield Lead(first, rank=Rank.PREGNANCY)
    for ours in able:
        for other in coding.assignments:
            if ours.value not in BEHIND and (
                other.value[0] not in "OZ" or other.value.startswith(("Z21", "Z3A"))
            ):
                yield Order(ours, other)
    for weeks in coding.having("Z3A"):
        for other in coding.assignments:
            if other.value[0] not in "VWXYZ" or other.value == "Z21":
                yield Order(other, weeks)


def _prompting(able: list[Assignment], coding: Coding) -> list[Assignment]:
    """Of a stay with the delivery in it, what was noted as the patient came; of an infection, the sepsis."""
    sepsis = [a for a in able if a.value.startswith(SEPSIS)]
    if sepsis or not (coding.encounter.codes_uncertain and coding.having("Z37")):
        return sepsis or able
    able = [a for a in able if not a.value.startswith(FAILED)] or able
    kinds = {d.id: kind_of(d) for d in coding.encounter.documents}
    indicated = [a for a in able if any(_INDICATED.search(ahead(m, 90)) for m in a.mentions)]
    noted = [
        a
        for a in able
        if not a.value.startswith(OF_BIRTH)
        and any(kinds[m.document] in AT_ADMISSION or m.section in _CAME_WITH for m in a.mentions)
    ]
    if grave := [a for a in noted if a.value.startswith(GRAVE)]:
        # the scar, or how the child lay, only says how she was delivered
        noted = [a for a in noted if not a.value.startswith(SCAR)]
        if indicated and all(a.value.startswith(LIE) for a in indicated):
            return grave
    if indicated and all(a.value.startswith((*SCAR, *IN_LABOR)) for a in indicated):
        grave = [a for a in able if a.value.startswith(GRAVE)]
        came = [a for a in grave if any(_ADMITTED_WITH.search(ahead(m, 60)) for m in a.mentions)]
        if came:
            return came
    if indicated and not any(a in noted for a in indicated):
        induced = [a for a in noted if any(_is_induced(m, coding) for m in a.mentions)]
        return induced or indicated
    if not indicated and not noted and (pressed := _came_with_pressure(able, coding)):
        return pressed
    if not indicated and not noted:
        # a summary of the birth alone: what its opening says it was brought on for
        told = [a for a in coding.having("O") if not a.value.startswith(OF_BIRTH) and may_lead(a)]
        noted = [a for a in told if any(_is_induced(m, coding) for m in a.mentions)]
    return indicated or noted or able


#: Hypertension of the pregnancy, and the complaints by which it is told before it has its name.
PRESSURE = ("O11", "O13", "O14", "O15")
_PRESSED = Pattern(
    r"\b(?:BPs?|blood pressures?|hypertensi\w+|HTN|headaches?|pre-?eclampsia)\b", re.IGNORECASE
)


def _came_with_pressure(able: list[Assignment], coding: Coding) -> list[Assignment]:
    """The hypertension of a pregnancy whose signs she came with."""
    hypertension = [a for a in able if a.value.startswith(PRESSURE)]
    for ident, part in coding.reading.sections if hypertension else ():
        body = part.body
        if part.kind in _CAME_WITH and _PRESSED.search(
            coding.encounter.document(ident).text, body.start, body.end
        ):
            return hypertension
    return []


def _is_induced(mention: Mention, coding: Coding) -> bool:
    """Whether it is what she was admitted with, or the line of text that names it tells of an induction or an admission."""
    if mention.section in _CAME_WITH:
        return True
    text, start = document_of(coding, mention.document).text, mention.line.start
    end = text.find("\n", mention.line.end)
    return bool(_INDUCED.search(text, start, end if end >= 0 else len(text)))
