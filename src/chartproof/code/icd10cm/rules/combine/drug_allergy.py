"""A drug named among the allergies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.allergies import DENIED, allergens
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import passage
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: What stands in the list of allergies and is none of these.
OTHER = "Z88.8"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.3", URL),
)
def drug_allergy(coding: Coding, books: Books) -> Iterator[Give]:
    """What a patient is allergic to gives the allergy status of its class: in the list of allergies, or told in a sentence."""
    given = {a.value for a in coding.having("Z88", "Z91.0")}
    named: list[Evidence] = []
    for value, words in allergens(coding):
        named.append(words)
        if value not in given and books.tabular.billable(value) is not None:
            given.add(value)
            yield Give(value, because=(words,), needed=Needed.ALSO)
    parts = [(ident, part.body) for ident, part in coding.reading.sections if part.kind == "allergies"]
    for drug in coding.reading.drugs if parts else ():
        at = drug.evidence
        if at is None or not any(ident == at.document and _inside(at, body) for ident, body in parts):
            continue
        if any(words.document == at.document and words.start <= at.start < words.end for words in named):
            continue
        if DENIED.search(passage(at, coding.encounter)[0]):
            continue
        row = row_for("drug_allergies", drug.kind or "")
        value = row[1] if row else OTHER
        if value not in given:
            given.add(value)
            yield Give(value, because=(at,), needed=Needed.ALSO)


def _inside(words: Evidence, body: Evidence) -> bool:
    return body.start <= words.start and words.end <= body.end
