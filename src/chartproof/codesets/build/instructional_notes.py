"""Instructional notes parsed to targets: the codes, ranges and dashes a note names.

A target is a prefix (`I13`, dashes dropped) or a range (`B95-B97`), and after `@` what else the code must
have: `5` or `1-4,6` at the fifth or sixth place (the intent of T36-T65), `5:1`, `5:23` and `7:B,C` from one
place on, `.44` or `.51-.52` after the point.
Source: ICD-10-CM Official Guidelines, I.A.3, I.A.12 and I.A.13; Tabular List, instructional notations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

_CODE = r"(?:[A-Z]\d|QA)[0-9A-Z](?:\.[0-9A-Z]{1,4})?(?![0-9A-Za-z])(?:\.?-(?![A-Z]\d)|\.(?=-))?"
_TARGET = re.compile(rf"(?<!vitamin )\b({_CODE})(?:(?:\s*-\s*|\s+to\s+)\b({_CODE}))?")
_CHAPTER = re.compile(r"\(Chapter (\d+)\)")
#: The blocks of the chapters, which a note may name by number.
_CHAPTERS = (
    "A00-B99 C00-D49 D50-D89 E00-E89 F01-F99 G00-G99 H00-H59 H60-H95 I00-I99 J00-J99 K00-K95 L00-L99 M00-M99 "
    "N00-N99 O00-O9A P00-P96 Q00-Q99 R00-R99 S00-T88 V00-Y99 Z00-Z99 U00-U85"
).split()
_NTH = r"fifth|sixth|six|5th|6th"
_AT = re.compile(
    rf"with (?:the )?(?P<first>{_NTH})(?: (?P<word>or|to) (?P<then>{_NTH}))?[^)]*?\bcharacters? \.?"
    r"(?P<what>\d+(?:\s*-\s*\d)?(?: or \d)?)"
)
_SEVENTH = re.compile(r"with (?:7th|seventh) characters? (?P<what>[A-Z](?:(?:,| or|, or) [A-Z])*\b)")
_OPEN = re.compile(r"with open fracture (?:7th|seventh) character")
#: The seventh characters of open fractures of limbs: initial encounter, then the four kinds of later ones.
_OPEN_FRACTURES = "B,C,E,F,H,J,M,N,Q,R"
_AFTER_POINT = re.compile(r"with (?:final characters )?(?P<what>\.\d[\d.,\- ]*(?:or \.\d+)?)")
_ENDING = re.compile(r"with final characters? (?P<dash>-?)(?P<what>\d+)")


def targets(note: str) -> tuple[str, ...]:
    """Read the codes a note names; empty when it names none (then it is a question)."""
    more = next(_qualified(note), "")
    found: dict[str, None] = {}
    for m in _TARGET.finditer(note):
        first, last = _plain(m.group(1)), _plain(m.group(2) or "")
        found[(f"{first}-{last}" if last else first) + more] = None
    for m in _CHAPTER.finditer(note):
        if int(m.group(1)) <= len(_CHAPTERS):
            found[_CHAPTERS[int(m.group(1)) - 1]] = None
    return tuple(found)


def _qualified(note: str) -> Iterator[str]:
    """What a note says of the characters of the codes it names, as written after the target."""
    if m := _AT.search(note):
        value = re.sub(r"\s*or\s*", ",", m["what"]).replace(" ", "")
        place = "" if m["word"] == "or" else f"{5 if m['first'] in {'fifth', '5th'} else 6}:"
        yield f"@{place}{value}"
    if m := _SEVENTH.search(note):
        yield "@7:" + ",".join(re.findall(r"\b[A-Z]\b", m["what"]))
    if _OPEN.search(note):
        yield f"@7:{_OPEN_FRACTURES}"
    if m := _AFTER_POINT.search(note):
        yield "@" + ",".join(re.findall(r"\.\d+(?:\s*-\s*\.\d+)?", m["what"])).replace(" ", "")
    if m := _ENDING.search(note):
        yield f"@5:{m['what']}" if m["dash"] else f"@{m['what']}"


def _plain(code: str) -> str:
    return code.rstrip("-").rstrip(".")


def is_named(code: str, target: str) -> bool:
    """Say whether a code (dotted) lies under a target."""
    low, high, holds = _read(target)
    plain = code.replace(".", "")
    if not low <= plain[: len(low)] or not plain[: len(high)] <= high:
        return False
    return holds is None or holds(plain)


def ends(target: str) -> tuple[str, str]:
    """The first and the last code of a target, without points."""
    return _read(target)[:2]


@lru_cache(maxsize=1 << 14)
def _read(target: str) -> tuple[str, str, Callable[[str], bool] | None]:
    body, _, characters = target.partition("@")
    first, _, last = body.partition("-")
    low, high = first.replace(".", ""), (last or first).replace(".", "")
    if not characters:
        return low, high, None
    place, colon, values = characters.rpartition(":")
    spans = tuple(_span(value) for value in values.split(","))

    def holds(plain: str) -> bool:
        said = _said(plain, place if colon else characters[0] * (characters[0] == "."))
        return any(a <= said[: len(a)] and said[: len(b)] <= b for a, b in spans)

    return low, high, holds


def _span(value: str) -> tuple[str, str]:
    first, _, last = value.replace(".", "").partition("-")
    return first, last or first


def _said(plain: str, place: str) -> str:
    """The characters of a code that a qualifier speaks of."""
    if place == ".":
        return plain[3:]
    if place:
        return plain[int(place) - 1 :]
    return plain[5:6] if plain[5:6] not in {"", "X"} else plain[4:5]
