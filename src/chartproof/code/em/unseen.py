"""Records that tell of no visit of their author: reports of tests, records of staff, therapists and suppliers, of procedures alone.

A visit is an evaluation of the patient by who bills it, face to face or from afar (42 CFR 410.26, 410.78; Medicare
Claims Processing Manual 12, 30.6.1): reading a study and calling with the result, handing out equipment, giving what
was ordered before, is none.
"""

from __future__ import annotations

import re

from chartproof.model.coding import Assignment, Coding
from chartproof.model.document_kind import (
    REPORTS,
    is_account,
    is_of_tests_alone,
    is_pathology,
    is_readers,
    is_report,
    is_suppliers,
    kind_of,
)
from chartproof.model.pattern import Pattern
from chartproof.model.record import Document, Setting
from chartproof.model.visit import Family
from chartproof.terms.sought import first

#: Families whose visits are an evaluation; the others go by what they are called or by their minutes.
_EVALUATED = frozenset(
    {
        Family.OFFICE, Family.HOME, Family.CONSULT, Family.ED, Family.FACILITY_CLINIC, Family.NURSE, Family.TELEMEDICINE,
        Family.HOSPITAL, Family.NURSING,
    }
)  # fmt: skip
#: Where a record that tells only of what was done may stand for a claim of its own.
_OPEN = frozenset({Setting.OFFICE, Setting.OUTPATIENT, Setting.HOME, Setting.ASC, None})
#: Parts of a visit's note.
_OF_A_VISIT = frozenset(
    {
        "hpi",
        "interval_history",
        "chief_complaint",
        "ros",
        "exam",
        "physical_exam",
        "assessment",
        "assessment_plan",
        "reason_for_visit",
        "social_history",
    }
)
#: And those that a report has too.
_WIDELY = _OF_A_VISIT | {"plan", "medications", "vitals", "impression"}  # fmt: skip
_READ = Pattern(
    r"\b(?:radiologist'?s? report|radiology report(?! (?:reviewed|was|is|shows?|of|from|per|with))|radiologist(?:'s)? (?:reads|professional)|interpreting physician|interpreted (?:and|&) signed|reading (?:radiologist|physician|orthopedist|cardiologist|group)|diagnostic radiology|independent radiology|vascular lab\b|"
    r"read by: |cytotech\w*|interpretations by (?:the |our )?(?:hospital's )?(?:contracted )?(?:radiolog|cardiolog|neurolog)\w+|independent lab\w*|scanner\b|mri department|imaging center)\b",
    re.IGNORECASE,
)
_THERAPIST = Pattern(
    r"^\W*(?:pt|ot|slp|physical therap\w+|occupational therap\w+|speech(?:[- ]language)? (?:patholog\w+|therap\w+))\b(?=[^\n]{0,40}\b(?:note|visit|treatment|eval\w*|daily|progress|initial|session|re-?eval\w*)\b)",
    re.IGNORECASE,
)
_TOLD = Pattern(
    r"\b(?:(?:patient|child|he|she) (?:was )?not (?:seen|examined)|not seen (?:today|by (?:a |the )?(?:provider|physician|doctor))|no (?:provider|physician|doctor)(?:'s)? (?:encounter|visit|evaluation)|"
    r"nurse only|lab[- ]only|procedure (?:visit )?only|procedure visit (?:following|only|today)|scheduled procedure(?: visit)?[,.]|(?:testing|equipment) only|no visit(?: (?:service|billed|today)|(?= ?[.;\n]))|no exam(?:ination)? service|no new (?:evaluation|problems?, no re-?eval\w*)|no re-?eval\w*|no exam(?:ination)? beyond (?:that|the (?:wounds?|site|injection|procedure|foot|nails?)\w*)|(?:visit|consult visit) (?:is )?not billed|no eye exam today|procedure visit,|no (?:separate )?(?:evaluation|e/?m)(?: service)? (?:today|billed|done|performed|was)|"
    r"(?:physician|doctor|provider) did not see|came only to|only to collect|no exam beyond that|no clinical evaluation|only for (?:the )?(?:removal|injections?|infusion|procedure|shots?)|(?:visit|here|seen|appt|appointment) (?:today )?for (?:the )?(?:injections?|procedure|infusion|biops\w+|cryo\w*|treatment|shots?) only|injections? only|procedure slot|(?:cryo\w*|biopsy|bx|injection|infusion) (?:visit|appt|appointment))\b",
    re.IGNORECASE,
)
#: What an evaluation is told by, where a note has no parts.
_EVALUATES = Pattern(
    r"\b(?:exam(?:ined|ination|ines)?\b(?! (?:deferred|room|table|under))|presents?\b|presenting|complain\w*|c/o|denies|follow[- ]?up visit|f/u|new patient|established patient|assessment|a/p\b|impression:|i (?:recommend|advise|explained|discussed)\w*|"
    r"discussed with (?:the )?(?:patient|him|her)|prescri\w+|refill\w*|continues? \w+|start(?:ed)? (?:on )?\w+ ?\d+ ?mg|walk(?:ed)?[- ]in|here (?:for|with|because)|seen (?:for|today|in)|visit (?:note|documented)|evaluat(?:ed|ion)\b|urgent care|ed provider|mdm)",
    re.IGNORECASE,
)
#: The nurse's work that what is given by needle holds already.
_GIVEN = Pattern(r"963[678]\d|964[0-2]\d|9046[01]|9047[1-4]|90480|G00(?:08|09|10)|M0201")

