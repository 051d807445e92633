"""Visits without a ladder: critical care, discharge days, preventive and wellness visits, care management.

They go by time, age or what was done, never by decision making (Medicare Claims Processing Manual,
chapter 12, 30.6; CY 2023 final rule).
"""

from __future__ import annotations

import re
from decimal import Decimal

from chartproof.code.em.authority import MANUAL, OTHERS_RULE
from chartproof.code.em.facility import by_points
from chartproof.code.em.figures import preventive_code
from chartproof.code.em.table import reached
from chartproof.code.em.transition import days_to_visit
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Fact, Ground, Step
from chartproof.model.record import Evidence, Measure, Payer
from chartproof.model.visit import Extent, Family, Level, Visit, Weighed

#: A discharge day beyond so many minutes is the longer one.
_LONG_DISCHARGE = 30
_DISCHARGES = {Family.DISCHARGE: ("99238", "99239"), Family.NURSING_DISCHARGE: ("99315", "99316")}
#: The provider's own time, not the staff's.
_OWN = re.compile(
    r"\b(?:physician|provider|doctor|dr\.? \w+)(?:'s)? (?:personally|own time|time)|personally (?:provided|spent|performed)\b",
    re.IGNORECASE,
)
_STAFF_MONTH, _OWN_MONTH, _COMPLEX_MONTH = 20, 30, 60


#: Visits that have no level of their own, and why.
_NO_LEVEL = {
    Family.AFTER_SURGERY: "routine care after surgery belongs to the surgical package of its global period",
    Family.FACILITY_ED: "a hospital levels its emergency visits by its own written criteria, which are not at hand",
    Family.PROCEDURE_ONLY: "the check before a scheduled procedure belongs to the procedure",
}
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
    if family is Family.CRITICAL_CARE:
        return _made(
            visit,
            books,
            "99291",
            "time",
            ("critical care", OTHERS_RULE),
            words,
            _minutes(visit, "critical care minutes"),
        )
    if family in _DISCHARGES:
        return _discharge(visit, books, words)
    if family is Family.PREVENTIVE:
        return _preventive(visit, books, words)
    if family is Family.WELLNESS:
        return _wellness(visit, books, words)
    if family is Family.FACILITY_ED and visit.criteria:
        return by_points(visit, visit.criteria, books)
    if family in _NO_LEVEL:
        return Level(family, visit.patient, None, None, None, _NO_LEVEL[family], elements)
    if family is Family.NURSE:
        return _made(
            visit,
            books,
            "99211",
            None,
            ("visit of staff under a physician's plan", f"{MANUAL}, 30.6.4; 42 CFR 410.26"),
            words,
            None,
        )
    if family is Family.PLANNING:
        spent = _minutes(visit, "advance care planning minutes")
        code = "99497" if spent and spent.value >= _LEAST_PLANNING else None
        return _made(
            visit,
            books,
            code,
            "time",
            ("advance care planning", "CY 2016 final rule, 80 FR 70956"),
            words,
            spent,
        )
    if family is Family.RECORDS:
        return _records(visit, books, words)
    if family is Family.TRANSITION:
        within = days_to_visit(visit.coding)
        code = (
            "99496"
            if reached(elements) is Extent.HIGH and (within is None or within <= _FIRST_WEEK)
            else "99495"
        )
        return _made(visit, books, code, "mdm", ("transitional care", MANUAL), words, None, elements)
    if family is Family.CARE_MANAGEMENT:
        return _care_management(visit, books, words)
    if family is Family.FACILITY_CLINIC:
        grounds = words or tuple(a.proof.words()[0] for p in visit.problems for a in p.codes)[:1]
        return _made(
            visit,
            books,
            "G0463",
            None,
            ("hospital outpatient clinic visit", "OPPS, CY 2014 final rule, 78 FR 75037"),
            grounds,
            None,
        )
    return None


