"""The safe fixes of a report: which may be made together, and when there is nothing more to make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chartproof.formats.claim import claim_of
from chartproof.formats.claim_change import changed
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix
from chartproof.model.report import Finding, Report

#: A fix may call for another one; more rounds than this are two edits that undo each other.
MOST_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Fixed:
    """A claim's JSON with its safe fixes made, what was made, and what is found after it."""

    raw: dict[str, Any]
    made: tuple[tuple[Finding, Fix], ...]
    report: Report


def fixed(raw: dict[str, Any], check: Callable[[Claim], Report]) -> Fixed:
    """Make the safe fixes of a claim, round by round, each followed by a new check.

    In one round no place is changed by two findings. A fix that was made once is not made again.
    """
    made: list[tuple[Finding, Fix]] = []
    report = check(claim_of(raw))
    for _ in range(MOST_ROUNDS):
        chosen = _together(report, {(f.rule, fix) for f, fix in made})
        if not chosen:
            break
        raw = changed(raw, [change for _, fix in chosen for change in fix.changes])
        made += chosen
        report = check(claim_of(raw))
    return Fixed(raw, tuple(made), report)


def _together(report: Report, before: set[tuple[str, Fix]]) -> list[tuple[Finding, Fix]]:
    chosen: list[tuple[Finding, Fix]] = []
    touched: set[str] = set()
    for finding in report.findings:
        fix = next((f for f in finding.fixes if f.safe and f.changes), None)
        if fix is None or (finding.rule, fix) in before:
            continue
        places = {change.at for change in fix.changes}
        if not any(_overlap(place, other) for place in places for other in touched):
            chosen.append((finding, fix))
            touched |= places
    return chosen


def _overlap(place: str, other: str) -> bool:
    return place == other or place.startswith(f"{other}.") or other.startswith(f"{place}.")
