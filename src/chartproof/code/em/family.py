"""Which family of visits speaks: by setting, by what the record calls the visit, by the minutes it documents.

Critical care, discharge days and prolonged services go by time alone, the emergency department by
decision making alone (CMS, CY 2021 and CY 2023 physician fee schedule final rules).
"""

from __future__ import annotations

import re
from datetime import date

from chartproof.code.em.lines import clause_of, line_of, text_of
from chartproof.code.em.transition import is_in_time
from chartproof.model.coding import Coding, Needed
from chartproof.model.document_kind import DocumentKind, kind_of
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Act, Doing, Standing
from chartproof.model.record import ClaimKind, Evidence, Measure, Payer, Setting
from chartproof.model.visit import Family

#: Examinations of the eyes by ophthalmology's own codes, beside which no visit stands.
_OF_THE_EYES = frozenset({"92002", "92004", "92012", "92014"})
#: Stays in a hospital bed.
_BEDS = frozenset(
    {Setting.INPATIENT, Setting.OBSERVATION, Setting.PSYCHIATRIC, Setting.LONG_TERM_HOSPITAL, Setting.REHAB}
)
#: Words within so many characters of the beginning are what the record is called.
_TITLE = 100
#: The least minutes of critical care that are reported.
LEAST_CRITICAL = 30
#: From this day visits from afar have codes of their own; before, they are office visits with a modifier.


def kinds_of_visit(coding: Coding) -> dict[str, Act]:
    """What the record calls the visit, each with the first words that say so."""
    found: dict[str, Act] = {}
    for act in coding.reading.acts:
        if act.kind == "visit" and act.doing is not Doing.PLANNED:
            found.setdefault(act.name, act)
    return found


def minutes_of(coding: Coding, name: str) -> tuple[Measure, ...]:
    """The minutes of a kind that the record documents."""
    return tuple(m for m in coding.reading.measures if m.name == name)


_REST = Pattern(
    r"\b(?:the )?(?:remaining|remainder|rest)\b|\b(?:exclu\w+|exclusive of|not (?:counting|including)|apart from|after subtracting)\b"
)
_DANGER = frozenset({"grave", "danger", "severe"})


def critical_minutes(coding: Coding) -> tuple[Measure, ...]:
    """The minutes of critical care.

    In the emergency department, whose visits know no time, also those that the record tells apart from procedures,
    where its assessment names a danger to life.
    """
    named = minutes_of(coding, "critical care minutes")
    if named or coding.encounter.setting is not Setting.ED:
        return named
    apart = tuple(
        m
        for m in minutes_of(coding, "visit minutes")
        if m.evidence and _REST.search(clause_of(coding, m.evidence))
    )
    lines = (
        line_of(coding, act.evidence)
        for act in coding.reading.acts
        if act.kind == "course" and act.name in _DANGER
    )
    return apart if any(line and line.standing is Standing.PROBLEM for line in lines) else ()


def family_of(coding: Coding) -> tuple[Family, str, tuple[Evidence, ...]]:
    """The family, which patient it is of (new, initial, …), and the words that say so."""
    said = kinds_of_visit(coding)
    setting = coding.encounter.setting
    if any(a.value in _OF_THE_EYES for a in coding.services):
        return Family.EYES, "", ()  # NCCI policy manual, chapter 11, G.1
    if all(kind_of(document) is DocumentKind.OPERATIVE for document in coding.encounter.documents):
        return Family.PROCEDURE_ONLY, "", ()  # an operative report tells of no visit
    critical = [m for m in critical_minutes(coding) if m.value >= LEAST_CRITICAL]
    if critical and setting is not Setting.OFFICE:
        return Family.CRITICAL_CARE, "", _words(critical)
    if setting is Setting.ED:
        facility = coding.encounter.claim_kind is ClaimKind.FACILITY or (
            "facility" in said and said["facility"].evidence.start < _TITLE
        )
        return (Family.FACILITY_ED if facility else Family.ED), "", ()
    if setting in _BEDS:
        return _in_hospital(coding, said)
    if setting is Setting.NURSING:
        return _in_facility(coding, said)
    if setting is Setting.HOME:
        return Family.HOME, *_known(coding, said)
    return _in_office(coding, said)


def _words(measures: list[Measure]) -> tuple[Evidence, ...]:
    return tuple(m.evidence for m in measures if m.evidence)


