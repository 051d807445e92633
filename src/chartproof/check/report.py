"""Run the edits over a claim: what they find, which ran, which did not and why. Silence is not a pass."""

from __future__ import annotations

import re
from dataclasses import dataclass
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


def report(claim: Claim, books: Books, rules: tuple[Rule, ...], beside: tuple[Skip, ...] = ()) -> Report:
    """Check one claim by every rule that holds on its day; `beside`: what no rule looks at, and why.

    A rule whose release is not at hand is skipped with the reason; what it found before stays. Findings
    come the worst first, then by place.
    """
    held = _holding(rules, books.day)
    found: list[Finding] = []
    skipped = [*held.outside, *beside]
    stopped: set[str] = set()
    for rule in held.rules:
        try:
            for result in rule.body(claim, books):
                if isinstance(result, NotRun):
                    skipped.append(Skip(rule.id, result.why))
                    stopped.add(rule.id)
                else:
                    found.append(_finding(rule, result))
        except ReleaseError as error:
            skipped.append(Skip(rule.id, str(error)))
            stopped.add(rule.id)
    if len(found) > 1:
        found.sort(key=_order)
    ran = tuple(name for name in held.names if name not in stopped) if stopped else held.names
    return Report(claim.id, tuple(found), ran, tuple(skipped))


@dataclass(frozen=True, slots=True)
class _Held:
    """Of one tuple of rules those that hold on a day, their names, and the others with their days."""

    of: tuple[Rule, ...]
    rules: tuple[Rule, ...]
    names: tuple[str, ...]
    outside: tuple[Skip, ...]


#: What holds on a day of one tuple of rules, by which tuple it is: hashing all its rules costs more than a check.
_HELD: dict[tuple[int, date], _Held] = {}
_MOST_DAYS = 4096


def _holding(rules: tuple[Rule, ...], day: date) -> _Held:
    """The rules that hold on a day, and the others with their days; of one rule's versions one may hold."""
    known = _HELD.get((id(rules), day))
    if known is None or known.of is not rules:
        if len(_HELD) >= _MOST_DAYS:
            _HELD.clear()
        known = _HELD[id(rules), day] = _split(rules, day)
    return known


def _split(rules: tuple[Rule, ...], day: date) -> _Held:
    holding = tuple(r for r in rules if r.holds.covers(day))
    names = tuple(r.id for r in holding)
    outside = {r.id: Skip(r.id, f"holds {r.holds}") for r in rules if r.id not in set(names)}
    return _Held(rules, holding, names, tuple(outside.values()))


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
