"""What is over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.infarction import is_recent
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.named import NAMING
from chartproof.code.icd10cm.operated_for import came_for_operation
from chartproof.code.icd10cm.over import (
    OLD,
    is_fixed,
    is_gone,
    is_healed,
    is_of_old_list,
    is_only_dated,
    is_over,
    is_weeks_after,
    says_gone,
)
from chartproof.code.icd10cm.together import in_one_problem
from chartproof.code.icd10cm.wording import behind
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing, Time
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Z codes say history and status themselves; sequelae and causes are told in the past.
ALREADY = (
    *("Z", "E89", "I69", "B90", "B91", "B92", "B94", "E64", "E68", "G09", "O34.2", "O94", "U09", "I25.2"),
    *("V", "W", "X", "Y"),
)
#: Reasons for an encounter: told of another day, they are not of this one.
ENCOUNTERS = ("Z00", "Z01", "Z02", "Z11", "Z12", "Z13", "Z23", "Z51.0", "Z51.1", "Z52")
#: Seventh characters of care after the active treatment of an injury.
LATER = tuple("DEFGHJKMNPQRS")
#: Stitches and dressings: a wound that one comes to have them taken off is cared for, though it has healed.
TENDED = ("Z48.0",)
#: Diabetes that is called resolved may be in remission: the provider is asked (I.C.4.a.7).
REMITS = ("E08", "E09", "E10", "E11", "E13")
#: Complications of diabetes that end: coma, acidosis, ulcers, low sugar.
PASSING = (".0", ".1", ".62", ".64")
#: An ulcer that is only told as past has healed.
ULCERS = (".62",)
#: Lists that keep what is over.
LISTS = frozenset({"problem_list", "pmh"})
#: States that end: a drug is stopped, a machine given back, a pregnancy over.
ENDING = ("Z33.1", "Z79", "Z93", "Z96.41", "Z99")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.J", URL),
)
def history(coding: Coding, _: Books) -> Iterator[Reject]:
    """Conditions that were treated and no longer exist are not coded; those that stay with a patient are."""
    over = {m.concept[:3] for m in coding.reading.mentions if _heads_as_over(m, coding)}
    gone = {m.concept for m in coding.reading.mentions if is_over(m, coding) and says_gone(m)}
    tended = coding.having(*TENDED)
    late = {m.evidence for a in coding.having("I69") for m in a.mentions}
    for assignment in coding.assignments:
        value = assignment.value
        if late and assignment.mentions and all(m.evidence in late for m in assignment.mentions):
            continue  # what a stroke left, told by the very words: the stroke is what is old
        if value[7:] in LATER and any(in_one_problem(assignment, care) for care in tended):
            continue
        ended = any(is_over(m, coding) for m in assignment.mentions)
        listed = any(value.startswith(concept) for concept in gone) and _only_in_list(assignment)
        if ended and all(map(_is_mended, assignment.mentions)) and came_for_operation(coding):
            continue  # what it was mended by is the operation of this encounter
        if not ended and not listed and not (value[:3] in over and _only_told(assignment)):
            continue
        if any(map(is_of_old_list, assignment.mentions)) or not _stays(assignment):
            yield Reject(assignment, Why.HISTORY)


def _stays(assignment: Assignment) -> bool:
    """What is told in the past and is true today: states, sequelae, what began then, what mostly stays."""
    value = assignment.value
    if value.startswith(ENCOUNTERS):
        return any(m.assertion.time is not Time.PAST for m in assignment.mentions)
    if value.startswith(OF_OPERATION) and all(map(_is_after_it, assignment.mentions)):
        return True
    if value.startswith("I21") and all(is_recent(m) for m in assignment.mentions):
        return True  # an infarction of the last four weeks (I.C.9.e.1)
    if value.startswith(ENDING):
        return not is_gone(assignment)
    if value.startswith(ALREADY) or "in remission" in (assignment.title or ""):
        return True
    if value[7:] in LATER:
        old = _only_told(assignment) or all(OLD.search(m.line.words) for m in assignment.mentions)
        return not (old and all(map(is_healed, assignment.mentions)))
    if value.startswith(REMITS) and value[3:].startswith(ULCERS):
        return any(m.assertion.time is not Time.PAST for m in assignment.mentions)
    if row_for("chronic_conditions", value):
        remits = value.startswith(REMITS) and not value[3:].startswith(PASSING)
        return remits or not is_gone(assignment)
    if value[0] == "S" and all(is_fixed(m) or is_weeks_after(m) for m in assignment.mentions):
        return True
    if not value.startswith("C"):
        return False
    return all(is_only_dated(m) for m in assignment.mentions) or any(
        map(_is_treated_now, assignment.mentions)
    )


#: Infections of the wound of an operation: what "s/p" tells as past is the operation.
OF_OPERATION = ("O86.0", "T81.4")
_AFTER_IT = Pattern(r"(?:s/p|status[- ]post|post[- ]?op\w*|after|following)", re.IGNORECASE)


#: What mends a condition, behind its name: "inguinal hernia, s/p mesh repair".
_MENDS = Pattern(r"(?:\w+ )*(?:repair(?:ed)?|excis(?:ion|ed)|remov(?:al|ed)|resect(?:ion|ed))", re.IGNORECASE)


def _is_mended(mention: Mention) -> bool:
    """Whether an operation alone puts a problem in the past, or nothing does."""
    heads = mention.standing is Standing.PROBLEM and all(
        _MENDS.fullmatch(c.words) for c in mention.assertion.cues
    )
    return heads or mention.assertion.time is Time.NOW


def _is_after_it(mention: Mention) -> bool:
    return all(_AFTER_IT.fullmatch(cue.words) for cue in mention.assertion.cues)


#: Treatment that goes on is of a neoplasm that is there (I.C.2.m).
_TREATED_NOW = Pattern(
    r"[^.;]{0,60}\b(?:(?:currently|now|still|ongoing|under|undergoing|receiving)\b[^.;,]{0,25}"
    r"\b(?:treat\w*|chemo\w*|radiotherapy|hormon\w*|immunotherapy|therapy|instillations?|deprivation)|"
    r"on (?:\w+ )?(?:chemo\w*|hormon\w*|androgen|immunotherapy|treatment|therapy)|treated with (?:lhrh|lh-?rh|gnrh|androgen)\b)",
    re.IGNORECASE,
)
_NOT_TREATED = Pattern(
    r"\b(?:no|not|off|without|complet\w+|finish\w+|since|after|stopped|never)\b", re.IGNORECASE
)


def _is_treated_now(mention: Mention) -> bool:
    told = _TREATED_NOW.match(behind(mention, 120))
    return told is not None and _NOT_TREATED.search(told[0]) is None


def _heads_as_over(mention: Mention, coding: Coding) -> bool:
    """The assessment itself says that it is over."""
    heads = mention.standing is Standing.PROBLEM or (mention.section in NAMING and says_gone(mention))
    return heads and is_over(mention, coding)


def _only_told(assignment: Assignment) -> bool:
    """Nothing of the assessment speaks of it."""
    return all(m.standing not in {Standing.PROBLEM, Standing.ASSESSED} for m in assignment.mentions)


def _only_in_list(assignment: Assignment) -> bool:
    """Nothing but a list of problems or of the past names it."""
    return all(m.section in LISTS for m in assignment.mentions)