def _in_hospital(coding: Coding, said: dict[str, Act]) -> tuple[Family, str, tuple[Evidence, ...]]:
    encounter = coding.encounter
    whole = encounter.began is not None and encounter.began == encounter.ended
    if "same day" in said or (whole and _leads(said, "admission", "discharge") and "admission" in said):
        short = encounter.payer is Payer.MEDICARE and is_short_stay(coding)
        return Family.HOSPITAL, "initial" if short else "same day", _of(said, "same day", "admission")
    if "death" in said:
        return Family.DISCHARGE, "", _of(said, "death")
    if "normal newborn" in said and "discharge" not in said and not _is_sick(coding):
        named = said["normal newborn"].evidence.words.lower()
        first = "admission" in said or "h&p" in named or "admission" in named
        return Family.NEWBORN, "initial" if first else "subsequent", _of(said, "normal newborn")
    leaves = _is_titled(coding, DocumentKind.DISCHARGE, _DISCHARGE) or minutes_of(coding, "discharge minutes")
    if leaves or ("discharge" in said and not _leads(said, "subsequent", "discharge")):
        return Family.DISCHARGE, "", _of(said, "discharge")
    if "consultation" in said and not _leads(said, "subsequent", "consultation"):
        consult = encounter.payer is not Payer.MEDICARE
        words = _of(said, "consultation")
        return (Family.CONSULT, "inpatient", words) if consult else (Family.HOSPITAL, "initial", words)
    first = (
        "admission" in said or encounter.established is False or _is_titled(coding, DocumentKind.ADMISSION)
    )
    if first and not _leads(said, "subsequent", "admission"):
        return Family.HOSPITAL, "initial", _of(said, "admission")
    return Family.HOSPITAL, "subsequent", _of(said, "subsequent")


_DISCHARGE = Pattern(r"discharg", re.IGNORECASE)
#: Codes of a newborn that has something.
_SICK = ("P", "Q")


def _is_sick(coding: Coding) -> bool:
    """Whether a newborn has anything that is coded."""
    return any(a.value.startswith(_SICK) for a in coding.diagnoses if a.needed is Needed.ADDRESSED)


def _is_supervised_only(coding: Coding) -> bool:
    """Whether nothing but the supervision of a pregnancy was addressed."""
    codes = [a.value for a in coding.diagnoses if a.needed is Needed.ADDRESSED]
    return any(c.startswith("Z34") for c in codes) and all(c.startswith(("Z34", "Z3A")) for c in codes)


def _is_titled(coding: Coding, kind: DocumentKind, title: Pattern | None = None) -> bool:
    """Whether the record is of a kind of document, or begins with a word for it."""
    return any(
        kind_of(document) is kind or (title is not None and title.match(document.text.lstrip()) is not None)
        for document in coding.encounter.documents
    )


def _has_problems(coding: Coding) -> bool:
    """Whether the record has an assessment that names problems."""
    return any(line.standing is Standing.PROBLEM for page in coding.reading.pages for line in page.lines)


def _begins_with(said: dict[str, Act], name: str) -> bool:
    """Whether the record is called so: the words stand at its beginning."""
    return name in said and said[name].evidence.start < _TITLE


def _leads(said: dict[str, Act], one: str, other: str) -> bool:
    """Whether the record speaks of the one before the other, or of the one alone."""
    return one in said and (other not in said or said[one].evidence.start < said[other].evidence.start)


def _of(said: dict[str, Act], *names: str) -> tuple[Evidence, ...]:
    return tuple(said[name].evidence for name in names if name in said)


#: Medicare pays admission and discharge of one day together only from so many hours on.
_LEAST_HOURS = 8
_BEGAN = Pattern(
    r"\b(?:order\w*|admit\w*|placed|began|start\w*|arriv\w*)\b[^.;\n]{0,24}?\b(\d{1,2}):(\d{2})",
    re.IGNORECASE,
)
_LEFT = Pattern(r"\b(?:discharg\w*|released|left|home)\b[^.;\n]{0,24}?\b(\d{1,2}):(\d{2})", re.IGNORECASE)


def is_short_stay(coding: Coding) -> bool:
    """Whether the record tells by the clock that the stay was shorter than Medicare asks for both services."""
    text = "\n".join(document.text for document in coding.encounter.documents)
    began, left = _BEGAN.search(text), _LEFT.search(text)
    if began is None or left is None:
        return False
    minutes = (int(left[1]) * 60 + int(left[2])) - (int(began[1]) * 60 + int(began[2]))
    return 0 < minutes < _LEAST_HOURS * 60


def _in_facility(coding: Coding, said: dict[str, Act]) -> tuple[Family, str, tuple[Evidence, ...]]:
    first = "nursing initial" in said and not _leads(said, "discharge", "nursing initial")
    if minutes_of(coding, "discharge minutes") or ("discharge" in said and not first):
        return Family.NURSING_DISCHARGE, "", _of(said, "discharge")
    if "nursing initial" in said or "admission" in said or coding.encounter.established is False:
        return Family.NURSING, "initial", _of(said, "nursing initial", "admission")
    return Family.NURSING, "subsequent", _of(said, "subsequent")


