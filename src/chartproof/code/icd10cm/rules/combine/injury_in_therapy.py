"""An injury that therapy, rehabilitation or care at home brings back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import chart_of
from chartproof.code.icd10cm.episodes import healing
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Fact
from chartproof.model.document_kind import AT_ADMISSION, DocumentKind
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Setting
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

_THERAPY = Pattern(
    r"\b(?:physical|occupational|hand) therapy\b|\b(?:PT|OT) (?:visit|note|evaluation|session)\b",
    re.IGNORECASE,
)
#: Where injuries come after their treatment.
_HEALING = (Setting.REHAB, Setting.HOME_HEALTH)
#: An injury that happened there is a new one.
_HERE = Pattern(
    r"\b(?:on (?:rehab |hospital )?day \d|(?:hospital|rehab) day \d|HD ?#?\d|during (?:the|this|her|his) (?:rehab\w* )?stay|"
    r"(?:on|in) the (?:unit|ward|gym|facility)|this morning|overnight|last night|today|yesterday)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.a", URL),
)
def injury_in_therapy(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """A visit of physical or occupational therapy, a stay of rehabilitation and care at home for an injury are care in its healing phase."""
    where = _where(coding)
    if where is None:
        return
    for injury in coding.having("S", "M80", "M84"):
        if any(_HERE.search(m.line.words) for m in injury.mentions) or _befell_in_stay(injury, coding):
            continue
        if found := healing(coding, injury, (where,), books):
            yield found


def _befell_in_stay(injury: Assignment, coding: Coding) -> bool:
    """Whether notes of the course tell it first, and none of the admission has it."""
    kinds = chart_of(coding.encounter).kinds
    told = {kinds[m.document] for m in injury.mentions}
    return (
        DocumentKind.PROGRESS in told
        and not told & AT_ADMISSION
        and not AT_ADMISSION.isdisjoint(kinds.values())
    )


def _where(coding: Coding) -> Fact | None:
    """What says that the care is of a healing injury: the setting, or the kind of a document of a visit."""
    encounter = coding.encounter
    if encounter.setting in _HEALING:
        return Fact("setting", encounter.setting.value)
    kinds = (d.kind for d in encounter.documents if d.kind and _THERAPY.search(d.kind))
    kind = None if encounter.is_stay else next(kinds, None)
    return Fact("documents.kind", kind) if kind else None
