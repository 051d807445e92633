"""An injury that the diagnosis names without its site, and the examination with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: An injury of no named site.
UNSITED = "T14.8"
#: What the diagnosis calls it, and what the titles of the same kind of injury say.
_KINDS = (
    (r"lac\b|lacs\b|lacerations?|cuts?\b|wounds?", r"laceration|open wound|puncture wound"),
    (r"contus\w+|bruis\w+|hematomas?", r"contusion"),
    (r"abras\w+|scrapes?", r"abrasion"),
    (r"sprains?", r"sprain"),
    (r"fractures?|fx\b", r"fracture"),
    (r"bites?", r"\bbite\b"),
)
_NAMED = tuple((Pattern(said, re.IGNORECASE), Pattern(titled, re.IGNORECASE)) for said, titled in _KINDS)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2, I.C.19.b", URL),
)
def injury_of_the_site_examined(coding: Coding, _: Books) -> Iterator[Give]:
    """An injury that the diagnosis names without its site is coded to each site at which the record tells such an injury."""
    for vague in coding.having(UNSITED):
        heads = [m for m in vague.mentions if m.standing is Standing.PROBLEM]
        words = " ".join(e.words for m in heads for e in m.evidence)
        titled = next((titled for said, titled in _NAMED if said.search(words)), None)
        for injury in coding.having("S"):
            if titled is not None and titled.search(injury.title or "") and _is_told(injury):
                yield Give(
                    injury.value, because=(injury, vague), instead_of=(injury, vague), needed=Needed.ADDRESSED
                )


def _is_told(injury: Assignment) -> bool:
    """Whether nothing of the assessment names it by itself, and the record tells it as there."""
    return bool(injury.mentions) and all(
        is_certain(m) and m.standing not in {Standing.PROBLEM, Standing.ASSESSED} for m in injury.mentions
    )
