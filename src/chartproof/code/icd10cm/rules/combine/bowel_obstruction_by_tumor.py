"""A bowel that a tumor obstructs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.together import laid_to
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: The obstruction whose cause is not specified, and the one of a specified cause: partial, complete, not said which.
DEGREES = {"K56.600": "K56.690", "K56.601": "K56.691", "K56.609": "K56.699"}
TUMORS = ("C", "D12", "D13", "D37", "D3A.0", "D49.0")


@rule(
    holds=Period(date(2017, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "K56.60, K56.69"),
)
def bowel_obstruction_by_tumor(coding: Coding, _: Books) -> Iterator[Give]:
    """Obstruction of the bowel that the record lays to a tumor has a cause: it is not the unspecified one."""
    for blocked in coding.having(*DEGREES):
        tumor = next((t for t in coding.having(*TUMORS) if laid_to(blocked, t)), None)
        if tumor is not None:
            yield Give(DEGREES[blocked.value], because=(blocked, tumor), instead_of=(blocked,))
