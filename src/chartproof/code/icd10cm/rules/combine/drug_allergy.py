"""A drug named among the allergies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.allergies import allergy_places, is_in
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.record import Drug
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Drugs whose allergy has a code of its own, by what their names hold.
PENICILLINS = ("penicillin", "cillin", "augmentin", "zosyn")
SULFONAMIDES = ("sulfameth", "sulfadiazine", "sulfasalazine", "bactrim", "septra")
#: What stands in the list of allergies and is none of these.
OTHER = "Z88.8"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.3", URL),
)
def drug_allergy(coding: Coding, _: Books) -> Iterator[Give]:
    """A drug in the list of allergies gives the allergy status of its class."""
    places = allergy_places(coding)
    given = {a.value for a in coding.having("Z88")}
    for drug in coding.reading.drugs if places else ():
        at = drug.evidence
        if at is None or not is_in(at, places):
            continue
        value = _status(drug)
        if value not in given:
            given.add(value)
            yield Give(value, because=(at,), needed=Needed.ALSO)


def _status(drug: Drug) -> str:
    name = drug.name.lower()
    if any(part in name for part in PENICILLINS):
        return "Z88.0"
    if any(part in name for part in SULFONAMIDES):
        return "Z88.2"
    if "aspirin" in name:
        return "Z88.6"
    row = row_for("drug_allergies", drug.kind or "")
    return row[1] if row else OTHER
