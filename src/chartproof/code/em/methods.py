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

METHODS = {
    m.id: m
    for m in (
        BY_TABLE, BY_TIME, CRITICAL, DISCHARGE, PREVENTIVE, WELLNESS, TRANSITION, MANAGEMENT, PLANNING, RECORDS,
        NURSE, CLINIC, POINTS, SEPARATE,
    )
}  # fmt: skip
