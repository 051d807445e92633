"""Bleeding from the womb behind the disease of the womb that the provider lays it to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule
from chartproof.terms.cause import BRINGS, DUE_TO

BLEEDING = ("N92", "N93", "N95.0")
#: Fibroids, adenomyosis, polyps, overgrowth and cancer of the womb.
DISEASES = ("D25", "N80.0", "N84.0", "N85.0", "C54", "C55", "D26")
#: What lays it to the disease that its sentence names.
_LAID = Pattern(
    rf"(?<!not )(?<!no )\b(?:reason|cause|why|{DUE_TO}|{BRINGS})\b",
    re.IGNORECASE,
)
_OPEN = Pattern(
    r"\b(?:not|may|might|could|possibl[ey]|probabl[ey]|likely|unlikely|unclear|if|whether|suspect\w*)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.G, II.C", URL),
)
def bleeding_behind_its_cause(coding: Coding, _: Books) -> Iterator[Order]:
    """Bleeding that the provider lays to a disease of the womb stands behind that disease."""
    for bleeding in coding.having(*BLEEDING):
        for disease in coding.having(*DISEASES):
            if disease.needed is Needed.ADDRESSED and _is_laid(disease):
                yield Order(disease, bleeding)


def _is_laid(disease: Assignment) -> bool:
    return any(_LAID.search(m.line.words) and not _OPEN.search(m.line.words) for m in disease.mentions)
