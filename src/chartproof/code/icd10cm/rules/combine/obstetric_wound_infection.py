"""The infected wound of a cesarean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import URL
from chartproof.code.icd10cm.obstetric import PREGNANCY, stage_of
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Infections after a procedure by depth, and the same of an obstetric wound.
OF_OBSTETRICS = {"T81.41XA": "O86.01", "T81.42XA": "O86.02", "T81.43XA": "O86.03", "T81.40XA": "O86.00"}
_CESAREAN = Pattern(
    r"\b(?:c(?:a)?esarean|c[- ]?section|(?:p|r|pri\w* |rep\w* )?ltcs|lscs|(?:primary|repeat|prior|stat|s/p) cs)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2018, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "O86.0", URL),
)
def obstetric_wound_infection(coding: Coding, books: Books) -> Iterator[Give]:
    """The infection of a cesarean's wound in the stay of the birth or the weeks behind it is of the puerperium."""
    stage = stage_of(coding)
    if stage is None or stage.phase == PREGNANCY:
        return
    words = said(coding, _CESAREAN)
    for infection in coding.having(*OF_OBSTETRICS) if words else ():
        value = OF_OBSTETRICS[infection.value]
        if words and books.tabular.billable(value):
            yield Give(value, (infection, words), (infection,), needed=infection.needed)
