"""What can go wrong, one sentence each, saying what to do."""

from __future__ import annotations


class ChartproofError(Exception):
    """Anything chartproof raises on purpose."""


class InputError(ChartproofError):
    """What was handed in cannot be read: the file, the place, what is wrong and what to do."""

    def __init__(self, file: str, place: str, says: str) -> None:
        self.file, self.place, self.says = file, place, says
        super().__init__(": ".join(part for part in (file, place, says) if part))


class ReleaseError(ChartproofError):
    """A release of a code set is missing, broken or does not cover the day."""


class RuleError(ChartproofError):
    """Two rules contradict each other, or a rule is malformed."""
