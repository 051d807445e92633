"""What a disease is told to be without that it is without by default, passed over between its kind and its site.

"Laceration without foreign body of the thumb", "diverticulitis without perforation or abscess with bleeding": Alphabetic Index,
Laceration and Diverticulitis, give the code without either by default.
"""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern

#: The words that say it is not there.
WITHOUT = frozenset({"no", "without", "w/o"})

_BODY = r"(?:any )?(?:(?:a|retained|visible) ){0,2}(?:foreign bod(?:y|ies)|fb)\b"
_NAIL = r"(?:damage to (?:the )?nail|nail(?: ?bed)? (?:damage|injury|involvement))\b"
_CAVITY = r"penetration in(?:to)? (?:the )?(?:(?:thoracic|abdominal|peritoneal|retroperitoneal) cavity|retroperitoneum|abdomen|chest)\b"
_HOLE = r"perforation or abscess\b"
_NO, _OF_WOUND = r"(?:without|w/o|no)", rf"(?:{_BODY}|{_NAIL}|{_CAVITY})"

#: Behind it goes on what holds nothing: its site, its side, what it is with; no list of what is denied, no other thing.
_GOES_ON = r"(?= (?!(?:and|or|nor|in)\b)\w|, (?:left|right|[lr]|lt|rt|bilateral|initial)\b|\s*(?:[.;\n]|$))"
#: Behind a hole that is not there stands whether it bled.
_BLEEDS = r"(?= (?:with|w/)|\s*(?:[.;\n]|$))"

#: The words themselves, of any of them.
BY_DEFAULT = Pattern(rf"{_NO} (?:{_OF_WOUND}|{_HOLE})", re.IGNORECASE)
#: What is without it (folded), and what it is without.
_DEFAULT = {
    **dict.fromkeys(
        ("laceration", "wound", "puncture", "bite", "abrasion", "open"),
        Pattern(rf"{_NO} {_OF_WOUND}{_GOES_ON}", re.IGNORECASE),
    ),
    **dict.fromkeys(("diverticulitis", "diverticulosis"), Pattern(rf"{_NO} {_HOLE}{_BLEEDS}", re.IGNORECASE)),
}
#: How far ahead what is without it stands at most, in words.
_NEAR = 7


def told_without(text: str, at: int, end: int, said: list[str]) -> int:
    """Where words of it that begin at `at` end, behind the folded words `said`; `at` where they say no such thing."""
    for word in reversed(said[-_NEAR:]):
        if word in _DEFAULT:
            found = _DEFAULT[word].match(text, at, end)
            return found.end() if found else at
    return at
