"""A line none of whose diagnoses is on the list of the policy in force where it was done."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.coverage.judged import (
    ABN,
    Judged,
    Says,
    is_medicare,
    judged,
    noticing,
    pointing,
)
from chartproof.check.coverage.sources import SINCE_ICD10, integrity_manual
from chartproof.check.coverage.stand_ins import instead
from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.model.claim import Claim, ServiceLine
from chartproof.model.finding import Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(
    holds=SINCE_ICD10,
    reviewed=None,
    cite=integrity_manual("13.5.4 (reasonable and necessary provisions of an LCD)"),
)
def diagnosis_listed(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Medicare pays a line where one of its diagnoses is on the list of each policy in force for its code, day and place."""
    if not is_medicare(claim):
        return
    try:
        for each in judged(claim, books):
            if isinstance(each, NotRun):
                yield each
                continue
            line, found = each
            if found.says is Says.NOT_LISTED and not ABN.intersection(line.modifiers):
                yield _find(claim, line, found)
    except NoReleaseCoversError as error:
        yield NotRun(f"{error}{instead(claim, books)}")


def _find(claim: Claim, line: ServiceLine, found: Judged) -> Find:
    many = sum(len(group.codes) for group in found.groups)
    says = f"none of the diagnoses of the line is among the {many} that {found.named()} lists for {line.code}"
    fixes = (*pointing(claim, line, found.groups), *noticing(line))
    clears = f"a diagnosis of the list of {found.policy.name}, in the record as the reason for {line.code}, and what else its words ask for"
    return Find(line.at, says, Severity.DENY, found.rows(line), fixes, clears)
