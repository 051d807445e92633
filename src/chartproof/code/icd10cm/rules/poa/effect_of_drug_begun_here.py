"""What a drug did that was first given in the stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.drug_codes import Intent, drug_code, drug_names
from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.lasting import is_chronic
from chartproof.code.icd10cm.later_days import later_time
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Poa
from chartproof.rules.core import rule

#: An adverse effect of a drug rightly given.
_EFFECT = Pattern(r"T(?:3[6-9]|4\d|50)\..{2}5A")
#: Before a drug, or behind it, that it was begun then.
_GIVEN = Pattern(
    r"\b(?:given|gave|started|begun|began|ordered|received|got|initiated|loaded|added|put on|pulsed?)\b[^.;\n]{0,30}$",
    re.IGNORECASE,
)
_WAS_GIVEN = Pattern(
    r"[^.;\n]{0,20}?\b(?:was |were )?(?:given|started|begun|ordered|initiated|loaded|added)\b", re.IGNORECASE
)
_BEFORE = Pattern(
    r"\b(?:home|outpatient|prior|before|previous(?:ly)?|weeks? ago|months? ago|urgent care|pcp|pta|resumed|restarted|continued)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.2, Appendix I.4.d, Appendix I.4.k", URL),
)
def effect_of_drug_begun_here(coding: Coding, books: Books) -> Iterator[Poa]:
    """An adverse effect was not present on admission where the drug was first given on a later day of the stay and no note of the admission has it."""
    if not reports_presence(coding.encounter):
        return
    effects = [a for a in coding.assignments if _EFFECT.match(a.value)]
    stay = Stay(coding) if effects else None
    for drug in effects if stay else ():
        begun = _begun_later(drug.value, coding, books)
        if begun is None or stay is None:
            continue
        words = drug.proof.words()
        for harm in coding.assignments:
            its = any(m.evidence[0] in words for m in harm.mentions)
            lasts = is_chronic(harm.value, harm.title or "")
            if (its and not lasts and not _noted(stay, harm)) or harm is drug:
                yield Poa(harm, "N", Rung.ARISEN, (drug, begun))


def _noted(stay: Stay, harm: Assignment) -> bool:
    return any(stay.noted(part, harm) for part in stay.parts(harm))


def _begun_later(value: str, coding: Coding, books: Books) -> Evidence | None:
    """Where a sentence of a later time of the stay says that a drug of this code was given first."""
    found: Evidence | None = None
    for document in coding.encounter.documents:
        text = document.text
        for start, end, name in drug_names(text):
            if drug_code(name, Intent.ADVERSE_EFFECT, books) != value:
                continue
            line = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start)) + 1
            if _BEFORE.search(text, line, start):
                return None
            begun = _GIVEN.search(text, line, start) or _WAS_GIVEN.match(text, end)
            later = later_time(text, start, coding.encounter.began)
            if later is None and found is None and not begun:
                continue  # it is only named
            if later is None and found is None:
                return None  # it was given before any later time is told
            if found is None and begun and later:
                found = document.quote(later[0], end)
    return found
