"""A question to a provider. It shows the record, offers every way out, and does not lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence


class Doubt(Enum):
    """Why a question must be asked."""

    UNSPECIFIED = "unspecified"
    CONFLICTING = "conflicting"
    UNNAMED = "unnamed"
    UNSUPPORTED = "unsupported"
    TIMING = "timing"
    RELATION = "relation"


#: What a question may never speak of. Words quoted from the record stand in quotation marks.
_NEVER = Pattern(
    r"\b(?:reimburs\w*|pay(?:ment|er|ers|ing)?|revenue|financ\w*|dollars?|drg|cc|mcc|hcc|raf|soi|rom|"
    r"severity of illness|risk of mortality|case mix|relative weight|quality (?:scores?|measures?|metrics?)|"
    r"psi|hac|denials?|audits?|bill(?:ing|ed)?)\b|\$",
    re.IGNORECASE,
)
_QUOTED = Pattern("\u201c[^\u201d]*\u201d")
#: The two ways out that every question offers.
WAYS_OUT = ("other", "unable to determine")


@dataclass(frozen=True, slots=True)
class Query:
    """One question: its rule, its doubt, what it asks, what it shows, and the choices.

    A question without choices of its own is open. `about` names the doubt: what is asked of one
    doubt is asked once; "" stands for the question itself. `to` is the person who is asked.
    """

    rule: str
    why: Doubt
    asks: str
    choices: tuple[str, ...]
    shows: tuple[Evidence, ...]
    title: str = "Clarification of documentation"
    to: str = "treating provider"
    about: str = ""

    def __post_init__(self) -> None:
        if not set(WAYS_OUT) <= set(self.choices):
            raise ValueError("a query must offer 'other' and 'unable to determine'")
        if not self.shows:
            raise ValueError("a query must show the record")
        if len(self.own) == 1:
            raise ValueError("a query that offers one answer leads to it; offer two, or leave it open")
        said = _QUOTED.sub("", " ".join((self.title, self.asks, *self.choices)))
        if found := _NEVER.search(said):
            raise ValueError(f"a query must not speak of {found.group()!r}")

    @property
    def own(self) -> tuple[str, ...]:
        """The answers it offers besides the two ways out."""
        return tuple(choice for choice in self.choices if choice not in WAYS_OUT)