def _in_office(coding: Coding, said: dict[str, Act]) -> tuple[Family, str, tuple[Evidence, ...]]:
    encounter = coding.encounter
    if "welcome to medicare" in said or "annual wellness" in said or "first wellness" in said:
        return Family.WELLNESS, "", _of(said, "welcome to medicare", "annual wellness", "first wellness")
    if "transition" in said and "contact" in said and is_in_time(coding):
        return Family.TRANSITION, "", _of(said, "transition", "contact")
    if _begins_with(said, "chronic care management"):
        return Family.CARE_MANAGEMENT, "", _of(said, "chronic care management")
    if "no contact" in said:
        return Family.RECORDS, "", _of(said, "no contact")
    planned = _begins_with(said, "advance care planning") and not _has_problems(coding)
    if planned and minutes_of(coding, "advance care planning minutes"):
        return Family.PLANNING, "", _of(said, "advance care planning")
    if _begins_with(said, "surgical follow up") and "unrelated problem" not in said:
        return Family.AFTER_SURGERY, "", _of(said, "surgical follow up")
    if _begins_with(said, "nurse visit"):
        return Family.NURSE, "", _of(said, "nurse visit")
    if "scheduled procedure" in said and "procedure today" in said:
        return Family.PROCEDURE_ONLY, "", _of(said, "scheduled procedure", "procedure today")
    if "routine prenatal" in said and _is_supervised_only(coding):
        return Family.PRENATAL, "", _of(said, "routine prenatal")
    if "annual exam" in said and not _is_elsewhere(coding, said["annual exam"]):
        patient, words = _known(coding, said)
        return Family.PREVENTIVE, patient, (*_of(said, "annual exam"), *words)
    if work := _preventive_work(coding):
        patient, words = _known(coding, said)
        return Family.PREVENTIVE, patient, (*work, *words)
    if encounter.claim_kind is ClaimKind.FACILITY:
        return Family.FACILITY_CLINIC, "", ()
    if "consultation" in said and encounter.payer is not Payer.MEDICARE:
        return Family.CONSULT, "office", _of(said, "consultation")
    patient, words = _known(coding, said)
    if _takes_telemedicine(coding):
        audio = "audio only" in said and "video" not in said
        return Family.TELEMEDICINE, f"{patient} {'audio' if audio else 'video'}", words
    return Family.OFFICE, patient, words


#: CPT's codes of telemedicine began on this day.
_TELEMEDICINE = date(2025, 1, 1)
_NOT_TAKEN = Pattern(
    r"\b(?:plan|payer|insurer|carrier)\b[^.;\n]{0,40}\b(?:not adopted|not accept\w*|does not (?:accept|take|recogni[sz]e|pay)|rejects?|(?:wants|requires|asks for) (?:the )?(?:office|modifier|99))\b",
    re.IGNORECASE,
)


def _takes_telemedicine(coding: Coding) -> bool:
    """Whether a visit from afar goes by the codes of telemedicine: another payer's than Medicare, unless the record says not."""
    encounter = coding.encounter
    if encounter.setting is not Setting.TELEHEALTH or encounter.payer is not Payer.COMMERCIAL:
        return False
    if encounter.began is not None and encounter.began < _TELEMEDICINE:
        return False
    return not any(_NOT_TAKEN.search(document.text) for document in encounter.documents)


#: So many pieces of a preventive visit's work, and no problem in the assessment, are one.
_LEAST_WORK = 3


def _preventive_work(coding: Coding) -> tuple[Evidence, ...]:
    """The words for a preventive visit's work, where a record tells of that and assesses no problem."""
    acts = coding.reading.acts
    work = tuple(a.evidence for a in acts if a.name == "preventive work" and a.doing is not Doing.PLANNED)
    return work if len(work) >= _LEAST_WORK and not _has_problems(coding) else ()


_ELSEWHERE = Pattern(
    r"\b(?:due|schedule\w*|next|last|at (?:his|her|the)|by (?:his|her|a)|from (?:his|her|a)|since|return|overdue|in \d+ months)\b",
    re.IGNORECASE,
)


def _is_elsewhere(coding: Coding, act: Act) -> bool:
    """Whether the words only point at another visit: the annual exam is due, was in March, sent him here."""
    text = text_of(coding, act.evidence)
    return _ELSEWHERE.search(text) is not None and not text.startswith(act.evidence.words.lower())


def _known(coding: Coding, said: dict[str, Act]) -> tuple[str, tuple[Evidence, ...]]:
    """New or established: the case says, or the record; one that says nothing is taken as established."""
    established = coding.encounter.established
    if established is None:
        established = not ("new patient" in said and not _leads(said, "established patient", "new patient"))
    return ("established" if established else "new"), _of(
        said, "established patient" if established else "new patient"
    )
