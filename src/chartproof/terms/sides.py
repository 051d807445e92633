"""Which side of the body, and which finger or toe, a code's title names."""

from __future__ import annotations

import re
from functools import lru_cache

from chartproof.model.pattern import Pattern

_SIDE = Pattern(r"\b(right|left|bilateral)\b", re.IGNORECASE)
_DIGIT = Pattern(r"\b(thumb|index|middle|ring|little|great toe|lesser toe)\b", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def named(title: str) -> tuple[frozenset[str], frozenset[str]]:
    """The sides and the digits that a title names."""
    sides = frozenset(m.group(1).lower() for m in _SIDE.finditer(title))
    return sides, frozenset(m.group(1).lower() for m in _DIGIT.finditer(title))


def may_be_one_place(title: str | None, other: str | None) -> bool:
    """Whether two titles can mean the same place: no side or digit of one contradicts the other."""
    sides, digits = named(title or "")
    others, other_digits = named(other or "")
    sided = not sides or not others or "bilateral" in sides | others or bool(sides & others)
    return sided and (not digits or not other_digits or bool(digits & other_digits))


_WORDS = Pattern(r"[a-z]+")
#: The stage of an ulcer; the hand that a joint of the thumb is named by only where one side is told.
_STAGE = Pattern(
    r", (?:stage \d|unspecified stage|unstageable)$|(?<=carpometacarpal joint), (?:right|left) hand$"
)
_SAY_NO_MORE = frozenset({"right", "left", "bilateral", "unilateral", "both", "of", "the", "and", "eye"})


@lru_cache(maxsize=4096)
def sideless(title: str | None) -> frozenset[str]:
    """The words of a title without its side, the stage of an ulcer, and the hand of a joint."""
    plain = _STAGE.sub("", (title or "").lower())
    return frozenset(w.rstrip("s") for w in _WORDS.findall(plain)) - _SAY_NO_MORE
