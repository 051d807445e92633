"""What is over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.infarction import is_recent
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Standing, Time
from chartproof.model.record import UNCERTAIN_CODED_SETTINGS, Encounter, Setting
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Z codes say history and status themselves; sequelae and causes are told in the past.
ALREADY = (
    *("Z", "I69", "B90", "B91", "B92", "B94", "E64", "E68", "G09", "O94", "U09", "I25.2"),
    *("V", "W", "X", "Y"),
)
#: Reasons for an encounter: told of another day, they are not of this one.
ENCOUNTERS = ("Z00", "Z01", "Z02", "Z11", "Z12", "Z13", "Z23", "Z51.0", "Z51.1")
#: Seventh characters of care after the active treatment of an injury.
LATER = tuple("DEFGHJKMNPQRS")
_CAUSED = re.compile(r"\b(?:due to|secondary to|from|following|caused by|as a result of)\b", re.IGNORECASE)
#: Where a condition that came and went is still of this encounter (sections II and III).
#: Words that say more than "history of": it is gone, though such conditions mostly stay.
_GONE = re.compile(
    r"repair|remov|excis|resect|resolv|outgr[oe]w|\bas an? |\bas child|\bchildhood\b|\binfancy\b|\bcured\b|recovered"
    r"|regressed|healed|\bdone with\b|\bgone\b|\bover\b|\blong ago\b",
    re.IGNORECASE,
)
#: Diabetes that is called resolved may be in remission: the provider is asked (I.C.4.a.7).
REMITS = ("E08", "E09", "E10", "E11", "E13")
#: Operations that leave an injury to heal.
_OPERATED = re.compile(
    r"\b(?:s/p|status post|after|underwent)\b[^.;]{0,60}\b(?:orif|crpp|imn?|nail(?:ing)?|fixation|pinning|plating|plate|screws?|hemiarthroplasty|"
    r"reduction|casting|surgery|repair)\b",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"\b(?:old|remote|years ago|childhood|healed|history of|h/o|hx|(?:19|20)\d\d)\b", re.IGNORECASE
)
_YEAR = re.compile(r"[\d/]+")
STAYS = UNCERTAIN_CODED_SETTINGS | {Setting.ED, Setting.OBSERVATION}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.J", URL),
)
def history(coding: Coding, _: Books) -> Iterator[Reject]:
    """Conditions that were treated and no longer exist are not coded; those that stay with a patient are."""
    over = {m.concept[:3] for m in coding.reading.mentions if _heads_as_over(m, coding.encounter)}
    for assignment in coding.assignments:
        ended = any(_is_over(m, coding.encounter) for m in assignment.mentions)
        if not ended and not (assignment.value[:3] in over and _only_told(assignment)):
            continue
        value = assignment.value
        if value.startswith(ENCOUNTERS) and all(m.assertion.time is Time.PAST for m in assignment.mentions):
            yield Reject(assignment, Why.HISTORY)
            continue
        if value.startswith("I21") and all(is_recent(m) for m in assignment.mentions):
            continue  # an infarction of the last four weeks (I.C.9.e.1)
        if value.startswith(ALREADY) or value[7:] in LATER:
            continue
        if row_for("chronic_conditions", value) and (value.startswith(REMITS) or not _is_gone(assignment)):
            continue
        if value[0] == "S" and all(_fixed(m) for m in assignment.mentions):
            continue
        if value.startswith("C") and all(_only_dated(m) for m in assignment.mentions):
            continue
        yield Reject(assignment, Why.HISTORY)


def _is_gone(assignment: Assignment) -> bool:
    """Each mention says that it is gone, not only that there was a history of it."""
    return all(any(_GONE.search(cue.words) for cue in m.assertion.cues) for m in assignment.mentions)


def _fixed(mention: Mention) -> bool:
    """The operation on an injury is what is past: "s/p nail for a fracture", "fracture s/p ORIF"."""
    return _OPERATED.search(mention.line.words) is not None and not _OLD.search(mention.line.words)


def _only_dated(mention: Mention) -> bool:
    """A year alone ("breast cancer 2023") says since when, not that it is over."""
    cues = mention.assertion.cues
    return bool(cues) and all(_YEAR.fullmatch(cue.words.strip(" .,;()!/")) for cue in cues)


def _heads_as_over(mention: Mention, encounter: Encounter) -> bool:
    """The assessment itself says that it is over."""
    return mention.standing is Standing.PROBLEM and _is_over(mention, encounter)


def _only_told(assignment: Assignment) -> bool:
    """Nothing of the assessment speaks of it."""
    return all(m.standing in {Standing.TOLD, Standing.LISTED} for m in assignment.mentions)


def _is_over(mention: Mention, encounter: Encounter) -> bool:
    """Over, and not merely resolved in the course of this stay."""
    said = mention.assertion
    if said.time is not Time.PAST:
        return False
    if said.presence is Presence.POSSIBLE and not encounter.codes_uncertain:
        return False
    if mention.standing is Standing.PROBLEM and _of_its_cause(mention):
        return False
    here = encounter.setting in STAYS and mention.standing in {Standing.PROBLEM, Standing.ASSESSED}
    return not (here and any("resol" in cue.words.lower() for cue in said.cues))


def _of_its_cause(mention: Mention) -> bool:
    """What is told as past, behind the condition, is what it came from: a scar from a burn years ago."""
    end, at = mention.evidence[-1].end, mention.line.start
    behind = [cue for cue in mention.assertion.cues if cue.start >= end]
    return bool(behind) and all(_CAUSED.search(mention.line.words[end - at : c.start - at]) for c in behind)
