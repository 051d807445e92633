"""Illnesses that HIV brings about (guideline I.C.1.a.2): opportunistic infections and tumors."""

from __future__ import annotations

import re

from chartproof.code.icd10cm.together import joined_by_cause, says
from chartproof.model.coding import Assignment, Coding

#: Pneumocystosis, toxoplasmosis, mycobacteria other than tuberculosis, cryptosporidiosis, isosporiasis,
#: candidiasis of esophagus and lung, cytomegalovirus, cryptococcosis, histoplasmosis, coccidioidomycosis,
#: multifocal leukoencephalopathy, Kaposi sarcoma, lymphomas of brain and Burkitt.
ILLNESSES = (
    *("A07.2", "A07.3", "A31", "A81.2", "B25", "B37.1", "B37.81", "B38", "B39", "B45", "B58", "B59", "C46"),
    *("C83.390", "C83.7", "R64"),
)
_RELATED = re.compile(
    r"\b(?:hiv|aids)[- ](?:related|associated|induced|defining)\b|"
    r"\b(?:due to|secondary to|from|because of|associated with|in the setting of) (?:\w+ )?(?:hiv|aids)\b",
    re.IGNORECASE,
)


def illnesses_of(coding: Coding, hiv: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """The conditions of a case that its record lays to HIV."""
    others = [a for a in coding.assignments if a not in hiv and a.value[0] not in "VWXYZ"]
    return tuple(a for a in others if says(a, _RELATED) or any(joined_by_cause(a, h) for h in hiv))
