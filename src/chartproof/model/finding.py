"""What a run has to say for itself. Silence is not a pass."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Skip:
    """A rule or a code system that did not run, and why; `kind` is rule or system."""

    what: str
    why: str
    kind: str = "rule"
