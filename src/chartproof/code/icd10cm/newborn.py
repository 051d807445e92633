"""How old a newborn is, and whether a record is that of one.

Source: ICD-10-CM Official Guidelines I.C.16 (the perinatal period ends with the 28th day after birth).
"""

from __future__ import annotations

import re

from chartproof.code.icd10cm.telling import said
from chartproof.model.coding import Coding

PERINATAL_DAYS = 28
_NEWBORN = re.compile(
    r"\bnewborn\b|\bneonat(?:e|al)\b|\bday of life\b|\bdol ?#? ?\d|"
    r"\b(?:[1-9]|1\d|2[0-8])[- ]?days?[- ]old\b|\b[1-3][- ]?weeks?[- ]old\b|\b(?:[1-9]|1\d|2\d)[- ]?hours?[- ]old\b",
    re.IGNORECASE,
)


def days_old(coding: Coding) -> int | None:
    """Age in days on the first day; None where the case does not say."""
    born, began = coding.encounter.born, coding.encounter.began
    return None if born is None or began is None else (began - born).days


def is_newborn(coding: Coding) -> bool:
    """Whether the patient is in the perinatal period, by the day of birth or by the record's own words."""
    days = days_old(coding)
    if days is not None:
        return days <= PERINATAL_DAYS
    if coding.having("O", "Z37", "Z39", "Z3A", "Z34"):
        return False
    return bool(coding.having("P", "Z38")) and said(coding, _NEWBORN) is not None
