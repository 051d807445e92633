"""Codes of a claim that were deleted, need more characters, or say something else now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from chartproof.codesets.diff.changes import Changes, Listed, Revised
from chartproof.codesets.touch.touch import Finder, Touch, touch
from chartproof.model.past import PastClaim, PastCode

#: How many successors are named.
_MOST = 12
_TITLES = frozenset({"title", "long_descriptor", "short_descriptor", "short_title"})


def by_code(changes: Changes, systems: tuple[str, ...], book: str) -> Finder:
    """Deleted codes, revised titles, changed indicators; `book` is what lists them."""
    deleted = {c.code: c for c in changes.deleted if c.at == "" and c.table != "modifiers"}
    revised: dict[str, list[Revised]] = defaultdict(list)
    for change in changes.revised:
        if change.at == "" and change.table != "modifiers":
            revised[change.code].append(change)

    def find(claim: PastClaim) -> Iterator[Touch]:
        for code in claim.of(*systems):
            if gone := deleted.get(code.code):
                yield _deleted(claim, code, gone, book)
            elif fields := revised.get(code.code):
                yield from _revised(claim, code, fields, book)

    return find


def _deleted(claim: PastClaim, code: PastCode, gone: Listed, book: str) -> Touch:
    named = ", ".join(gone.now[:_MOST])
    more = f" and {len(gone.now) - _MOST} more" if len(gone.now) > _MOST else ""
    if gone.now and all(new.startswith(gone.code) for new in gone.now):
        says = f"{gone.code} now needs more characters: one of {named}{more}"
        return touch(claim, code, "more characters", says)
    now = f"; now {'one of ' if len(gone.now) > 1 else ''}{named}{more}" if gone.now else ""
    return touch(claim, code, "deleted", f"{gone.code} is no longer in {book}{now}")


def _revised(claim: PastClaim, code: PastCode, fields: list[Revised], book: str) -> Iterator[Touch]:
    titles = [c for c in fields if c.field in _TITLES]
    if titles:
        first = next((c for c in titles if c.field in {"title", "long_descriptor"}), titles[0])
        told = f"title was “{first.old}”, now “{first.new}”" if first.old else "its descriptor was revised"
        yield touch(claim, code, "title", told)
    if rest := [c for c in fields if c.field not in _TITLES]:
        fields_told = "; ".join(f"{c.field.replace('_', ' ')} {_said(c.old)} → {_said(c.new)}" for c in rest)
        yield touch(claim, code, "indicator", f"{book}: {fields_told}")


def _said(value: str | None) -> str:
    return value or "none"


def by_poa(changes: Changes) -> Finder:
    """Diagnoses with a POA indicator whose exemption changed, while the code itself stands."""
    deleted = {c.code for c in changes.deleted}
    changed = {c.code: c for c in changes.poa if c.code not in deleted}

    def find(claim: PastClaim) -> Iterator[Touch]:
        for code in claim.of("ICD-10-CM"):
            change = changed.get(code.code)
            if change and code.poa is not None:
                now = "now exempt from" if change.change == "exempt" else "no longer exempt from"
                yield touch(claim, code, "poa", f"{code.code} is {now} present-on-admission reporting")

    return find
