"""New instructional notes that speak to the codes of a claim together.

An Excludes1 touches a claim when it stands now between two of its codes and did not before, at
either of them or above. A code-first or use-additional note touches a claim that has a code below
it and none that the note names. Source: ICD-10-CM Official Guidelines, I.A.12.a, I.A.13.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from chartproof.codesets.build.instructional_notes import is_named
from chartproof.codesets.diff.changes import NoteChange
from chartproof.codesets.diff.tabular import Book
from chartproof.codesets.touch.touch import Finder, Touch, touch
from chartproof.model.past import PastClaim, PastCode

_ORDERS = {"code_first": "code first", "use_additional": "use additional"}
_At = dict[str, list[NoteChange]]


def by_note(changes: Iterable[NoteChange], old: Book, new: Book) -> Finder:
    """Excludes1, code-first and use-additional notes that came."""
    excluding, ordering = _by_node(changes)

    def find(claim: PastClaim) -> Iterator[Touch]:
        codes = tuple({c.code: c for c in claim.of("ICD-10-CM")}.values())
        for code in codes:
            others = [c for c in codes if c.code != code.code]
            above = list(new.above(code.code))
            for note in (n for node in above for n in excluding.get(node, ())):
                yield from _excluded(claim, code, note, others, old)
            for place in ((node, kind) for node in above for kind in _ORDERS):
                stood = place[0] in ordering and _is_met(new, place, others)
                if not stood and (came := _came(ordering.get(place[0], ()), place[1], code, old)):
                    yield _ordered(claim, code, place, came)

    return find


def _by_node(changes: Iterable[NoteChange]) -> tuple[_At, _At]:
    excluding: _At = defaultdict(list)
    ordering: _At = defaultdict(list)
    for note in changes:
        if note.new is None:
            continue
        if note.kind == "excludes1":
            excluding[note.at].append(note)
        elif note.kind in _ORDERS and not _says_the_same(note):
            ordering[note.at].append(note)
    return excluding, ordering


def _says_the_same(note: NoteChange) -> bool:
    """Whether a changed note names the codes it named, in the same role."""
    return note.change == "changed" and note.was_kind is None and set(note.names) <= set(note.named)


def _named(code: str, note: NoteChange) -> bool:
    return any(is_named(code, target) for target in note.names)


def _excluded(
    claim: PastClaim, code: PastCode, note: NoteChange, others: list[PastCode], old: Book
) -> Iterator[Touch]:
    for other in others:
        if _named(other.code, note) and not _was_excluded(code.code, other.code, old):
            says = f"an Excludes1 at {note.at} now stands between {code.code} and {other.code}: {note.new}"
            yield touch(claim, code, "excludes1", says)


def _was_excluded(one: str, two: str, book: Book) -> bool:
    for code, other in ((one, two), (two, one)):
        for node in book.above(code):
            for row in book.notes.get(node, ()):
                if row["kind"] == "excludes1" and any(is_named(other, t) for t in row["targets"].split()):
                    return True
    return False


def _is_met(book: Book, place: tuple[str, str], others: list[PastCode]) -> bool:
    """Whether the claim has a code that a note of this kind names here; one of a list is enough."""
    rows = [row for row in book.notes.get(place[0], ()) if row["kind"] == place[1]]
    named = [target for row in rows for target in row["targets"].split()]
    return any(is_named(other.code, target) for other in others for target in named)


def _came(notes: Iterable[NoteChange], kind: str, code: PastCode, old: Book) -> list[str]:
    """The words of the notes of a kind that did not speak to this code before, a list's head first."""
    stood = set(old.above(code.code))
    came = (n for n in notes if n.kind == kind and (n.was_kind is not None or n.was_at not in stood))
    return sorted((n.new for n in came if n.new), key=lambda words: not words.endswith(":"))


def _ordered(claim: PastClaim, code: PastCode, place: tuple[str, str], came: list[str]) -> Touch:
    kind = _ORDERS[place[1]]
    says = f"a “{kind}” note at {place[0]} now speaks to {code.code}: {'; '.join(came)}"
    return touch(claim, code, kind, says)
