"""What a deleted ICD-10-CM code is now: by the conversion table, else the longer codes below it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from chartproof.codesets.diff.changes import Listed
from chartproof.codesets.diff.tables import Rows
from chartproof.codesets.release import Release

TABLE, LONGER = "conversion table", "longer codes"


def with_successors(
    deleted: Iterable[Listed], codes: Sequence[str], conversion: dict[str, list[str]]
) -> tuple[Listed, ...]:
    """The deleted codes, each with what it is now; `codes` are those of the new release, in order."""
    standing = set(codes)
    found = []
    for code in deleted:
        told = [new for new in conversion.get(code.code, ()) if new in standing]
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


def conversions(release: Release, after: str, until: str | None) -> dict[str, list[str]]:
    """What was coded before, to what is since: assignments in force after a day and until another.

    A range of former codes names each of its ends' codes and all between, by their order.
    """
    effective = {row["code"]: row["effective"] for row in Rows.read(release.table("conversions")).said()}
    found: dict[str, list[str]] = defaultdict(list)
    for row in Rows.read(release.table("previous")).said():
        day = effective.get(row["code"], "")
        if after < day and (until is None or day <= until):
            found[row["first"]].append(row["code"])
            if row["last"] and row["last"] != row["first"]:
                found[row["last"]].append(row["code"])
    return {former: sorted(set(codes)) for former, codes in found.items()}
