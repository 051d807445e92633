"""Instructional notes of two ICD-10-CM releases: added, removed, changed, moved.

A note that stands word for word as the same kind at the same node is the same. Of what is left:
the same words as another kind at the same node (an Excludes2 that became an Excludes1) are a
change of kind; the same words and kind at another node are a move; like words of one kind at one
node are a change of words; the rest came or went.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from chartproof.codesets.diff.changes import NoteChange, Said

#: From here on, two texts are one note with its words changed.
_ALIKE = 0.6


@dataclass(frozen=True, slots=True, order=True)
class _Note:
    at: str
    kind: str
    text: str
    names: tuple[str, ...] = ()


_Match = tuple[_Note, _Note]


def notes(a: Iterable[Said], b: Iterable[Said]) -> tuple[NoteChange, ...]:
    """The changes between the rows of two `notes` tables, by node."""
    old, new = _apart([_note(row) for row in a], [_note(row) for row in b])
    found: list[NoteChange] = []
    for keep in (_same_words, _same_note):
        matches, old, new = _matched(old, new, keep)
        found.extend(_change(*match) for match in matches)
    matches, old, new = _alike(old, new)
    found.extend(_change(*match) for match in matches)
    found.extend(NoteChange(n.at, n.kind, "removed", n.text, None, named=n.names) for n in old)
    found.extend(NoteChange(n.at, n.kind, "added", None, n.text, names=n.names) for n in new)
    return tuple(sorted(found, key=lambda c: (c.at, c.kind, c.change, c.new or "", c.old or "")))


def _note(row: Said) -> _Note:
    return _Note(row["node"], row["kind"], row["text"], tuple(row["targets"].split()))


def _apart(a: list[_Note], b: list[_Note]) -> tuple[list[_Note], list[_Note]]:
    """What only one side has; a note that stands twice counts twice."""
    one, two = Counter(a), Counter(b)
    return sorted((one - two).elements()), sorted((two - one).elements())


def _same_words(note: _Note) -> Hashable:
    return note.at, note.text


def _same_note(note: _Note) -> Hashable:
    return note.kind, note.text


def _matched(
    old: list[_Note], new: list[_Note], by: Callable[[_Note], Hashable]
) -> tuple[list[_Match], list[_Note], list[_Note]]:
    """Match in order what has the same key; then what is left of both."""
    waiting: dict[Hashable, list[_Note]] = defaultdict(list)
    for note in old:
        waiting[by(note)].append(note)
    matches: list[_Match] = []
    left = []
    for note in new:
        if same := waiting[by(note)]:
            matches.append((same.pop(0), note))
        else:
            left.append(note)
    return matches, sorted(n for many in waiting.values() for n in many), left


def _alike(old: list[_Note], new: list[_Note]) -> tuple[list[_Match], list[_Note], list[_Note]]:
    places: dict[tuple[str, str], tuple[list[_Note], list[_Note]]] = defaultdict(lambda: ([], []))
    for side, notes_of in enumerate((old, new)):
        for note in notes_of:
            places[note.at, note.kind][side].append(note)
    matches = [match for one, two in places.values() for match in _best(one, two)]
    gone, came = Counter(m[0] for m in matches), Counter(m[1] for m in matches)
    rest = (Counter(old) - gone).elements(), (Counter(new) - came).elements()
    return matches, sorted(rest[0]), sorted(rest[1])


def _best(old: list[_Note], new: list[_Note]) -> Iterator[_Match]:
    """The likest first; the measure is the same both ways."""
    scored = []
    for i, one in enumerate(old):
        for j, two in enumerate(new):
            first, second = sorted((one.text, two.text))
            ratio = alikeness(first, second)
            if ratio >= _ALIKE:
                scored.append((-ratio, first, second, i, j))
    used: tuple[set[int], set[int]] = (set(), set())
    for _, _, _, i, j in sorted(scored):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            yield old[i], new[j]


def alikeness(one: str, two: str) -> float:
    """How alike two texts are, 0 to 1, the same both ways."""
    first, second = sorted((one, two))
    return SequenceMatcher(None, first.split(), second.split(), autojunk=False).ratio()


def _change(old: _Note, new: _Note) -> NoteChange:
    return NoteChange(
        at=new.at,
        kind=new.kind,
        change="moved" if old.at != new.at else "changed",
        old=old.text,
        new=new.text,
        names=new.names,
        named=old.names,
        was_kind=old.kind if old.kind != new.kind else None,
        was_at=old.at if old.at != new.at else None,
    )
