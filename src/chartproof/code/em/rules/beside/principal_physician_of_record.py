"""The admitting physician's first hospital or facility visit carries AI for Medicare."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, manual
from chartproof.codesets.books import Books
from chartproof.model.record import Payer
from chartproof.model.visit import Add, Level, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual("30.6.9.1.G"))
def principal_physician_of_record(found: tuple[Visit, Level], _: Books) -> Iterator[Add]:
    """The admitting physician's first hospital or facility visit carries AI for Medicare."""
    visit, _level = found
    if visit.coding.encounter.payer is Payer.MEDICARE and visit.patient == "initial":
        said = [act for act in visit.acts("visit") if act.name in {"admission", "nursing initial"}]
        consulted = any(act.name == "consultation" for act in visit.acts("visit"))
        if said and not consulted:
            yield Add("AI", (said[0].evidence,), modifier=True)
