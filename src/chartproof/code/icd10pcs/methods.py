"""The steps of building a procedure code that stand in proofs, with their authority.

The text of the ICD-10-PCS guidelines is not at hand: they are cited by number, and nobody has read them here.
"""

from __future__ import annotations

from chartproof.model.coding import Cite
from chartproof.rules.core import Method

GUIDELINES = "ICD-10-PCS Official Guidelines for Coding and Reporting 2026"
URL = "https://www.cms.gov/medicare/coding-billing/icd-10-codes"

OPERATION = Method(
    "icd10pcs.root_operation",
    "Choose the root operation by its definition and the objective of the procedure, and the table with it.",
    Cite(GUIDELINES, "A11, B3.1a", URL),
)
PART = Method(
    "icd10pcs.body_part",
    "Take the body part that the record names, or the value that stands for it by the body part key.",
    Cite(GUIDELINES, "A11, B4.1a", URL),
)
APPROACH = Method(
    "icd10pcs.approach",
    "Take the approach by which the site was reached.",
    Cite(GUIDELINES, "B5.1b", URL),
)
DEVICE = Method(
    "icd10pcs.device",
    "Take the device that remains when the procedure is over, or none.",
    Cite(GUIDELINES, "B6.1a", URL),
)
QUALIFIER = Method(
    "icd10pcs.qualifier",
    "Take the qualifier that the record says, or none.",
    Cite(GUIDELINES, "A9", URL),
)
CODE = Method(
    "icd10pcs.code",
    "Build the code as a path through one row of the table.",
    Cite(GUIDELINES, "A5, A9", URL),
)
METHODS = {m.id: m for m in (OPERATION, PART, APPROACH, DEVICE, QUALIFIER, CODE)}
AXES = {4: PART, 5: APPROACH, 6: DEVICE, 7: QUALIFIER}
