"""How old a newborn is, and whether a record is that of one.

Source: ICD-10-CM Official Guidelines I.C.16 (the perinatal period ends with the 28th day after birth).
"""

from __future__ import annotations

import re

from chartproof.code.icd10cm.chart import chart_of, family_of, is_taken_up
from chartproof.code.icd10cm.telling import said
from chartproof.model.birth import is_birth
from chartproof.model.coding import Assignment, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Presence
from chartproof.model.record import Evidence

PERINATAL_DAYS = 28
_RULED_OUT = Pattern(
    r"\b(?:rule[ds]?[- ]out|r/o|not found|found not|excluded|negative work[- ]?up)\b", re.IGNORECASE
)
_NEWBORN = Pattern(
    r"\bnewborn\b|\bneonat(?:e|al)\b|\bday of life\b|\bdol ?#? ?\d|"
    r"\b(?:[1-9]|1\d|2[0-8])[- ]?days?[- ]old\b|\b[1-3][- ]?weeks?[- ]old\b|\b(?:[1-9]|1\d|2\d)[- ]?hours?[- ]old\b",
    re.IGNORECASE,
)


_FROM = Pattern(
    r"\b(?:transferred (?:here |in )?from|(?:transfer|xfer|tx) (?:in )?from|osh transfer|transferred (?:in )?(?:via|by) transport|(?:nicu|neonatal) transport|flown (?:in|here|to us))(?! (?:the )?(?:well|newborn|nursery|mother|postpartum|or|operating|recovery|l&d|l & d|labor|delivery|nicu))|"
    r"\b(?:born at (?:another|an outside|osh\b|outside)|outborn|readmi\w+|re-admi\w+)\b",
    re.IGNORECASE,
)

#: What a child weighed at birth, as records write it.
_WEIGHT = Pattern(
    r"\b(?:(?:birth[- ]?(?:weight|wt)|bw)(?: (?:was|of|is))?\s*[:=]?|born\b[^.;\n]{0,50}?(?:\bweigh(?:ing|ed)|\bwt|,)|born\b[^.;\n]{50,110}?\bweigh(?:ing|ed)|"
    r"\b(?:newborn|neonate|sga|lga|aga|weeks?|wks?|\dw)\b[^.;\n]{0,20}?,(?!(?<=\d,)\d{3})(?= ?\d[,.]?\d{2,3}\s?(?:g|gm|gms|grams?)\b)|"
    r"\b\d\d ?w(?:ee)?k?s?(?: ?\d(?:/7| ?d)?)?,(?= ?\d[,.]?\d{2,3}\s?g\b)|(?<![\d.])(?=\d[,.]?\d{2,3} ?g,? (?:AGA|SGA|LGA)\b)|"
    r"\b(?:nb|sga|lga|aga|[ve]?lbw)\b(?: (?:boy|girl|male|female|infant|m|f|at))?[,:]?(?= ?\d[,.]?\d{3}\s?(?:g|gm|gms|grams?)\b))\s*(?:(?P<grams>\d[,.]?\d{3}|\d{3})\s?(?:g|gm|gms|grams?)\b|(?P<bare>[1-5]\d{3})(?![\d.,]\d|\d|\s?(?:kg|lb|oz))|"
    r"(?P<kilos>\d\.\d{1,3})\s?(?:kg|kilograms?)\b)",
    re.IGNORECASE,
)


def born_elsewhere(coding: Coding) -> Evidence | None:
    """The words that say that the child came from another hospital, or came again."""
    return said(coding, _FROM)


def days_old(coding: Coding) -> int | None:
    """Age in days on the first day; None where the case does not say."""
    born, began = coding.encounter.born, coding.encounter.began
    return None if born is None or began is None else (began - born).days


def is_newborn(coding: Coding) -> bool:
    """Whether the patient is in the perinatal period, by the day of birth or by the record's own words."""
    days = days_old(coding)
    if days is not None:
        return days <= PERINATAL_DAYS
    if is_birth(coding.encounter):
        return True
    if coding.having("O", "Z37", "Z39", "Z3A", "Z34"):
        return False
    return bool(coding.having("P", "Z38")) and said(coding, _NEWBORN) is not None


def is_ruled_out(mention: Mention) -> bool:
    """Whether its line says that it was looked for and not found."""
    return bool(_RULED_OUT.search(mention.line.words))


def ruled_out(coding: Coding) -> tuple[Assignment, ...]:
    """What the record mentions on the way and rules out in the end: codes of a condition denied after them."""
    order = chart_of(coding.encounter).order
    denied: dict[str, tuple[int, int, str, str]] = {}
    for m in coding.reading.mentions:
        if is_taken_up(m) and m.assertion.presence is Presence.ABSENT and is_ruled_out(m):
            place = (order[m.document], m.evidence[0].start, m.document, m.concept)
            denied[family_of(m.concept)] = max(denied.get(family_of(m.concept), place), place)
    return tuple(
        a
        for a in coding.assignments
        if a.mentions
        and (last := denied.get(family_of(a.value)))
        and all((order[m.document], m.evidence[0].start) < last[:2] for m in a.mentions)
        and not _stands_beside(a, last[2], last[3])
    )


def _stands_beside(assignment: Assignment, document: str, denied: str) -> bool:
    """Whether the document that denies one of a family diagnoses another: "transient tachypnea; RDS excluded"."""
    other = not assignment.value.startswith(denied) and not denied.startswith(assignment.value)
    return other and any(
        m.document == document and is_taken_up(m) and m.assertion.presence is Presence.PRESENT
        for m in assignment.mentions
    )


def birth_weight(coding: Coding) -> tuple[Evidence, int] | None:
    """The words of the birth weight and its grams; None where the record does not tell."""
    told = said(coding, _WEIGHT)
    found = _WEIGHT.search(told.words) if told is not None else None
    if told is None or found is None:
        return None
    if found["kilos"]:
        return told, round(float(found["kilos"]) * 1000)
    return told, int((found["grams"] or found["bare"]).replace(",", "").replace(".", ""))
