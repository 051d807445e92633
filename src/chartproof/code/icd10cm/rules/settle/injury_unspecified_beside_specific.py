"""An unspecified injury beside a specific one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.b", URL),
)
def injury_unspecified_beside_specific(coding: Coding, _: Books) -> Iterator[Reject]:
    """The unspecified injury of a region, or of the body, is not coded beside a named injury there."""
    injuries = [
        a for a in coding.having("S") if a.value[2] != "9" or a.value.startswith(("S99.0", "S99.1", "S99.2"))
    ]
    for vague in coding.having(
        "T07",
        "T14.8",
        "T14.90",
        "S09.9",
        "S19.9",
        "S29.9",
        "S39.9",
        "S49.9",
        "S59.9",
        "S69.9",
        "S79.9",
        "S89.9",
        "S99.9",
    ):
        for named in injuries:
            if vague.value.startswith(("T07", "T14")) or named.value[:2] == vague.value[:2]:
                yield Reject(vague, Why.LESS_SPECIFIC, (named,))
                break
