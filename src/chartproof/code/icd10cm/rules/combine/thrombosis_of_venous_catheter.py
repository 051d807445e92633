"""A vein that clots around a catheter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM, SET_OFF

_LINE = r"(?:picc|midline|central (?:venous )?(?:line|catheter)|cvc|port(?:-?a-?cath)?|(?:dialysis |tunneled |indwelling )?catheter|pacemaker (?:lead|wire)s?)"
_BY_LINE = Pattern(
    rf"\b(?:{FROM}|{SET_OFF}|related to|associated with|around) (?:(?:a|an|the|her|his|their|old|recent|right|left|indwelling|arm) ){{0,3}}{_LINE}\b|"
    rf"\b{_LINE}(?: line)?[- ](?:associated|related|induced|provoked)\b",
    re.IGNORECASE,
)
VEINS = ("I80", "I82")
#: Thrombosis due to vascular prosthetic devices, implants and grafts.
THROMBOSIS = "T82.868A"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.16, I.C.19.g.5", URL),
)
def thrombosis_of_venous_catheter(coding: Coding, _: Books) -> Iterator[Give]:
    """A clot that the record lays to a venous catheter is a complication of it, with the vein that is clotted."""
    if coding.having(THROMBOSIS[:7]):
        return
    for clot in coding.having(*VEINS):
        if words := said(coding, clot, _BY_LINE):
            yield Give(THROMBOSIS, because=(clot, words))
            return
