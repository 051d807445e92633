"""Visits without a ladder: critical care, discharge days, preventive and wellness visits, care management.

They go by time, age or what was done, never by decision making (Medicare Claims Processing Manual,
chapter 12, 30.6; CY 2023 final rule).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chartproof.code.em import methods
from chartproof.code.em.facility import by_points
from chartproof.code.em.family import critical_minutes
from chartproof.code.em.figures import preventive_code
from chartproof.code.em.table import reached
from chartproof.code.em.transition import days_to_visit
from chartproof.code.em.worksheet import by_worksheet
from chartproof.codesets.books import Books
from chartproof.model.coding import Fact, Ground, Step
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence, Measure, Payer, Setting
from chartproof.model.visit import Extent, Family, Level, Visit, Weighed
from chartproof.rules.core import Method

#: A discharge day beyond so many minutes is the longer one.
_LONG_DISCHARGE = 30
#: Before this day the discharge from observation had a code of its own.
_ONE_DISCHARGE = date(2023, 1, 1)
_DISCHARGES = {Family.DISCHARGE: ("99238", "99239"), Family.NURSING_DISCHARGE: ("99315", "99316")}
#: The provider's own time, not the staff's.
_OWN = Pattern(
    r"\b(?:physician|provider|doctor|dr\.? \w+)(?:'s)? (?:personally|own time|time)|personally (?:provided|spent|performed)\b",
    re.IGNORECASE,
)
_STAFF_MONTH, _OWN_MONTH, _COMPLEX_MONTH = 20, 30, 60


#: Visits that have no level of their own, and why.
_NO_LEVEL = {
    Family.AFTER_SURGERY: "routine care after surgery belongs to the surgical package of its global period",
    Family.FACILITY_ED: "a hospital levels its emergency visits by its own written criteria, which are not at hand",
    Family.PRENATAL: "routine prenatal care belongs to the maternity package of its delivery; one to three visits alone are visits",
    Family.EYES: "the examination of the eyes stands as its own line, and no office visit beside it",
    Family.PROCEDURE_ONLY: "the check before a scheduled procedure belongs to the procedure",
}
#: Normal newborns in the hospital: the first day, and each after it.
_NEWBORN = {"initial": "99460", "subsequent": "99462"}
_FIRST_WEEK = 7
#: Reading records without the patient is reported from so many minutes on.
_LEAST_RECORDS = 30
#: Advance care planning is reported from past the middle of its half hour.
_LEAST_PLANNING = 16


def untabled(
    visit: Visit, elements: tuple[Weighed, ...], books: Books, words: tuple[Evidence, ...]
) -> Level | None:
    """The code of a visit whose family has no ladder; None where it has one."""
    family = visit.family
    if family is Family.FACILITY_ED and visit.criteria:
        return by_points(visit, visit.criteria, books)
    if family is Family.FACILITY_ED and (quoted := by_worksheet(visit, books)):
        return quoted
    if family in _NO_LEVEL:
        return Level(family, visit.patient, None, None, None, _NO_LEVEL[family], elements)
    found = _found(visit, elements)
    if found is None:
        return None
    if family is Family.FACILITY_CLINIC and not words:
        words = tuple(a.proof.words()[0] for p in visit.problems for a in p.codes)[:1]
    return _made(visit, found, books, words, elements if family is Family.TRANSITION else ())


@dataclass(frozen=True, slots=True)
class _Found:
    """A code, the step that gives it, the route, and what it rests on besides the words of the family."""

    code: str | None
    method: Method
    by: str | None = None
    minutes: Measure | None = None
    fact: Fact | None = None


def _found(visit: Visit, elements: tuple[Weighed, ...]) -> _Found | None:
    family = visit.family
    if family is Family.CRITICAL_CARE:
        return _Found(
            "99291", methods.CRITICAL, "time", max(critical_minutes(visit.coding), key=lambda m: m.value)
        )
    if family is Family.NURSE:
        return _Found("99211", methods.NURSE)
    if family is Family.NEWBORN:
        return _Found(_NEWBORN[visit.patient], methods.NEWBORN)
    if family is Family.TRANSITION:
        within = days_to_visit(visit.coding)
        first_week = within is None or within <= _FIRST_WEEK
        code = "99496" if reached(elements) is Extent.HIGH and first_week else "99495"
        return _Found(code, methods.TRANSITION, "mdm")
    if family is Family.FACILITY_CLINIC:
        return _Found("G0463", methods.CLINIC)
    by_family = {
        Family.DISCHARGE: _discharge,
        Family.NURSING_DISCHARGE: _discharge,
        Family.PREVENTIVE: _preventive,
        Family.WELLNESS: _wellness,
        Family.PLANNING: _planning,
        Family.RECORDS: _records,
        Family.CARE_MANAGEMENT: _care_management,
    }
    return by_family[family](visit) if family in by_family else None


def _made(
    visit: Visit, found: _Found, books: Books, words: tuple[Evidence, ...], elements: tuple[Weighed, ...]
) -> Level:
    place = found.method.cite.place
    minutes = found.minutes
    if minutes and minutes.evidence and minutes.evidence not in words:
        words = (*words, minutes.evidence)
    if not words:
        says = f"{place}: no words in the record bear it"
        return Level(visit.family, visit.patient, None, None, None, says, elements)
    if found.method is methods.PREVENTIVE and found.code is None:
        says = "the age decides on the code of a preventive visit, and the day of birth is not known"
        return Level(visit.family, visit.patient, None, None, None, says)
    says = f"{place}{f', {minutes.value} minutes' if minutes else ''}"
    grounds: tuple[Ground, ...] = (*words, found.fact) if found.fact else words
    step = Step(found.method.id, says, grounds, found.method.cite, books.name)
    return Level(visit.family, visit.patient, found.code, None, found.by, says, elements, minutes, proof=step)


def _minutes(visit: Visit, *names: str) -> Measure | None:
    """The most minutes of the kinds named."""
    found = [m for m in visit.minutes if m.name in names]
    return max(found, key=lambda m: m.value) if found else None


def _discharge(visit: Visit) -> _Found:
    encounter = visit.coding.encounter
    if encounter.setting is Setting.OBSERVATION and encounter.began and encounter.began < _ONE_DISCHARGE:
        return _Found("99217", methods.DISCHARGE)
    short, long = _DISCHARGES[visit.family]
    spent = _minutes(visit, "discharge minutes", "visit minutes")
    code = long if spent and spent.value > _LONG_DISCHARGE else short
    return _Found(code, methods.DISCHARGE, "time", spent)


def _planning(visit: Visit) -> _Found:
    spent = _minutes(visit, "advance care planning minutes")
    code = "99497" if spent and spent.value >= _LEAST_PLANNING else None
    return _Found(code, methods.PLANNING, "time", spent)


def _records(visit: Visit) -> _Found:
    """Work for a visit of another day; Medicare has no code for it."""
    spent = _minutes(visit, "visit minutes")
    pays = visit.coding.encounter.payer is not Payer.MEDICARE
    code = "99358" if spent and spent.value >= _LEAST_RECORDS and pays else None
    return _Found(code, methods.RECORDS, "time", spent)


def _preventive(visit: Visit) -> _Found:
    age = visit.coding.encounter.age
    code = None if age is None else preventive_code(visit.patient, age)
    return _Found(code, methods.PREVENTIVE, fact=None if age is None else Fact("age", str(age)))


def _wellness(visit: Visit) -> _Found:
    said = {act.name for act in visit.acts("visit")}
    code = "G0402" if "welcome to medicare" in said else "G0438" if "first wellness" in said else "G0439"
    return _Found(code, methods.WELLNESS)


def _care_management(visit: Visit) -> _Found:
    """By the month's minutes: the staff's, or the provider's own."""
    text = "\n".join(d.text for d in visit.coding.encounter.documents)
    names = ("staff care management minutes", "care management minutes", "staff minutes", "visit minutes")
    spent = _minutes(visit, *names)
    complex_ = any("complex" in a.evidence.words.lower() for a in visit.acts("visit"))
    code = _month(spent.value, own=_OWN.search(text) is not None, complex_=complex_) if spent else None
    return _Found(code, methods.MANAGEMENT, "time", spent)


def _month(minutes: Decimal, *, own: bool, complex_: bool) -> str | None:
    if complex_ and minutes >= _COMPLEX_MONTH:
        return "99487"
    if own and minutes >= _OWN_MONTH:
        return "99491"
    return "99490" if minutes >= _STAFF_MONTH else None
