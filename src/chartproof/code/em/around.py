"""What stands above and below a visit whose family has no ladder of levels, and what a record without a level would need: both equally ready."""

from __future__ import annotations

from dataclasses import replace

from chartproof.code.em.figures import ladder
from chartproof.model.visit import Family, Level, Visit

_ONE = "one code, whatever was done: nothing stands above it"
_LAST = "the highest of this family"
#: By code: what the next one up asks for, and what an audit could take away.
_BY_CODE = {
    "99291": ("99292: each further half hour beyond the first hour and a quarter", "a visit by decision making, if the minutes, the danger to life or the work beside procedures are not accepted"),
    "99238": ("99239: more than 30 minutes on the day of discharge", "subsequent care, if it is not the day the patient left or another's to bill"),
    "99239": (_LAST, "99238: the time statement alone bears it"),
    "99315": ("99316: more than 30 minutes on the day of discharge", "subsequent care, if it is not the day the patient left"),
    "99316": (_LAST, "99315: the time statement alone bears it"),
    "99217": (_ONE, "subsequent care, if it is not the day the patient left"),
    "99495": ("99496: decision making of high complexity, and the visit within 7 days of discharge", "an office visit: the contact within two business days, the visit within 14 days and moderate decision making each bear it"),
    "99496": (_LAST, "99495: decision making of high complexity and the visit within 7 days each bear it"),
    "99490": ("99439: each further 20 minutes of staff; 99491 where they are the provider's own", "no code of the month: below 20 minutes, or without consent and plan"),
    "99491": ("99437: each further 30 minutes of the provider's own", "99490: if the minutes are not the provider's own"),
    "99487": ("99489: each further 30 minutes", "99490: if decision making of moderate complexity or the change of plan is not accepted"),
    "99497": ("99498: each further 30 minutes, from past the middle of it", "no code: below 16 minutes, or if the talk was not of choices for a time of not deciding"),
    "99358": ("99359: each further half hour", "no code: below 30 minutes, or if it leads to no visit"),
    "99211": ("99212: an evaluation by the physician or practitioner himself", "no visit: without an order, supervision and a need of its own"),
    "99460": (_ONE, "99462: if another day was the first"),
    "99462": ("a hospital visit by decision making: a newborn that is sick", "no visit: if nobody saw the newborn that day"),
    "G0463": (_ONE, "no visit: if the evaluation is not told apart from what was done"),
    "G0402": ("a problem worked up beside it, with modifier 25", "no visit: if Medicare's first twelve months are over, or one was billed"),
    "G0438": ("a problem worked up beside it, with modifier 25", "G0439: if a first one was billed before"),
    "G0439": ("G0438: if none was ever billed; a problem worked up beside it, with modifier 25", "no visit: within eleven months of the last"),
}  # fmt: skip
#: By family: what a record without a code would need.
_BY_FAMILY = {
    Family.PREVENTIVE: ("a problem worked up beside it, with modifier 25", "the established patient's code, if seen by the group within three years; an office visit, if history and examination are not of the whole"),
    Family.AFTER_SURGERY: ("a visit by decision making: a problem that is not of the operation (modifier 24)", "nothing is claimed"),
    Family.EYES: ("an office visit by decision making in its place, where that is more", "an intermediate examination of the eyes: if a part of the complete one is not accepted"),
    Family.PROCEDURE_ONLY: ("a visit by decision making: an evaluation beyond the procedure (modifier 25)", "nothing is claimed"),
    Family.UNSEEN: ("a visit by decision making or time: an evaluation of the patient by the author, face to face or from afar", "nothing is claimed"),
    Family.PRENATAL: ("a visit by decision making: a problem beyond the routine care of the pregnancy", "nothing is claimed"),
    Family.FACILITY_ED: ("a level by the hospital's own written criteria: hand them in with --points", "nothing is claimed"),
    Family.CARE_MANAGEMENT: ("99490: 20 minutes of the month", "nothing is claimed"),
    Family.PLANNING: ("99497: 16 minutes of the talk", "nothing is claimed"),
    Family.RECORDS: ("99358: 30 minutes, for another payer than Medicare", "nothing is claimed"),
}  # fmt: skip


def with_both_ways(level: Level, visit: Visit | None = None) -> Level:
    """The level with what the next one lacks and what an audit could take, where its own route does not say."""
    if level.next_up and level.next_down:
        return level
    up, down = _BY_CODE.get(level.code or "") or _BY_FAMILY.get(level.family) or _least(level, visit)
    if level.minutes and ":" in up:
        up += f" (documented: {level.minutes.value})"
    return replace(level, next_up=level.next_up or up, next_down=level.next_down or down)


def _least(level: Level, visit: Visit | None) -> tuple[str, str]:
    """What the lowest level of the family asks for, where the record bears none."""
    if level.code:
        return _LAST, "no visit: if the words that bear it are not accepted"
    day = visit.coding.encounter.began if visit else None
    rungs = ladder(level.family.value, level.patient, day) if day else ()
    lowest = min(rungs, key=lambda r: r.level, default=None)
    if lowest is None:
        return "a problem that was addressed, or the time spent", "nothing is claimed"
    time = f", or {lowest.minutes} minutes" if lowest.minutes else ""
    return f"{lowest.code}: a problem that was addressed{time}", "nothing is claimed"
