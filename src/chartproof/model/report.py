"""What a check of one claim found, what ran, and what was skipped with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from chartproof.model.coding import Cite, Row
from chartproof.model.finding import Fix, Severity, Skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, where, by which rule, and what would mend or clear it.

    `release`: the release it was read from, where a table decided; `rows` are the rows of it.
    """

    rule: str
    at: str
    says: str
    severity: Severity
    cite: Cite
    release: str | None = None
    rows: tuple[Row, ...] = ()
    fixes: tuple[Fix, ...] = ()
    clears: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one claim, the worst first, then by place; the rules that ran; what did not, and why."""

    claim: str
    findings: tuple[Finding, ...] = ()
    ran: tuple[str, ...] = ()
    skipped: tuple[Skip, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether a finding stops the claim or its payment: reject, return or deny."""
        return any(f.severity is not Severity.RISK for f in self.findings)
