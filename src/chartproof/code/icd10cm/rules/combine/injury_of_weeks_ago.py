"""An injury that is told as so many weeks old, in the care of a visit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.episodes import HEALS
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.over import is_weeks_after
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.record import Setting
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.a", URL),
)
def injury_of_weeks_ago(coding: Coding, books: Books) -> Iterator[Give]:
    """A fracture seen in a visit so many weeks after it happened is in its healing phase."""
    if coding.encounter.is_stay or coding.encounter.setting is Setting.ED:
        return
    for injury in coding.having("S", "M80", "M84.3"):
        heals = HEALS.get(injury.value[-1]) if len(injury.value) == 8 else None
        if not heals or "racture" not in (injury.title or "") or not injury.mentions:
            continue
        value = injury.value[:-1] + heals
        if all(map(is_weeks_after, injury.mentions)) and books.tabular.billable(value) is not None:
            yield Give(value, (injury,), (injury,))
