"""A fracture, or a torn ligament or tendon, that was operated on, seen after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.episodes import healing
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Setting
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

#: Where nobody is operated on, but seen after it.
SEEN_AFTER = frozenset(
    {Setting.OFFICE, Setting.TELEHEALTH, Setting.HOME_HEALTH, Setting.HOME, Setting.REHAB, Setting.NURSING}
)
#: Fractures, by category.
FRACTURES = (*(f"S{n}2" for n in range(10)), "S49", "S59", "S79", "S89", "M80", "M84")
#: Torn ligaments, menisci, muscles and tendons, and dislocations, by category.
TORN = tuple(f"S{n}{kind}" for n in range(4, 10) for kind in (3, 6))
_OPERATED = Pattern(
    r"\b(?:s/p|status post|after|post|underwent)\b[^.;]{0,60}\b(?:orif|crpp|im nail|imn|nail(?:ing|ed)?|fixation|pinning|plating|plate|screws?|"
    r"hemi(?:arthroplasty)?|closed reduction)\b",
    re.IGNORECASE,
)
#: The same of what was torn; it may be torn again after one.
_MENDED = Pattern(
    r"(?:\b(?:s/p|status[- ]post|underwent|pod ?#?\d+|post-?op(?:erative)? (?:day|week|month) ?#?\d+|(?:days?|weeks?|wks?|months?|mos?) (?:out|post-?op\w*|after|following|since|s/p|status post))"
    r"(?![^.;]*\b(?:re-?(?:tear|tore|torn|rupture[ds]?|injur\w+)|again|new|failed)\b)[^.;]{0,60}|"
    r"(?<!needs )(?<!for )(?<!planned )(?<!scheduled )\bpost[- ]?op(?:erative)?\b[^.;]{0,20})\b(?:repair(?:ed)?|reconstruct(?:ion|ed)|meniscectomy|reattach(?:ment|ed)|reinsertion|tenodesis)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.a, I.C.19.c.1", URL),
)
def injury_after_its_operation(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """A fracture that was fixed, or a tear that was repaired, before this visit is in its healing phase."""
    if coding.encounter.setting not in SEEN_AFTER:
        return
    for injury in coding.having(*FRACTURES, *TORN):
        operated = said(coding, injury, _OPERATED if injury.value.startswith(FRACTURES) else _MENDED)
        if operated and (found := healing(coding, injury, (operated,), books)):
            yield found
