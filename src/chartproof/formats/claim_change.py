"""Changes of a claim, applied to its JSON: what the claim holds besides is kept as it stands.

Diagnoses may move or go; lines that point to them by number or letter are pointed anew, so that each still
points to the same diagnosis.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from typing import Any

from chartproof.model.errors import InputError
from chartproof.model.finding import Change, Op

_LISTS = {"dx": "diagnoses", "px": "procedures", "line": "lines", "provider": "providers"}
_PLACE = re.compile(r"(?:(?P<list>dx|px|line|provider)\.(?P<number>\d+)|claim)(?:\.(?P<key>[a-z_.]+))?")
_LETTERS = "ABCDEFGHIJKL"


def changed(raw: dict[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    """A claim's JSON with changes made: values are set, then entries go to the front, then entries go.

    Places are those of the claim as it came in. InputError where a place is none of the claim.
    """
    made = copy.deepcopy(raw)
    asked = [(change, *_found(made, change.at)) for change in changes]
    diagnoses = list(made.get("diagnoses") or [])
    for change, _, entry, key in asked:
        if change.op is Op.SET:
            _set(entry, key, change)
    for change, entries, entry, _ in asked:
        if change.op is Op.FIRST and entries is not None:
            entries[:] = [entry, *(each for each in entries if each is not entry)]
    gone = [entry for change, _, entry, key in asked if change.op is Op.REMOVE and key is None]
    for change, entries, entry, key in asked:
        if change.op is Op.REMOVE and key is not None:
            entry.pop(key, None)
        elif change.op is Op.REMOVE and entries is not None:
            entries[:] = [each for each in entries if each is not entry]
    _point(made, diagnoses, gone)
    return made


def _found(raw: dict[str, Any], at: str) -> tuple[list[Any] | None, dict[str, Any], str | None]:
    """The list and entry of a place, and the key in it; the claim itself stands in no list."""
    place = _PLACE.fullmatch(at)
    if place is None:
        raise InputError("", at, "is no place of a claim")
    if place["list"] is None:
        return None, raw, place["key"]
    entries = raw.get(_LISTS[place["list"]]) or []
    number = int(place["number"])
    for count, entry in enumerate(entries, 1):
        numbered = entry.get("number") if place["list"] == "line" else None
        if int(numbered or count) == number:
            return entries, entry, place["key"]
    raise InputError("", at, "is not on the claim")


def _set(entry: dict[str, Any], key: str | None, change: Change) -> None:
    if key is None:
        raise InputError("", change.at, "names no field to set")
    *outer, last = key.split(".")
    for name in outer:
        entry = entry.setdefault(name, {})
        if not isinstance(entry, dict):
            raise InputError("", change.at, "is no place of a claim")
    entry[last] = list(change.value) if isinstance(change.value, tuple) else change.value


def _point(raw: dict[str, Any], before: list[Any], gone: list[Any]) -> None:
    """Point the lines anew where diagnoses moved or went."""
    after = raw.get("diagnoses") or []
    if len(before) == len(after) and all(a is b for a, b in zip(before, after, strict=True)):
        return
    codes = {str(entry.get("code")).replace(".", "").upper() for entry in gone if "code" in entry}
    for line in raw.get("lines") or []:
        pointers = line.get("pointers") or []
        told = [_anew(pointer, before, after, codes) for pointer in pointers]
        if pointers:
            line["pointers"] = [pointer for pointer in told if pointer is not None]


def _anew(pointer: Any, before: list[Any], after: list[Any], gone: set[str]) -> Any:
    text = str(pointer).strip().upper()
    letter = len(text) == 1 and text in _LETTERS
    if not (text.isdecimal() or letter):
        return None if text.replace(".", "") in gone else pointer
    place = _LETTERS.index(text) if letter else int(text) - 1
    if not 0 <= place < len(before):
        return pointer
    entry = before[place]
    found = next((count for count, each in enumerate(after) if each is entry), None)
    if found is None:
        return None
    said = _LETTERS[found] if letter and found < len(_LETTERS) else found + 1
    return str(said) if isinstance(pointer, str) else said
