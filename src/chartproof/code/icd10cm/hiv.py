"""Illnesses that HIV brings about (guideline I.C.1.a.2): opportunistic infections and tumors."""

from __future__ import annotations

import re

from chartproof.code.icd10cm.together import head_one_problem, in_one_line, joined_by_cause, says
from chartproof.model.coding import Assignment, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Presence, Subject, Time
from chartproof.terms.cause import FROM

#: Pneumocystosis, toxoplasmosis, mycobacteria other than tuberculosis, cryptosporidiosis, isosporiasis,
#: candidiasis of esophagus and lung, cytomegalovirus, cryptococcosis, histoplasmosis, coccidioidomycosis,
#: multifocal leukoencephalopathy, Kaposi sarcoma, lymphomas of brain and Burkitt.
ILLNESSES = (
    *("A07.2", "A07.3", "A31", "A81.2", "B25", "B37.1", "B37.81", "B38", "B39", "B45", "B58", "B59", "C46"),
    *("C83.390", "C83.7", "R64"),
)
#: So far before a sentence HIV may be named.
_NEAR = 120
_RELATED = Pattern(
    r"\b(?:hiv|aids)[- ](?:related|associated|induced|defining)\b|"
    rf"\b(?:{FROM}|associated with|in the setting of) (?:\w+ )?(?:hiv|aids)\b",
    re.IGNORECASE,
)

#: The infection, or who lives with it.
_NAMED = r"(?:hiv|aids|pl?wh|plhiv)"
#: "HIV w/ PCP".
_WITH = Pattern(rf"\b{_NAMED}\b[^.;,\n]{{0,20}}(?:\bwith\b|\bw/|\bc/b\b|\bcomplicated by\b)", re.IGNORECASE)


#: Of them those that are diagnosed in a body whose defences HIV has broken: named beside it, they are its own.
DEFINING = ("A07.2", "A31", "A81.2", "B25", "B37.1", "B37.81", "B45", "B58", "B59", "C46")
_HIV = Pattern(rf"\b{_NAMED}\b", re.IGNORECASE)


def past_illness(coding: Coding) -> Mention | None:
    """An illness that defines HIV disease, told as had before in words that name HIV, or right behind them."""
    for m in coding.reading.mentions:
        said = m.assertion
        had = said.presence is Presence.PRESENT and said.subject is Subject.PATIENT and said.time is Time.PAST
        if had and m.concept.startswith(DEFINING):
            text = coding.encounter.document(m.document).text
            if _HIV.search(text, max(0, m.line.start - _NEAR), m.line.end):
                return m
    return None


def illnesses_of(coding: Coding, hiv: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """The conditions of a case that its record lays to HIV, or, where they define the disease, names with it in one problem."""
    others = [a for a in coding.assignments if a not in hiv and a.value[0] not in "VWXYZ"]
    return tuple(
        a
        for a in others
        if says(a, _RELATED)
        or any(
            joined_by_cause(a, h)
            or (a.value.startswith(DEFINING) and head_one_problem(a, h) and says(a, _WITH))
            or (a.value.startswith(DEFINING) and (in_one_line(a, h) or _listed_together(a, h, coding)))
            for h in hiv
        )
    )


#: What parts two problems of one line.
_PARTED = Pattern(r"[ \t]*[,;/+&][ \t]*")


def _listed_together(illness: Assignment, hiv: Assignment, coding: Coding) -> bool:
    """Whether a line of a list names them one after the other as its items: "Toxoplasmosis, cerebral, HIV"."""
    for one in illness.mentions:
        for other in hiv.mentions:
            if one.document != other.document or one.standing is not other.standing:
                continue
            text = coding.encounter.document(one.document).text
            first, last = sorted((one.line, other.line), key=lambda line: line.start)
            if _PARTED.fullmatch(text, first.end, last.start):
                return True
    return False
