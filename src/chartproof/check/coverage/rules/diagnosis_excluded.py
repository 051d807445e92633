"""A line whose diagnosis a policy in force lists as not covered."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.coverage.judged import (
    ABN,
    Says,
    is_medicare,
    judged,
    noticing,
)
from chartproof.check.coverage.sources import SINCE_ICD10, integrity_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(
    holds=SINCE_ICD10,
    reviewed=None,
    cite=integrity_manual("13.5.4 (reasonable and necessary provisions of an LCD)"),
)
def diagnosis_excluded(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Medicare does not pay a line whose diagnoses a policy in force lists as not covered, where none is covered."""
    if is_medicare(claim):
        for each in judged(claim, books):
            if isinstance(each, NotRun):
                yield each
                continue
            line, found = each
            if found.says is Says.EXCLUDED and found.dx and not ABN.intersection(line.modifiers):
                says = f"{found.named()} lists {found.dx.code} as not covered for {line.code}"
                clears = f"another reason for {line.code} in the record, if there was one"
                yield Find(line.at, says, Severity.DENY, found.rows(line), tuple(noticing(line)), clears)
