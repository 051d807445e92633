"""Instructional notes parsed to targets: the codes, ranges and dashes a note names.

A target is a prefix (`I13`, dashes dropped), a range (`B95-B97`), or either with the characters
that must stand at the fifth or sixth place (`T36-T50@5`, as in "with fifth or sixth character 5").
Source: ICD-10-CM Official Guidelines, I.A.3, I.A.12 and I.A.13; Tabular List, instructional notations.
"""

from __future__ import annotations

import re

_CODE = r"(?:[A-Z]\d|QA)[0-9A-Z](?:\.[0-9A-Z]{1,4})?(?:\.?-(?![A-Z]\d)|\.(?=-))?"
_TARGET = re.compile(rf"\b({_CODE})(?:\s*-\s*\b({_CODE}))?")
_CHARACTERS = re.compile(r"with (?:the )?(?:fifth|sixth|5th|6th)[^)]*?characters? ([0-9](?:\s*-\s*[0-9])?)")


def targets(note: str) -> tuple[str, ...]:
    """Read the codes a note names; empty when it names none (then it is a question)."""
    found: list[str] = []
    characters = _CHARACTERS.search(note)
    for m in _TARGET.finditer(note):
        first, last = _plain(m.group(1)), _plain(m.group(2) or "")
        target = f"{first}-{last}" if last else first
        if characters:
            target += "@" + characters.group(1).replace(" ", "")
        if target not in found:
            found.append(target)
    return tuple(found)


def _plain(code: str) -> str:
    return code.rstrip("-").rstrip(".")


def is_named(code: str, target: str) -> bool:
    """Say whether a code (dotted) lies under a target."""
    body, _, characters = target.partition("@")
    first, _, last = body.partition("-")
    plain = code.replace(".", "")
    low, high = first.replace(".", ""), (last or first).replace(".", "")
    if not low <= plain[: len(low)] or not plain[: len(high)] <= high:
        return False
    if not characters:
        return True
    a, _, b = characters.partition("-")
    return any(a <= c <= (b or a) for c in plain[4:6])
