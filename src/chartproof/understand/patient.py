"""The patient's age and sex as the record tells them, where the case does not say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chartproof.model.birth import is_birth
from chartproof.model.pattern import Pattern
from chartproof.model.record import Encounter

_AGE = Pattern(
    r"\b(\d{1,3})[- ]?(?:years?|yrs?|y/?o|yo)\b(?:[- ]?(?:old|of age))?|\b(\d{1,2})[- ]?(?:months?|weeks?|days?)[- ]old\b",
    re.IGNORECASE,
)
_SEX = Pattern(
    r"\b(?:(female|woman|girl|lady|she|her|mrs|ms)|(male|man|boy|gentleman|he|his|him|mr))\b", re.IGNORECASE
)
#: How much of a note is read for it.
OPENING = 1500


@dataclass(frozen=True, slots=True)
class Patient:
    """Age in whole years and sex (F or M); None where neither the case nor the record says."""

    age: int | None
    sex: str | None


def patient(encounter: Encounter) -> Patient:
    """Who the patient is: the case first, then the opening of the record."""
    text = encounter.documents[0].text[:OPENING] if encounter.documents else ""
    age = encounter.age if encounter.age is not None else 0 if is_birth(encounter) else _age(text)
    return Patient(age, encounter.sex or _sex(text))


def _age(text: str) -> int | None:
    found = _AGE.search(text)
    if not found:
        return None
    years = int(found.group(1)) if found.group(1) else 0
    return years if years < 120 else None


def _sex(text: str) -> str | None:
    """The sex most of the words that tell one tell; None when there are none or as many of each."""
    votes = [bool(m.group(1)) for m in _SEX.finditer(text)]
    female, male = sum(votes), len(votes) - sum(votes)
    return None if female == male else "F" if female > male else "M"
