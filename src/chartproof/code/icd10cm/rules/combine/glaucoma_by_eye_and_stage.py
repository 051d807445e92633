"""Glaucoma by type, eye and stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.glaucoma import glaucomas
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.7.a.1, I.C.7.a.2, I.C.7.a.3, I.C.7.a.4, I.C.7.a.5", URL),
)
def glaucoma_by_eye_and_stage(coding: Coding, books: Books) -> Iterator[Give]:
    """Both eyes of one type and stage are one code of glaucoma, else one for each eye, at the highest stage documented."""
    for glaucoma in glaucomas(coding):
        values = [v for v in glaucoma.values() if books.tabular.billable(v)]
        gone = tuple(code for code in glaucoma.codes if code.value not in values)
        known = {code.value for code in glaucoma.codes}
        for value in values:
            if gone or value not in known:
                yield Give(value, because=glaucoma.codes, instead_of=gone)
