"""Index paths that led to a code of the claim and now lead elsewhere, or are gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from chartproof.codesets.diff.changes import PathChange, Said
from chartproof.codesets.touch.touch import Finder, Touch, touch
from chartproof.model.past import PastClaim, PastCode

#: Columns of an index that hold words, not codes.
_WORDS = frozenset({"nonessential_modifiers", "see", "see_also", "see_category", "remark", "use"})
#: How many paths are named.
_MOST = 3
#: An index code shorter than this stands for itself alone, not for the codes below it.
_LONG = 5


def by_path(changes: Iterable[PathChange]) -> Finder:
    """Changed and removed paths by the code they led to; a path only renamed touches nobody."""
    led = _led(list(changes))

    def find(claim: PastClaim) -> Iterator[Touch]:
        for code in claim.of("ICD-10-CM"):
            if found := _leading(code.code, led):
                yield _touch(claim, code, found)

    return find


_Led = dict[str, list[tuple[PathChange, str]]]


def _led(changes: list[PathChange]) -> _Led:
    came = {(_main(c), code) for c in changes if c.change == "added" for _, code in _codes(c.new)}
    led: _Led = defaultdict(list)
    for change in changes:
        for column, code in _codes(change.old):
            if change.change == "changed" or (_main(change), code) not in came:
                now = (change.new or {}).get(column, "")
                led[code].append((change, now))
    return led


def _main(change: PathChange) -> tuple[str, str]:
    return change.book, change.path.partition(" > ")[0]


def _codes(said: Said | None) -> Iterator[tuple[str, str]]:
    for column, value in (said or {}).items():
        if column not in _WORDS:
            yield column, value.rstrip("-").rstrip(".") + ("-" if value.endswith("-") else "")


def _leading(code: str, led: _Led) -> list[tuple[PathChange, str]]:
    found = list(led.get(code, ()))
    for end in range(3, len(code) + 1):
        start = code[:end].rstrip(".")
        found += led.get(f"{start}-", ())
        if end < len(code) and len(start) >= _LONG:
            found += led.get(start, ())
    return found


def _touch(claim: PastClaim, code: PastCode, found: list[tuple[PathChange, str]]) -> Touch:
    unique = dict.fromkeys(
        f"“{change.path}” {f'now leads to {now}' if now else 'no longer leads to it'}"
        for change, now in found
    )
    told = list(unique)
    more = f"; and {len(told) - _MOST} more" if len(told) > _MOST else ""
    return touch(claim, code, "index", f"the index: {'; '.join(told[:_MOST])}{more}")
