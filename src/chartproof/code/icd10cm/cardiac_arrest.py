"""What a record lays a cardiac arrest to.

Source: ICD-10-CM Tabular List I46.2, I46.8: code first the underlying condition.
"""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.code.icd10cm.together import laid_to
from chartproof.model.coding import Assignment, Coding

#: What causes no arrest: itself, signs, circumstances.
_NOT_SUCH = ("I46", "R", "Z", "V", "W", "X", "Y")


def causes_of(arrest: Assignment, coding: Coding) -> Iterator[Assignment]:
    """The diseases that the record lays a cardiac arrest to, in order."""
    for cause in coding.assignments:
        if not cause.value.startswith(_NOT_SUCH) and not is_symptom(cause.value) and laid_to(arrest, cause):
            yield cause
