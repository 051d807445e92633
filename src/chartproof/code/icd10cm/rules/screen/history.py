"""What is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.infarction import is_recent
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Standing, Time
from chartproof.model.record import UNCERTAIN_CODED_SETTINGS, Encounter, Setting
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Z codes say history and status themselves; sequelae and causes are told in the past.
ALREADY = ("Z", "I69", "B90", "B91", "B92", "B94", "I25.2", "V", "W", "X", "Y")
#: Seventh characters of care after the active treatment of an injury.
LATER = tuple("DEFGHJKMNPQRS")
#: Where a condition that came and went is still of this encounter (sections II and III).
STAYS = UNCERTAIN_CODED_SETTINGS | {Setting.ED, Setting.OBSERVATION}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.J", URL),
)
def history(coding: Coding, _: Books) -> Iterator[Reject]:
    """Conditions that were treated and no longer exist are not coded; those that stay with a patient are."""
    for assignment in coding.assignments:
        if not any(_is_over(m, coding.encounter) for m in assignment.mentions):
            continue
        value = assignment.value
        if value.startswith("I21") and all(is_recent(m) for m in assignment.mentions):
            continue  # an infarction of the last four weeks (I.C.9.e.1)
        if value.startswith(ALREADY) or value[7:] in LATER or row_for("chronic_conditions", value):
            continue
        yield Reject(assignment, Why.HISTORY)


def _is_over(mention: Mention, encounter: Encounter) -> bool:
    """Over, and not merely resolved in the course of this stay."""
    said = mention.assertion
    if said.time is not Time.PAST:
        return False
    if said.presence is Presence.POSSIBLE and not encounter.codes_uncertain:
        return False
    here = encounter.setting in STAYS and mention.standing in {Standing.PROBLEM, Standing.ASSESSED}
    return not (here and any("resol" in cue.words.lower() for cue in said.cues))
