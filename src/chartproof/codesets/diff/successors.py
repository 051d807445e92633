"""What a deleted ICD-10-CM code is now: by the conversion table, else the longer codes below it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from chartproof.codesets.diff.changes import Listed
from chartproof.codesets.diff.tables import Rows
from chartproof.codesets.release import Release

TABLE, LONGER = "conversion table", "longer codes"


#: A former code, or the first and last of a range of them, and a code assigned since.
Assigned = tuple[str, str, str]


def with_successors(
    deleted: Iterable[Listed], codes: Sequence[str], conversion: Sequence[Assigned]
) -> tuple[Listed, ...]:
    """The deleted codes, each with what it is now; `codes` are those of the new release, in order."""
    standing = set(codes)
    found = []
    for code in deleted:
        told = sorted({new for first, last, new in conversion if first <= code.code <= last} & standing)
        longer = [] if told else _below(code.code, codes)
        by = TABLE if told else LONGER if longer else None
        found.append(replace(code, now=tuple(told or longer), by=by))
    return tuple(found)


def _below(code: str, codes: Sequence[str]) -> list[str]:
    at = bisect_left(codes, code)
    below = []
    while at < len(codes) and codes[at].startswith(code):
        below.append(codes[at])
        at += 1
    return below


def conversions(release: Release, after: str, until: str | None) -> list[Assigned]:
    """What was coded before, to what is since: assignments in force after a day and until another."""
    effective = {row["code"]: row["effective"] for row in Rows.read(release.table("conversions")).said()}
    found = []
    for row in Rows.read(release.table("previous")).said():
        day = effective.get(row["code"], "")
        if after < day and (until is None or day <= until):
            found.append((row["first"], row["last"] or row["first"], row["code"]))
    return found
