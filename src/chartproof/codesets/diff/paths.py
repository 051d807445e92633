"""Index paths of two releases: added, removed, renamed, or leading to another code.

One form for every index: diseases, external causes, neoplasms, drugs, ICD-10-PCS. A path that
stands more than once is compared row by row, in order. One that went and one that came, spelled
much alike and saying the same, are one renamed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from chartproof.codesets.diff.changes import PathChange, Said

#: Columns that say where a path stands, not what it says.
_PLACE = frozenset({"path", "level", "term"})
#: From here on, two paths are one spelled otherwise.
_ALIKE = 0.85
_Row = tuple[tuple[str, str], ...]


def paths(book: str, a: Iterable[Said], b: Iterable[Said]) -> tuple[PathChange, ...]:
    """The changes between the rows of two index tables."""
    found = list(_paths(book, _by_path(a), _by_path(b)))
    for old, new in _renamed(found):
        found.remove(old)
        found[found.index(new)] = replace(new, change="renamed", old=old.old, was=old.path)
    return tuple(found)


def _by_path(rows: Iterable[Said]) -> dict[str, Counter[_Row]]:
    found: dict[str, Counter[_Row]] = defaultdict(Counter)
    for row in rows:
        said = tuple(sorted((k, v) for k, v in row.items() if k not in _PLACE and v))
        found[row["path"]][said] += 1
    return found


def _paths(book: str, a: dict[str, Counter[_Row]], b: dict[str, Counter[_Row]]) -> Iterator[PathChange]:
    none: Counter[_Row] = Counter()
    for path in sorted(a.keys() | b.keys()):
        one, two = a.get(path, none), b.get(path, none)
        if one == two:
            continue
        gone, came = sorted((one - two).elements()), sorted((two - one).elements())
        for old, new in zip(gone, came, strict=False):
            yield _changed(book, path, dict(old), dict(new))
        for row in gone[len(came) :]:
            yield PathChange(book, path, "removed", dict(row), None)
        for row in came[len(gone) :]:
            yield PathChange(book, path, "added", None, dict(row))


def _changed(book: str, path: str, old: Said, new: Said) -> PathChange:
    differ = {k for k in old.keys() | new.keys() if old.get(k) != new.get(k)}
    return PathChange(
        book,
        path,
        "changed",
        {k: v for k, v in old.items() if k in differ},
        {k: v for k, v in new.items() if k in differ},
    )


def _renamed(changes: list[PathChange]) -> list[tuple[PathChange, PathChange]]:
    """What went beside what came under another spelling, the likest first; the same both ways."""
    gone: dict[_Row, list[PathChange]] = defaultdict(list)
    for change in changes:
        if change.change == "removed" and change.old:
            gone[tuple(sorted(change.old.items()))].append(change)
    scored = []
    for new in changes:
        said = tuple(sorted((new.new or {}).items())) if new.change == "added" else ()
        for old in gone.get(said, ()):
            pair = sorted((old.path, new.path))
            matcher = SequenceMatcher(None, pair[0], pair[1], autojunk=False)
            if matcher.quick_ratio() >= _ALIKE and (ratio := matcher.ratio()) >= _ALIKE:
                scored.append((-ratio, pair, old, new))
    used: set[str] = set()
    matches = []
    for _, pair, old, new in sorted(scored, key=lambda each: each[:2]):
        if not used & set(pair):
            used |= set(pair)
            matches.append((old, new))
    return matches
