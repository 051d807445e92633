"""How deep the ulcer of a varicose vein is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.ulcers import beside
from chartproof.code.icd10cm.ulcers_told import told_of_site
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Varicose veins with ulcer, with ulcer and inflammation: then the side, then the site.
VEINS = ("I83.0", "I83.2")
_SIDES = {"1": "1", "2": "2"}
#: The sites of both families: thigh, calf, ankle, heel and midfoot, other part of foot, other part of leg.
_SITES = {"1": "L97.1", "2": "L97.2", "3": "L97.3", "4": "L97.4", "5": "L97.5", "8": "L97.8"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "Use additional code at I83.0, I83.2"),
)
def severity_of_varicose_ulcer(coding: Coding, books: Books) -> Iterator[Give]:
    """The ulcer of a varicose vein is told besides by its severity, where the record describes it."""
    for vein in coding.having(*VEINS):
        side, site = _SIDES.get(vein.value[5:6]), _SITES.get(vein.value[6:7])
        if side is None or site is None or coding.having(f"{site}{side}"):
            continue
        unsaid = f"{site}{side}9"
        told = next(iter(told_of_site(books.tabular.title(unsaid) or "", coding, unsaid)), None)
        value = beside(unsaid, told.ending, books.tabular) if told else None
        if told and value:
            yield Give(value, (vein, told.words), needed=Needed.OBLIGED)
