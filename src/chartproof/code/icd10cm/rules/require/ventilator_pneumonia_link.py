"""Pneumonia of a patient on a ventilator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.require.ventilator_pneumonia_link"
ASKS = "Please document whether the pneumonia is a complication of the mechanical ventilation."
CHOICES = ("ventilator associated", "not associated with the ventilator", "other", "unable to determine")
PNEUMONIA = ("J12", "J13", "J14", "J15", "J16", "J17", "J18")
_VENTILATED = Pattern(r"\b(?:mechanical(?:ly)? ventilat\w+|ventilator|intubated)\b", re.IGNORECASE)
_LATER = Pattern(
    r"\b(?:developed|hospital day|hospital-acquired|nosocomial|after intubation|while (?:intubated|ventilated|on))\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.10.d.1", URL),
)
def ventilator_pneumonia_link(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask whether a pneumonia that came while the patient was ventilated is associated with the ventilator."""
    ventilated = any(_VENTILATED.search(m.line.words) for m in coding.reading.mentions)
    if not ventilated or coding.having("J95.851"):
        return
    for pneumonia in coding.having(*PNEUMONIA):
        if says(pneumonia, _LATER):
            yield Ask(Query(RULE, Doubt.RELATION, ASKS, CHOICES, pneumonia.proof.words()))
            return
