"""A urinary infection that is laid to the device in the urinary tract."""

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

#: Infections that a device in the urinary tract brings.
INFECTIONS = ("N39.0", "N30.0", "N10", "N12")
_BY = rf"\b(?:{FROM}|{SET_OFF}|related to|associated with|attributed (?:by [\w&, ]{{2,30}} )?to) (?:(?:an?|the|his|her|their|chronic|indwelling|old|long-term|tube|right|left) ){{0,3}}"
#: The device that is blamed, and the code of an infection by it.
_DEVICES = (
    (
        r"(?:suprapubic (?:catheter|tube|foley)|spt|sp (?:tube|catheter)|cystostomy(?: tube| catheter)?)\b",
        "T83.510A",
    ),
    (
        r"(?:foley(?: catheter)?|urinary catheter|urethral catheter|indwelling catheter|bladder catheter)\b",
        "T83.511A",
    ),
    (r"nephrostomy(?: tube| catheter)?\b", "T83.512A"),
    (r"(?:ureteral|ureteric|double[- ]j|jj) stent\b", "T83.592A"),
)
_BLAMED = tuple((Pattern(_BY + device, re.IGNORECASE), code) for device, code in _DEVICES)
#: Complications by such devices.
COMPLICATIONS = "T83.5"


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.16, I.C.19.g.5", URL),
)
def urinary_infection_of_catheter(coding: Coding, books: Books) -> Iterator[Give]:
    """A urinary infection that the record lays to a catheter, a tube or a stent is a complication of it, with the infection."""
    if coding.having(COMPLICATIONS):
        return
    for infection in coding.having(*INFECTIONS):
        for blamed, code in _BLAMED:
            words = said(coding, infection, blamed)
            if words and books.tabular.billable(code):
                yield Give(code, because=(infection, words), needed=infection.needed)
                return
