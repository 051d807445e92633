"""The site of a pain from cancer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.pain import SITES
from chartproof.code.icd10cm.together import in_one_line
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.6.b.5", URL),
)
def site_pain_with_neoplasm_pain(coding: Coding, _: Books) -> Iterator[Reject]:
    """Pain from a neoplasm is coded as such, acute or chronic; the site of the pain needs no code besides."""
    for pain in coding.having("G89.3"):
        for site in coding.having(*SITES, "G89.1", "G89.2"):
            if in_one_line(pain, site):
                yield Reject(site, Why.INTEGRAL, (pain,))
