"""A visit that belongs to a clinical trial carries Q1 for Medicare, with the trial's number in the record."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.claim.told import on_visit
from chartproof.code.claim.trial import in_trial
from chartproof.code.em.authority import SINCE
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.visit import Add, Level, Visit, Withheld
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=Cite("Medicare Claims Processing Manual, chapter 32", "69.6"))
def clinical_trial(found: tuple[Visit, Level], _: Books) -> Iterator[Add | Withheld]:
    """A visit that belongs to a clinical trial carries Q1 for Medicare, with the trial's number in the record."""
    visit, level = found
    told = in_trial(visit.coding.encounter) if level.code is not None else None
    if told:
        yield from on_visit([told])
