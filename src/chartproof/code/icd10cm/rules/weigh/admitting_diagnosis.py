"""What a patient was admitted with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.presenting import at_admission
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Role
from chartproof.model.period import Period
from chartproof.model.results import Beside
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(
        "CMS Medicare Claims Processing Manual",
        "chapter 25, 75.6",
        "https://www.cms.gov/regulations-and-guidance/guidance/manuals/downloads/clm104c25.pdf",
    ),
)
def admitting_diagnosis(coding: Coding, _: Books) -> Iterator[Beside]:
    """The claim of a stay names the condition the patient was admitted with besides, as the provider saw it at admission."""
    found = at_admission(coding) if coding.encounter.codes_uncertain else None
    if found is not None:
        yield Beside(found, Role.ADMITTING)
