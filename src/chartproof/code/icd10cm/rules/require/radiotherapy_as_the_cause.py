"""Radiotherapy behind a disease of radiation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

OF_RADIATION = ("K62.7", "K52.0", "N30.4", "J70.0", "J70.1")
THERAPY = "Y84.2"
_TREATED = Pattern(
    r"\b(?:radiotherapy|radiation (?:therapy|treatments?)|chemoradiation|brachytherapy|e?brt|xrt|(?-i:RT)(?! (?:breast|lung|colon|kidney|arm|leg|hip|upper|lower))|imrt|sbrt|seeds)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "K62.7, Y84.2"),
)
def radiotherapy_as_the_cause(coding: Coding, _: Books) -> Iterator[Give]:
    """What radiation did to the bowel, the bladder or the lung of a patient with a cancer is laid to radiotherapy by its own code."""
    if coding.having(THERAPY, "W88", "W90"):
        return
    cancers = coding.having("C", "Z85")
    for disease in coding.having(*OF_RADIATION):
        told = said(coding, disease, _TREATED) or (cancers[0] if cancers else None)
        if told is not None:
            yield Give(THERAPY, because=(disease, told), needed=Needed.OBLIGED)
            return