def _made(
    visit: Visit,
    books: Books,
    code: str | None,
    by: str | None,
    cite: tuple[str, str],
    words: tuple[Ground, ...],
    minutes: Measure | None,
    elements: tuple[Weighed, ...] = (),
) -> Level:
    place, source = cite
    if minutes and minutes.evidence and minutes.evidence not in words:
        words = (*words, minutes.evidence)
    says = f"{place}{f', {minutes.value} minutes' if minutes else ''}"
    if not any(isinstance(w, Evidence) for w in words):
        return Level(
            visit.family,
            visit.patient,
            None,
            None,
            None,
            f"{place}: no words in the record bear it",
            elements,
        )
    step = Step(f"em.{visit.family.value.replace(' ', '_')}", says, words, Cite(source, place), books.name)
    return Level(visit.family, visit.patient, code, None, by, says, elements, minutes, proof=step)


def _minutes(visit: Visit, *names: str) -> Measure | None:
    """The most minutes of the kinds named."""
    found = [m for m in visit.minutes if m.name in names]
    return max(found, key=lambda m: m.value) if found else None


def _discharge(visit: Visit, books: Books, words: tuple[Evidence, ...]) -> Level:
    short, long = _DISCHARGES[visit.family]
    spent = _minutes(visit, "discharge minutes", "visit minutes")
    code = long if spent and spent.value > _LONG_DISCHARGE else short
    return _made(visit, books, code, "time", ("discharge day", OTHERS_RULE), words, spent)


def _records(visit: Visit, books: Books, words: tuple[Evidence, ...]) -> Level:
    """Work for a visit of another day; Medicare has no code for it."""
    spent = _minutes(visit, "visit minutes")
    pays = visit.coding.encounter.payer is not Payer.MEDICARE
    code = "99358" if spent and spent.value >= _LEAST_RECORDS and pays else None
    return _made(
        visit, books, code, "time", ("prolonged service without the patient", OTHERS_RULE), words, spent
    )


def _preventive(visit: Visit, books: Books, words: tuple[Evidence, ...]) -> Level:
    age = visit.coding.encounter.age
    if age is None:
        says = "the age decides on the code of a preventive visit, and the day of birth is not known"
        return Level(visit.family, visit.patient, None, None, None, says)
    grounds: tuple[Ground, ...] = (*words, Fact("age", str(age)))
    return _made(
        visit,
        books,
        preventive_code(visit.patient, age),
        None,
        ("preventive visit by age", f"{MANUAL}, 30.6.2"),
        grounds,
        None,
    )


def _wellness(visit: Visit, books: Books, words: tuple[Evidence, ...]) -> Level:
    said = {act.name for act in visit.acts("visit")}
    code = "G0402" if "welcome to medicare" in said else "G0438" if "first wellness" in said else "G0439"
    return _made(
        visit,
        books,
        code,
        None,
        ("Medicare wellness visit", f"{MANUAL}, 30.6.1.1; 42 CFR 410.15"),
        words,
        None,
    )


def _care_management(visit: Visit, books: Books, words: tuple[Evidence, ...]) -> Level:
    """By the month's minutes: the staff's, or the provider's own."""
    own = _OWN.search("\n".join(d.text for d in visit.coding.encounter.documents)) is not None
    spent = _minutes(
        visit, "staff care management minutes", "care management minutes", "staff minutes", "visit minutes"
    )
    complex_ = any("complex" in e.words.lower() for e in words)
    code = None
    if spent:
        code = _month(spent.value, own=own, complex_=complex_)
    return _made(
        visit, books, code, "time", ("chronic care management of a month", f"{MANUAL}, 30.6"), words, spent
    )


def _month(minutes: Decimal, *, own: bool, complex_: bool) -> str | None:
    if complex_ and minutes >= _COMPLEX_MONTH:
        return "99487"
    if own and minutes >= _OWN_MONTH:
        return "99491"
    return "99490" if minutes >= _STAFF_MONTH else None
