"""What an Advance Beneficiary Notice of Noncoverage (CMS-R-131) has to say for the lines of a claim.

Medicare Claims Processing Manual, chapter 30, 50. The form is CMS's, its wording is fixed, and only the form itself
is a notice: this fills in what the claim knows, field by field, and leaves blank what it does not say. A notice is
given before the service; it is not for what coverage excludes by statute, nor in an emergency.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from chartproof.model.claim import Claim, ServiceLine
from chartproof.model.coding import Cite
from chartproof.model.report import Finding

#: Edits whose finding on a line is a reason that Medicare may not pay it.
REASONS = frozenset({"coverage.diagnosis_listed", "coverage.diagnosis_excluded", "coverage.second_diagnosis"})


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One service on the notice: its line, what it is (by code alone), why it may not be paid, what it costs.

    `reason` and `cost` None: blanks for a person to fill in.
    """

    number: int
    what: str
    reason: str | None
    cost: Decimal | None
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice for one claim: its lines; who gives it and to whom are blanks that no claim fills."""

    claim: str
    lines: tuple[NoticeLine, ...]

    @property
    def total(self) -> Decimal | None:
        """What all of it costs; None where a line does not say."""
        costs = [line.cost for line in self.lines]
        return None if None in costs else sum((c for c in costs if c is not None), Decimal(0))


def notice_of(claim: Claim, findings: Iterable[Finding], numbers: frozenset[int] = frozenset()) -> Notice:
    """The notice for the lines that coverage found something on, or for the lines of the numbers given."""
    reasons: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.rule in REASONS:
            reasons.setdefault(finding.at, []).append(finding)
    asked = [ln for ln in claim.lines if (ln.number in numbers if numbers else ln.at in reasons)]
    return Notice(claim.id, tuple(_lines(asked, reasons)))


def _lines(lines: list[ServiceLine], reasons: dict[str, list[Finding]]) -> Iterator[NoticeLine]:
    for line in lines:
        found = reasons.get(line.at, [])
        what = " ".join(filter(None, (line.code or f"revenue code {line.revenue}", *line.modifiers)))
        units = f", {line.units} units" if line.units and line.units > 1 else ""
        said = "; ".join(dict.fromkeys(f.says for f in found)) or None
        yield NoticeLine(
            line.number, f"{what}{units}", said, line.charge, tuple(dict.fromkeys(f.cite for f in found))
        )
