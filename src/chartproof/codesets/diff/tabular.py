"""Two ICD-10-CM tabular lists: codes, the nodes above them, notes, seventh characters, by chapter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chartproof.codesets.diff.changes import Bar, Changes, Listed, NoteChange, Revised, Said
from chartproof.codesets.diff.notes import notes
from chartproof.codesets.diff.successors import Assigned, with_successors
from chartproof.codesets.diff.tables import Key, Rows, beside
from chartproof.codesets.release import Release


@dataclass(frozen=True, slots=True)
class Book:
    """One tabular list, read whole. Notes are by the node they stand at."""

    codes: Mapping[str, Said]
    nodes: Mapping[str, Said]
    notes: Mapping[str, list[Said]]
    seventh: Mapping[tuple[str, ...], Said]

    @classmethod
    def read(cls, release: Release) -> Book:
        """Read the tables of a release."""
        at: dict[str, list[Said]] = defaultdict(list)
        for row in Rows.read(release.table("notes")).said():
            at[row["node"]].append(row)
        return cls(
            codes={k[0]: row for k, row in Rows.read(release.table("codes")).by(("code",)).items()},
            nodes={k[0]: row for k, row in Rows.read(release.table("nodes")).by(("node",)).items()},
            notes=at,
            seventh=Rows.read(release.table("seventh")).by(("node", "char")),
        )

    def above(self, code: str) -> Iterator[str]:
        """The nodes of a code, from its own up to its chapter; none for a code unknown."""
        row = self.codes.get(code)
        at = row["node"] if row else code
        while at in self.nodes:
            yield at
            at = self.nodes[at]["parent"]

    def chapter(self, code: str) -> str | None:
        """The node of a code's chapter."""
        *_, last = None, *self.above(code)
        return last


def tabular(one: Book, two: Book, conversion: Sequence[Assigned]) -> Changes:
    """The changes between two tabular lists."""
    added, deleted, revised = _codes(one, two)
    all_notes = notes(_every(one), _every(two)) + tuple(_seventh(one, two))
    nodes = _nodes(one, two)
    made = Changes(
        added=added,
        deleted=with_successors(deleted, sorted(two.codes), conversion),
        revised=revised,
        notes=tuple(sorted(all_notes, key=lambda n: (n.at, n.kind, n.change, n.new or "", n.old or ""))),
    ).plus(nodes)
    return made.plus(Changes(chapters=tuple(_bars(made, one, two))))


def _every(book: Book) -> Iterator[Said]:
    for many in book.notes.values():
        yield from many


def _codes(one: Book, two: Book) -> tuple[tuple[Listed, ...], tuple[Listed, ...], tuple[Revised, ...]]:
    added, deleted, revised = [], [], []
    for code in sorted(one.codes.keys() | two.codes.keys()):
        old, new = one.codes.get(code), two.codes.get(code)
        if old is None and new is not None:
            added.append(Listed(code, new["title"]))
        elif new is None and old is not None:
            deleted.append(Listed(code, old["title"]))
        elif old and new and old["title"] != new["title"]:
            revised.append(Revised(code, "title", old["title"], new["title"]))
    return tuple(added), tuple(deleted), tuple(revised)


def _nodes(one: Book, two: Book) -> Changes:
    """Chapters, sections and categories; a node that is a code itself is told as the code."""
    added, deleted, revised = [], [], []
    old_nodes: dict[Key, Said] = {(k,): v for k, v in one.nodes.items()}
    new_nodes: dict[Key, Said] = {(k,): v for k, v in two.nodes.items()}
    for (key, *_), old, new in beside(old_nodes, new_nodes):
        row = new or old or {}
        if old is None and key not in two.codes:
            added.append(Listed(row["code"], row["title"], row["kind"]))
        elif new is None and key not in one.codes:
            deleted.append(Listed(row["code"], row["title"], row["kind"]))
        elif old and new:
            fields = ("parent",) if key in one.codes and key in two.codes else ("title", "kind", "parent")
            revised += [
                Revised(new["code"], f, old[f], new[f], new["kind"]) for f in fields if old[f] != new[f]
            ]
    return Changes(nodes_added=tuple(added), nodes_deleted=tuple(deleted), nodes_revised=tuple(revised))


def _seventh(one: Book, two: Book) -> Iterator[NoteChange]:
    """Seventh characters, as notes of kind `seventh`: `A: initial encounter`."""
    for key, old, new in beside(dict(one.seventh), dict(two.seventh)):
        change = "changed" if old and new else "added" if new else "removed"
        said = [f"{row['char']}: {row['meaning']}" if row else None for row in (old, new)]
        yield NoteChange(key[0], "seventh", change, said[0], said[1])


def _bars(made: Changes, one: Book, two: Book) -> Iterator[Bar]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, codes in _changed(made):
        for code in codes:
            chapter = two.chapter(code) or one.chapter(code)
            if chapter:
                counts[chapter][kind] += 1
    for key in sorted(counts, key=lambda k: int(k.split()[-1]) if k.split()[-1].isdigit() else 99):
        node = two.nodes.get(key) or one.nodes[key]
        n = counts[key]
        yield Bar(node["code"], node["title"], n["added"], n["deleted"], n["revised"], n["notes"])


def _changed(made: Changes) -> Iterator[tuple[str, Iterable[str]]]:
    yield "added", (c.code for c in made.added)
    yield "deleted", (c.code for c in made.deleted)
    yield "revised", (c.code for c in made.revised)
    yield "notes", (n.at for n in made.notes)
