"""Run the edits over a claim: what they find, which ran, which did not and why. Silence is not a pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.errors import ReleaseError
from chartproof.model.finding import Severity, Skip
from chartproof.model.report import Finding, Report
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import Rule

_WORST = {severity: rank for rank, severity in enumerate(Severity)}
_NUMBER = re.compile(r"\d+")


def report(claim: Claim, books: Books, rules: tuple[Rule, ...]) -> Report:
    """Check one claim by every rule that holds on its day.

    A rule whose release is not at hand is skipped with the reason; what it found before stays. Findings
    come the worst first, then by place.
    """
    holding, outside = _holding(rules, books.day)
    found: list[Finding] = []
    ran: list[str] = []
    skipped = list(outside)
    for rule in holding:
        count = len(skipped)
        found += _found(rule, claim, books, skipped)
        if len(skipped) == count:
            ran.append(rule.id)
    if len(found) > 1:
        found.sort(key=_order)
    return Report(claim.id, tuple(found), tuple(ran), tuple(skipped))


#: What holds on a day of one tuple of rules, by which tuple it is: hashing all its rules costs more than a check.
_HOLDING: dict[tuple[int, date], tuple[tuple[Rule, ...], tuple[Rule, ...], tuple[Skip, ...]]] = {}
_MOST_DAYS = 4096


def _holding(rules: tuple[Rule, ...], day: date) -> tuple[tuple[Rule, ...], tuple[Skip, ...]]:
    """The rules that hold on a day, and the others with their days; of one rule's versions one may hold."""
    known = _HOLDING.get((id(rules), day))
    if known is None or known[0] is not rules:
        if len(_HOLDING) >= _MOST_DAYS:
            _HOLDING.clear()
        known = _HOLDING[(id(rules), day)] = (rules, *_split(rules, day))
    return known[1:]


def _split(rules: tuple[Rule, ...], day: date) -> tuple[tuple[Rule, ...], tuple[Skip, ...]]:
    holding = tuple(r for r in rules if r.holds.covers(day))
    held = {r.id for r in holding}
    outside = {r.id: Skip(r.id, f"holds {r.holds}") for r in rules if r.id not in held}
    return holding, tuple(outside.values())


def _found(rule: Rule, claim: Claim, books: Books, skipped: list[Skip]) -> Iterator[Finding]:
    try:
        for result in rule.body(claim, books):
            if isinstance(result, NotRun):
                skipped.append(Skip(rule.id, result.why))
            else:
                yield _finding(rule, result)
    except ReleaseError as error:
        skipped.append(Skip(rule.id, str(error)))


def _finding(rule: Rule, result: Find) -> Finding:
    release = result.rows[0].release if result.rows else None
    return Finding(
        rule.id,
        result.at,
        result.says,
        result.severity,
        rule.cite,
        release,
        result.rows,
        result.fixes,
        result.clears,
    )


def _order(finding: Finding) -> tuple[int, str, int, str]:
    number = _NUMBER.search(finding.at)
    return (
        _WORST[finding.severity],
        finding.at.split(".")[0],
        int(number[0]) if number else 0,
        finding.rule,
    )
