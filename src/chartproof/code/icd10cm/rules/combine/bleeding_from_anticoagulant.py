"""Bleeding that an anticoagulant brought about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.blamed import blamed
from chartproof.code.icd10cm.drug_codes import Intent, drug_code
from chartproof.code.icd10cm.poisoned import is_wrongly_taken
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Bleeding by its site: nose, airway, gut (of a diverticulum, ulcer or vessel too), urine, womb, joint, eye, brain.
BLEEDING = (
    *("R04", "R31", "R58", "K92.0", "K92.1", "K92.2", "K62.5", "K66.1", "N92", "N93", "N02", "M25.0"),
    *"K57.01 K57.11 K57.13 K57.21 K57.31 K57.33 K57.51 K57.91 K57.93 K31.811 K55.21".split(),
    *("K25.0", "K25.4", "K26.0", "K26.4", "K27.0", "K27.4", "K29.01", "K29.71"),
    *("H11.3", "H43.1", "I60", "I61", "I62", "N42.1", "J94.2", "I31.2"),
)
ANTICOAGULANTS, DISORDER = "T45.515", "D68.32"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "D68.32"),
)
def bleeding_from_anticoagulant(coding: Coding, books: Books) -> Iterator[Give]:
    """Bleeding that the record lays to an anticoagulant rightly taken is a hemorrhagic disorder due to it, beside the bleeding."""
    for bleeding in coding.having(*BLEEDING):
        for mention in (m for m in bleeding.mentions if is_certain(m)):
            for name, evidence in blamed(coding, mention):
                value = drug_code(name, Intent.ADVERSE_EFFECT, books) or ""
                if value.startswith(ANTICOAGULANTS) and not is_wrongly_taken(mention.line.words):
                    yield Give(DISORDER, (bleeding, evidence), needed=Needed.OBLIGED)
                    return
