"""Pneumonia that the ventilator brought."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Stay
from chartproof.code.icd10cm.together import in_one_line, says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

PNEUMONIA = ("J12", "J13", "J14", "J15", "J16", "J17", "J18")
_SEPSIS = Pattern(r"\bsep(?:sis|tic|ticemia)\b|\bbacteremi", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.10.d.1", URL),
)
def ventilator_pneumonia(coding: Coding, _: Books) -> Iterator[Give | Reject]:
    """Ventilator associated pneumonia is coded with its organism, and with no other code of the pneumonia."""
    stay = Stay(coding)
    for ventilator in coding.having("J95.851"):
        for same in coding.having(*PNEUMONIA, "A41"):
            row = row_for("pneumonia_organisms", same.value)
            if not in_one_line(ventilator, same) or (same.value[0] == "A" and says(same, _SEPSIS)):
                continue
            if any(stay.is_noted(m) for m in same.mentions):
                continue  # a pneumonia of its own, which was there before the ventilator (I.C.10.d.2)
            if row is not None:
                yield Give(row[1], because=(ventilator, same), instead_of=(same,), instead_why=Why.INTEGRAL)
            else:
                yield Reject(same, Why.INTEGRAL, (ventilator,))
