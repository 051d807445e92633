"""Pain and its site: which first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import Rank, first_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.pain import SITES, is_for_control, treats_cause
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Lead, Order
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.6.b.1.a, I.C.6.b.1.b.ii, I.C.6.b.5", URL),
)
def pain_control_first(coding: Coding, _: Books) -> Iterator[Lead | Order]:
    """Where the encounter is for the control of pain its G89 code leads; otherwise the site stands before it."""
    pains = coding.having("G89.0", "G89.1", "G89.2", "G89.3", "G89.4")
    if not pains:
        return
    after_care = all(pain.value.startswith(("G89.1", "G89.2")) for pain in pains)
    devices = coding.having("T82.84", "T83.84", "T84.84", "T85.84") if after_care else ()
    for device in devices:  # of what complication it is stands first: guideline I.C.6.b.3.b
        yield from (Order(device, pain) for pain in pains)
    if is_for_control(coding) and not treats_cause(coding) and not devices:
        first = first_of((p for p in pains if p.needed is not Needed.ALSO), coding)
        if first is not None:
            yield Lead(first, rank=Rank.ENCOUNTER)
        return
    for pain in coding.having("G89.1", "G89.2"):
        for site in coding.having(*SITES):
            yield Order(site, pain)
