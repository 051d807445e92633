"""The steps of leveling that stand in proofs, with their authority; their sources could not be read."""

from __future__ import annotations

from chartproof.code.em.authority import MANUAL, OFFICE_RULE, OTHERS_RULE
from chartproof.model.coding import Cite
from chartproof.rules.core import Method

_BOTH = f"{OFFICE_RULE}; {OTHERS_RULE}"


def _method(name: str, says: str, source: str, place: str) -> Method:
    return Method(f"em.{name}", says, Cite(source, place))


BY_TABLE = _method(
    "decision_making", "Two of three elements reach the level.", _BOTH, "levels by decision making"
)
BY_TIME = _method(
    "total_time", "The provider's minutes of the day reach the level.", _BOTH, "levels by total time"
)
CRITICAL = _method("critical_care", "Critical care goes by its minutes.", OTHERS_RULE, "critical care")
DISCHARGE = _method(
    "discharge_day", "A discharge day is one of two by its minutes.", OTHERS_RULE, "discharge day"
)
PREVENTIVE = _method(
    "preventive_visit", "A preventive visit goes by age.", MANUAL, "30.6.2, preventive visit by age"
)
WELLNESS = _method(
    "wellness_visit",
    "A wellness visit is Medicare's first or a later one.",
    MANUAL,
    "30.6.1.1; 42 CFR 410.15, wellness visit",
)
TRANSITION = _method(
    "transitional_care",
    "Transitional care goes by decision making and the day of the visit.",
    MANUAL,
    "30.6, transitional care",
)
MANAGEMENT = _method(
    "care_management",
    "Chronic care management goes by the minutes of the month.",
    MANUAL,
    "30.6, chronic care management",
)
PLANNING = _method(
    "advance_care_planning",
    "Advance care planning goes by its minutes.",
    "CY 2016 Physician Fee Schedule final rule, 80 FR 70956",
    "advance care planning",
)
RECORDS = _method(
    "records_read",
    "Work without the patient goes by its minutes.",
    OTHERS_RULE,
    "prolonged service without the patient",
)
NURSE = _method(
    "staff_visit",
    "A visit of staff under a physician's plan is the lowest level.",
    MANUAL,
    "30.6.4; 42 CFR 410.26, staff visit",
)
NEWBORN = _method(
    "normal_newborn",
    "A normal newborn's day in the hospital is the first or a later one.",
    MANUAL,
    "normal newborn care in the hospital",
)
CLINIC = _method(
    "hospital_clinic",
    "A hospital bills its clinic visits by one code.",
    "OPPS, CY 2014 final rule, 78 FR 75037",
    "hospital outpatient clinic visit",
)
POINTS = _method(
    "facility_points",
    "A hospital levels its emergency visits by its own written criteria.",
    "OPPS, CY 2008 final rule, 72 FR 66805",
    "a hospital's own criteria for emergency visits",
)
SEPARATE = _method(
    "separate_problem",
    "A problem worked up beside a preventive visit is a visit of its own.",
    MANUAL,
    "30.6.2, a separate problem",
)

_GUIDE_1997 = "1997 Documentation Guidelines for Evaluation and Management Services"
_GUIDE_1995 = "1995 Documentation Guidelines for Evaluation and Management Services"
_WORKSHEET = "audit worksheet of Medicare contractors (house)"
KEY_LEVEL = _method(
    "key_components",
    "History, examination and decision making reach the level: all three, or two of them.",
    f"{MANUAL}; {_GUIDE_1997}",
    "30.6.1; page 4",
)
KEY_TIME = _method(
    "counseling_time",
    "Where counseling takes more than half of the visit, its time decides.",
    _GUIDE_1997,
    "section D, page 48",
)
HISTORY = _method(
    "history",
    "The history is of the type whose three parts are all met.",
    f"{_GUIDE_1995}; {_GUIDE_1997}",
    "section A, pages 5 to 10",
)
EXAM_1995 = _method(
    "exam_1995",
    "The examination goes by organ systems and body areas.",
    _GUIDE_1995,
    "section B; two to four and five to seven areas: contractors' count (house)",
)
EXAM_1997 = _method(
    "exam_1997",
    "The examination goes by the elements of a general or a single-organ table.",
    _GUIDE_1997,
    "section B, pages 10 to 42",
)
OPTIONS = _method(
    "management_options",
    "Problems earn points by whether they are new and how they go.",
    _WORKSHEET,
    f"points of problems; {_GUIDE_1997}, page 44, has no figures",
)
DATA_POINTS = _method(
    "data_points",
    "Tests, records and talks earn points by kind.",
    _WORKSHEET,
    f"points of data; {_GUIDE_1997}, page 45, has no figures",
)
RISK_TABLE = _method(
    "table_of_risk",
    "The gravest of problems, tests and treatments is the risk.",
    f"{_GUIDE_1995}; {_GUIDE_1997}",
    "table of risk, page 47",
)

METHODS = {
    m.id: m
    for m in (
        BY_TABLE, BY_TIME, CRITICAL, DISCHARGE, PREVENTIVE, WELLNESS, TRANSITION, MANAGEMENT, PLANNING, RECORDS,
        NURSE, NEWBORN, CLINIC, POINTS, SEPARATE, KEY_LEVEL, KEY_TIME, HISTORY, EXAM_1995, EXAM_1997, OPTIONS, DATA_POINTS,
        RISK_TABLE,
    )
}  # fmt: skip
