"""An injury that therapy exercises back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.episodes import HEALS
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Fact, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

_THERAPY = Pattern(
    r"\b(?:physical|occupational|hand) therapy\b|\b(?:PT|OT) (?:visit|note|evaluation|session)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.a", URL),
)
def injury_in_therapy(coding: Coding, books: Books) -> Iterator[Give]:
    """A visit of physical or occupational therapy for an injury is care in its healing phase."""
    kinds = [d.kind for d in coding.encounter.documents if d.kind and _THERAPY.search(d.kind)]
    if not kinds or coding.encounter.is_stay:
        return
    for injury in coding.having("S", "M80", "M84"):
        heals = HEALS.get(injury.value[-1]) if len(injury.value) == 8 else None
        if heals and books.tabular.billable(injury.value[:-1] + heals) is not None:
            because = (injury, Fact("documents.kind", kinds[0]))
            yield Give(injury.value[:-1] + heals, because, (injury,), instead_why=Why.EXCLUDED)
