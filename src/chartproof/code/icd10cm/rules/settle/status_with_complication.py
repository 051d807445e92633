"""A status beside the complication that tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.3", URL),
)
def status_with_complication(coding: Coding, _: Books) -> Iterator[Reject]:
    """A status code is not given beside a code of a complication that already says the status."""
    for status in coding.having("Z21", "Z93", "Z95", "Z96", "Z97", "Z98"):
        row = row_for("status_in_complication", status.value)
        failing = coding.having(*row[1].split()) if row else ()
        if failing:
            yield Reject(status, Why.EXCLUDED, failing[:1])
