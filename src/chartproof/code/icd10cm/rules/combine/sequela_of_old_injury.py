"""What an old injury left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.episodes import ACTIVE, HEALING, POST_TRAUMATIC, stage
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.code.icd10cm.together import in_one_problem, joined_by_cause, says
from chartproof.code.icd10cm.wording import ahead
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM, LATE_EFFECT
from chartproof.terms.numbers import spelled

OLD = Pattern(r"\b(?:old|previous|prior|remote|healed|past|childhood|years? ago)\b[^.;,]*$", re.IGNORECASE)
LEFT = Pattern(
    rf"\b(?:{LATE_EFFECT}|old results?) (?:of|from)\b[^.;,]*$",
    re.IGNORECASE,
)
#: It is still cared for: nothing is left of it yet.
_IN_CARE = Pattern(r"\bhealing\b|\b(?:days?|weeks?|wks?) (?:ago|out|post|s/p)\b", re.IGNORECASE)
#: Told of an injury named before: "arthritis from that fracture".
_OF_IT = Pattern(
    rf"(?<!\w)(?:{FROM}|since|after|of) (?:it|that|this|the|his|her|old|prior|previous)\b",
    re.IGNORECASE,
)

#: Between what was left and an injury of another year: "foot drop from the nerve injury, 2022".
_SINCE = Pattern(
    rf"(?<!\w)(?:{FROM}|since|after|following|s/p|status post)(?!\w)[^.;]{{0,60}}$",
    re.IGNORECASE,
)
_YEAR = Pattern(
    rf"(?<![\d/.-])(?P<year>(?:19|20)\d\d)(?![\d/-]|\.\d)|\b(?:\d+|{spelled(2)}) ?\+? ?(?:years?|yrs?|y) ago\b",
    re.IGNORECASE,
)
#: What only an injury that has healed leaves: scars.
LATE = ("L90.5", "L91.0")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.a, I.C.19.d.7, I.C.19.d.8", URL),
)
def sequela_of_old_injury(coding: Coding, books: Books) -> Iterator[Give]:
    """A condition that an old injury left is coded first, the injury behind it with the seventh character S."""
    for injury in coding.having("S", "T2", "T3", "T14"):
        if len(injury.value) != 8 or stage(injury.value[-1]) not in (ACTIVE, HEALING):
            continue
        value = f"{injury.value[:-1]}S"
        is_left = _is_left if stage(injury.value[-1]) == ACTIVE else _is_left_of_healed
        left = next((a for a in coding.assignments if is_left(a, injury)), None)
        left = left or next((a for a in coding.assignments if _is_of_another_year(a, injury, coding)), None)
        if left is not None and books.tabular.billable(value) is not None:
            yield Give(value, (injury, left), (injury,), instead_why=Why.EXCLUDED)


def _is_left(other: Assignment, injury: Assignment) -> bool:
    """A condition that a line joins to the injury by words of cause, the injury called old."""
    if other.value[0] in "STVWXYZ" or not joined_by_cause(other, injury):
        return False
    if other.value.startswith(LATE):
        return any(m.assertion.presence is Presence.PRESENT for m in injury.mentions)
    return any(is_certain(m) and _is_old(m) for m in injury.mentions)


def _is_of_another_year(other: Assignment, injury: Assignment, coding: Coding) -> bool:
    """A condition told in one sentence to be from, or since, an injury of another year."""
    day = coding.encounter.day
    if other.value[0] in "STVWXYZ" or stage(injury.value[-1]) != ACTIVE or day is None:
        return False
    for residual in other.mentions:
        for told in (m for m in injury.mentions if m.line == residual.line):
            at, words = told.line.start, told.line.words
            first, then = residual.evidence[0].end - at, told.evidence[0].start - at
            dated = _YEAR.search(words, told.evidence[-1].end - at)
            if first < then and dated and _SINCE.search(words, first, then) and _is_past(dated, day.year):
                return True
    return False


def _is_past(dated: re.Match[str], year: int) -> bool:
    return dated["year"] is None or int(dated["year"]) < year


def _is_left_of_healed(other: Assignment, injury: Assignment) -> bool:
    """A condition that is called the late effect of an injury, or arthritis after it."""
    named = other.value[0] not in "STVWXYZ" and joined_by_cause(other, injury)
    late = named and any(
        is_certain(m) and LEFT.search(ahead(m)) and not _IN_CARE.search(m.line.words) for m in injury.mentions
    )
    return late or _is_arthritis_of(other, injury)


def _is_arthritis_of(other: Assignment, injury: Assignment) -> bool:
    """Post-traumatic arthritis that a problem lays to its injury, which has healed."""
    return (
        other.value.startswith(POST_TRAUMATIC)
        and in_one_problem(other, injury)
        and says(other, _OF_IT)
        and not any(_other_side(other, injury, side) for side in ("left", "right"))
    )


def _other_side(one: Assignment, other: Assignment, side: str) -> bool:
    return (side in (one.title or "")) != (side in (other.title or ""))


def _is_old(mention: Mention) -> bool:
    before = ahead(mention)
    return bool(OLD.search(before) or LEFT.search(before))
