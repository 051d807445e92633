"""Index paths that led to a code of the claim and now lead elsewhere, or are gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
    """Changed and removed paths by the code they led to.

    A path only renamed, or one that still leads to what lies above the code, touches nobody.
    """
    led = _led(list(changes))

    def find(claim: PastClaim) -> Iterator[Touch]:
        for code in claim.of("ICD-10-CM"):
            found = [x for x in _leading(code.code, led) if not _is_below(code.code, x.now)]
            if found:
                yield _touch(claim, code, found)

    return find


@dataclass(frozen=True, slots=True)
class _Lead:
    """A path, the code it led to, and the one it leads to now (empty: none)."""

    path: str
    was: str
    now: str

    def said(self, code: str) -> str:
        if not self.now:
            return f"“{self.path}” no longer leads to {self.was}"
        from_ = "" if self.was == code else f"led to {self.was} and "
        return f"“{self.path}” {from_}now leads to {self.now}"


_Led = dict[str, list[_Lead]]


def _led(changes: list[PathChange]) -> _Led:
    came = {(_main(c), code) for c in changes if c.change == "added" for _, code in _codes(c.new)}
    led: _Led = defaultdict(list)
    for change in (c for c in changes if c.change != "renamed"):
        for column, code in _codes(change.old):
            if change.change == "changed" or (_main(change), code) not in came:
                led[code].append(_Lead(change.path, code, (change.new or {}).get(column, "")))
    return led


def _main(change: PathChange) -> tuple[str, str]:
    return change.book, change.path.partition(" > ")[0]


def _codes(said: Said | None) -> Iterator[tuple[str, str]]:
    for column, value in (said or {}).items():
        if column not in _WORDS:
            yield column, value.rstrip("-").rstrip(".") + ("-" if value.endswith("-") else "")


def _leading(code: str, led: _Led) -> Iterator[_Lead]:
    """Paths that led to a code, or to what lies above it: the nearest first."""
    for end in range(len(code), 2, -1):
        start = code[:end]
        if start.endswith("."):
            continue
        if end == len(code) or len(start) >= _LONG:
            yield from led.get(start, ())
        yield from led.get(f"{start}-", ())


def _is_below(code: str, now: str) -> bool:
    start = now.rstrip("-").rstrip(".")
    return bool(start) and code.startswith(start)


def _touch(claim: PastClaim, code: PastCode, found: list[_Lead]) -> Touch:
    told = list(dict.fromkeys(lead.said(code.code) for lead in found))
    more = f"; and {len(told) - _MOST} more" if len(told) > _MOST else ""
    return touch(claim, code, "index", f"the index: {'; '.join(told[:_MOST])}{more}")
