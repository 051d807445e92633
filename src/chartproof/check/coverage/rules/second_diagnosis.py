"""A line with one diagnosis of a list that asks for two."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.coverage.judged import (
    ABN,
    Says,
    is_medicare,
    judged,
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
def second_diagnosis(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A diagnosis that a policy lists with a mark, or in a group whose words name another group, is paid with what they ask for besides."""
    if is_medicare(claim):
        for each in judged(claim, books):
            if isinstance(each, NotRun):
                yield each
                continue
            line, found = each
            if found.says is Says.SECOND and found.dx and not ABN.intersection(line.modifiers):
                group = found.groups[0]
                why = group.mark or group.text or "it carries a mark"
                says = f"{found.named()} lists {found.dx.code} for {line.code} with something besides: “{why[:200]}”"
                clears = f"what the words of group {group.number} of {found.policy.name} ask for besides, in the record"
                yield Find(line.at, says, Severity.RISK, found.rows(line), clears=clears)
