"""What a patient came to an outpatient facility for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from chartproof.code.icd10cm.presenting import complaints
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Role
from chartproof.model.period import Period
from chartproof.model.record import ClaimKind, Setting
from chartproof.model.results import Beside
from chartproof.rules.core import rule

#: Visits that nobody had scheduled, or may not have.
UNSCHEDULED = frozenset({Setting.ED, Setting.OBSERVATION, Setting.OUTPATIENT})
#: How many the form holds.
MOST = 3


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(
        "CMS Medicare Claims Processing Manual",
        "chapter 25, 75.6",
        "https://www.cms.gov/regulations-and-guidance/guidance/manuals/downloads/clm104c25.pdf",
    ),
)
def reasons_for_visit(coding: Coding, _: Books) -> Iterator[Beside]:
    """The claim of an unscheduled outpatient visit to a facility names up to three reasons for the visit besides, as the patient told them."""
    encounter = coding.encounter
    if encounter.claim_kind is ClaimKind.FACILITY and encounter.setting in UNSCHEDULED:
        yield from (Beside(found, Role.REASON_FOR_VISIT) for found in islice(complaints(coding), MOST))
