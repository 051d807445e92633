"""The most serious injury first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.episodes import ACTIVE, stage
from chartproof.code.icd10cm.focus import is_called_first, is_focus
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule
from chartproof.terms.injuries import rank

#: The rank of bruises and abrasions, behind which no broken bone stands, whatever broke it.
SUPERFICIAL = 2
TIBIA, FIBULA = ("S82.1", "S82.2", "S82.3"), ("S82.4",)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.b", URL),
)
def serious_injury_first(coding: Coding, _: Books) -> Iterator[Order]:
    """Of several injuries the most serious stands first: organs inside before all others, superficial ones last; a broken bone that the provider puts first and that was operated on, before an organ that was only watched."""
    fresh = [a for a in coding.having("S") if stage(a.value[-1]) == ACTIVE and a.needed is Needed.ADDRESSED]
    for grave in fresh:
        for light in fresh:
            if rank(grave.value) == rank(light.value) and is_called_first(grave, light, coding):
                yield Order(grave, light)
            elif rank(grave.value) < rank(light.value):
                yield Order(light, grave) if is_focus(light, grave, coding) else Order(grave, light)
            elif grave.value.startswith(TIBIA) and _of_one_leg(grave, light):
                yield Order(grave, light)

    for broken in coding.having("M80", "M84.4", "M84.5", "M84.6"):
        if stage(broken.value[-1]) == ACTIVE and broken.needed is Needed.ADDRESSED:
            yield from (Order(broken, light) for light in fresh if rank(light.value) == SUPERFICIAL)


def _of_one_leg(tibia: Assignment, fibula: Assignment) -> bool:
    """Tibia and fibula named in one breath: the bone that bears the weight is the worse."""
    words = {e for m in tibia.mentions for e in m.evidence}
    return fibula.value.startswith(FIBULA) and any(e in words for m in fibula.mentions for e in m.evidence)
