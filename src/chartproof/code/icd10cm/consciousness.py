"""How long the record says that consciousness was lost, as the sixth characters of S06 divide it."""

from __future__ import annotations

import re

from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.terms.numbers import amount, spelled

#: Out for so long, and not for a walk or a while of shopping.
_OUT = (
    r"(?:was|were|went|found (?:him|her|pt|patient)|saw (?:him|her)) (?:completely )?out(?= for (?:(?:about|less than|under|up to|maybe|approximately|approx|roughly|around|only|just|at most|a|an) ){0,3}"
    rf"(?:\d{{1,3}}|an?|{spelled()}|fifteen|twenty|thirty|few|several|couple of)?[\s-]?(?:s|secs?|seconds?|mins?|minutes?)\b"
    r"(?!(?:'s|s')?[ -](?:of |long |to |on a |for a )?(?:walk|jog|run|ride|rid|drive|driv|hike|hiking|swim|bike|biking|stroll|shop|errand|smok|break|get|play|garden|with (?:his|her|the|a) (?:dog|friend|sister|brother|kid|child))))"
)
LOST = (
    r"(?:\bLOC\b(?! ?(?:status|unknown))|loss of consciousness|lost consciousness|knocked (?:out|unconscious)|"
    r"out cold|"
    rf"{_OUT}|(?:was|were|found|rendered) unconscious|unconscious for|passed out|blacked out)"
)
_NUMBER = rf"(?P<number>\d+(?:\.\d+)?(?:\s?(?:-|to)\s?\d+)?|an?|{spelled()}|fifteen|twenty|thirty|(?:a )?few|several)"
_SPAN = rf"(?<!\w){_NUMBER}[\s-]?(?P<unit>s(?:ec\w*)?|m(?:in\w*)|h(?:(?:ou)?rs?)?|days?)\b"
#: Words that speak of it either way, so that the record is not silent.
SPOKEN = Pattern(
    rf"\bLOC\b(?! ?(?:status|unknown))|\b(?:un)?consciousness\b|\bunconscious\b|\b{_OUT}|\b(?:pass|black|knock)(?:ed|ing)? (?:\w+ )?out\b|\bout cold\b",
    re.IGNORECASE,
)
TOLD = Pattern(rf"(?:(?:{_SPAN}|(?P<brief>brief|momentary|transient))(?: of)? )?{LOST}", re.IGNORECASE)
_AFTER = Pattern(
    rf"(?:\W{{0,3}}|(?: at (?:the )?scene| per \w+| witnessed)?\W{{0,3}})(?:(?:for|x|of|lasting|lasted|about|approximately|approx|roughly|around|maybe|up to|less than|under|~|<)\W{{0,2}}){{0,3}}"
    rf"(?:{_SPAN}|(?P<brief>brief\w*|momentar\w+))",
    re.IGNORECASE,
)
_HOURS = {"s": 1 / 3600, "m": 1 / 60, "h": 1.0, "d": 24.0}
#: The sixth characters by the most hours they reach.
_REACH = (("1", 0.5), ("2", 0.999), ("3", 5.99), ("4", 24.0))
_FEW = 5


def char_of(told: Evidence, coding: Coding) -> str:
    """The character of the time told before or after the words; 9 where no time is told."""
    text = coding.encounter.document(told.document).text
    for found in (_AFTER.match(text, told.end), TOLD.match(text, told.start)):
        if found and found["brief"]:
            return "1"
        if found and found["number"]:
            hours = _many(found["number"].lower()) * _HOURS[found["unit"][0].lower()]
            return next((char for char, most in _REACH if hours <= most), "9")
    return "9"


def _many(number: str) -> float:
    """The larger end of a span; a few are five."""
    last = re.split(r"\s?(?:-|to)\s?", number)[-1]
    return float(amount(last)) if last not in {"few", "a few", "several"} else _FEW
