"""Pain that a device, an implant or a graft causes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.pain import SITES
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM

#: Devices, and the code of the pain that they cause.
_DEVICES = (
    (r"pacemaker|defibrillator|icd lead", "T82.847A"),
    (r"(?:neuro|spinal cord |nerve )stimulator|intrathecal (?:pump|catheter)|shunt", "T85.840A"),
    (r"penile (?:implant|prosthesis)|ureteral stent|iud|intrauterine device|sling", "T83.84XA"),
    (r"breast implants?|mesh", "T85.848A"),
    (r"port|dialysis catheter|vascular graft|av graft|fistula graft", "T82.848A"),
    (
        r"prosthesis|prosthetic|hardware|replacement|arthroplasty|implant|screws?|plates?|rods?|nails?|wires?|pins?",
        "T84.84XA",
    ),
)
_LAID = rf"\bpain(?:ful)?\b[^.;]{{0,30}}\b(?:{FROM})\b[^.;,]{{0,35}}\b(?:%s)\b"
DEVICES = tuple((Pattern(_LAID % names, re.IGNORECASE), code) for names, code in _DEVICES)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.6.b.2, I.C.6.b.3.b", URL),
)
def pain_from_device(coding: Coding, _: Books) -> Iterator[Give]:
    """Pain from a device, an implant or a graft is a complication of it; acute or chronic pain is told besides."""
    for pain in coding.having(*SITES, "G89.1", "G89.2", "T84.84"):
        for mention in pain.mentions:
            code = next((code for laid, code in DEVICES if laid.search(mention.line.words)), None)
            if code is not None:
                sited = pain.value.startswith(SITES)
                yield Give(code, because=(pain,), instead_of=(pain,) if sited else ())
                acuity = _acuity(pain)
                same = tuple(a for a in coding.having("G89.29") if acuity == "G89.28")
                yield Give(acuity, because=(pain,), instead_of=same)
                return


def _acuity(pain: Assignment) -> str:
    """Acute where it is not told (I.C.6.b.3)."""
    chronic = any("chronic" in mention.line.words.lower() for mention in pain.mentions)
    return "G89.28" if chronic else "G89.18"