#: Sessions that stand alone, and what a prescriber's visit beside one tells.
_PSYCHOTHERAPY = frozenset(
    {"90832", "90834", "90837", "90846", "90847", "90849", "90853", "90839", "90840", "90785"}
)
_MEDICAL = Pattern(
    r"\b(?:prescri\w+|refill\w*|\d+ ?mg|medication (?:management|changes?|adjust\w*)|labs?|e/m|vitals?)\b",
    re.IGNORECASE,
)
_BY_VEIN = Pattern(
    r"\b(?:iv fluids|infus(?:ed|ion)|iv push|normal saline ran|chemotherapy given)\b", re.IGNORECASE
)


#: Services that hold the evaluation of the day.
_EVALUATING = frozenset(
    {"90791", "90792", "90935", "90937", "90945", "90947", *(str(code) for code in range(90951, 90971))}
)
#: Tests of the mind by the hour, whose interviews and feedback are within them.
_TESTING = frozenset(str(code) for code in range(96130, 96140))
_SCREENING = frozenset({"G0104", "G0105", "G0121"})


def _is_endoscopy(line: Assignment) -> bool:
    return line.value in _SCREENING or line.proof.rule.endswith(".endoscopy")


def unseen(coding: Coding, family: Family) -> str | None:
    """Why a record tells of no visit of its author; None where it may."""
    documents = coding.encounter.documents
    if family not in _EVALUATED or not documents:
        return None
    pages = [(page.document, frozenset(s.kind for s in page.sections)) for page in coding.reading.pages]
    if all(_is_report_of_a_test(document, parts) for document, parts in pages):
        return "a report of a test tells of no evaluation of the patient by who read it"
    if all(is_suppliers(document) for document in documents):
        return "a supplier's record tells of no evaluation by a physician"
    lines = [a for a in coding.services if a.proof.rule.startswith("services.")]
    if _is_a_therapists(coding, parts=frozenset().union(*(parts for _, parts in pages))):
        return "a therapist's record bills its own services and no visit"
    if lines and all(a.value in _PSYCHOTHERAPY for a in lines) and not _MEDICAL.search(_text(coding)):
        return "a session of psychotherapy alone has no visit beside it"
    if lines and all(a.value in _TESTING for a in lines):
        return "a log of psychological testing holds its interviews and feedback, and no visit"
    if any(a.value in _EVALUATING for a in lines):
        return "the evaluation of the patient is part of the service of the day (CPT: dialysis; psychiatric diagnostic evaluation)"
    if lines and all(_is_endoscopy(a) for a in lines) and not any(parts & _OF_A_VISIT for _, parts in pages):
        return "an endoscopist's report tells of no visit beside it"
    if family is Family.NURSE:
        given = any(_GIVEN.fullmatch(a.value) for a in lines) or _BY_VEIN.search(_text(coding))
        return (
            "what staff gave by needle holds the visit of staff (NCCI policy manual 11, B.8)"
            if given
            else None
        )
    if family is Family.FACILITY_CLINIC and all(_NURSES.match(d.text) for d in documents):
        return "a nurse's record of what was infused holds the work of staff (NCCI policy manual 11, B.8)"
    if coding.encounter.setting in _OPEN:
        return _of_procedures_alone(coding, pages_have=any(parts & _WIDELY for _, parts in pages))
    return None


#: What only a visit's note has beside the findings of a study.
_EXAMINED = frozenset(
    {"ros", "vitals", "medications", "assessment", "assessment_plan", "physical_exam", "plan"}
)


#: How the report of a procedure under imaging begins, and the record of a nurse who infused.
_UNDER_IMAGING = Pattern(
    r"\W*(?:interventional radiology|ir) (?:procedure|report|note|\n)|\W*interventional radiology\W*\n",
    re.IGNORECASE,
)
_NURSES = Pattern(
    r"[^\n]{0,60}\b(?:nursing|infusion|rn) (?:record|flow ?sheet|documentation|administration record)\b",
    re.IGNORECASE,
)


def _is_report_of_a_test(document: Document, parts: frozenset[str]) -> bool:
    if _UNDER_IMAGING.match(document.text) and not parts & _EXAMINED:
        return True
    if {"findings", "impression"} <= parts and not parts & _EXAMINED:
        return True
    if parts & _OF_A_VISIT - {"exam"}:
        return False
    text = document.text
    if is_readers(text):
        return True
    read = _READ.search(text) is not None
    return (
        kind_of(document) in REPORTS
        or is_pathology(document)
        or is_of_tests_alone(text, parts)
        or is_report(parts)
        or (read and (is_account(document) or _EVALUATES.search(text) is None))
    )


def _text(coding: Coding) -> str:
    return "\n".join(document.text for document in coding.encounter.documents)


def _is_a_therapists(coding: Coding, parts: frozenset[str]) -> bool:
    """Whether a therapist wrote it: by its title, or by services under a therapist's plan in a record without a physician's parts."""
    if any(_THERAPIST.match(d.text) for d in coding.encounter.documents):
        return True
    own = any(
        m.code in {"GP", "GO", "GN"} and m.proof.rule.endswith("therapy_discipline")
        for a in coding.services
        for m in a.modifiers
    )
    timed = any(a.proof.rule.endswith("therapy_units") for a in coding.services)
    return (own or timed) and not parts & {"ros", "hpi", "chief_complaint"}


def _of_procedures_alone(coding: Coding, *, pages_have: bool) -> str | None:
    """Why a record of what was done holds no visit: it says so, or has no word of an evaluation."""
    text = _text(coding)
    done = any(a.proof.rule.startswith("services.") for a in coding.services) or any(
        q.rule.startswith("services.") for q in coding.queries
    )
    if done and first(_TOLD, text):
        return "the record says that what was done is all that was done"
    if done and not pages_have and _EVALUATES.search(text) is None:
        return "the record tells of what was done and of no evaluation beside it"
    return None
