"""Index paths of two releases: added, removed, or leading to another code.

One form for every index: diseases, external causes, neoplasms, drugs, ICD-10-PCS. A path that
stands more than once is compared row by row, in order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from chartproof.codesets.diff.changes import PathChange, Said

#: Columns that say where a path stands, not what it says.
_PLACE = frozenset({"path", "level", "term"})
_Row = tuple[tuple[str, str], ...]


def paths(book: str, a: Iterable[Said], b: Iterable[Said]) -> tuple[PathChange, ...]:
    """The changes between the rows of two index tables."""
    return tuple(_paths(book, _by_path(a), _by_path(b)))


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
