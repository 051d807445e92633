"""The admitting physician's first hospital or facility visit carries AI for Medicare; a consultant's does not."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.claim.told import Told, on_visit
from chartproof.code.em.authority import SINCE, manual
from chartproof.codesets.books import Books
from chartproof.model.record import Payer
from chartproof.model.visit import Add, Level, Visit, Withheld
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual("30.6.9.1.G; 30.6.10"))
def principal_physician_of_record(found: tuple[Visit, Level], _: Books) -> Iterator[Add | Withheld]:
    """The admitting physician's first hospital or facility visit carries AI for Medicare; a consultant's does not."""
    visit, level = found
    if visit.coding.encounter.payer is not Payer.MEDICARE or visit.patient != "initial" or level.code is None:
        return
    said = [act for act in visit.acts("visit") if act.name in {"admission", "nursing initial"}]
    consulted = next((act for act in visit.acts("visit") if act.name == "consultation"), None)
    if said:
        because = (said[0].evidence, *((consulted.evidence,) if consulted else ()))
        says = "who is asked for an opinion is not the physician who admits" if consulted else ""
        yield from on_visit([Told("AI", because, says)])
