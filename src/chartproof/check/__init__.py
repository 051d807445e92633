"""From a claim to findings: what would be rejected, returned, denied or questioned, and what would clear it."""

from chartproof.check.report import report

__all__ = ["report"]
