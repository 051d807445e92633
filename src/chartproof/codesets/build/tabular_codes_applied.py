"""A Tabular List after the changes of a code addenda: added codes placed, deleted ones taken out.

An added code stands below the longest code of the list that begins it; only a category with no
node of its own is made besides, for its title an addenda of codes does not give. Notes and seventh
characters stay as they are; those of nodes that are left empty go with them.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from chartproof.codesets.build.icd10 import dotted
from chartproof.codesets.build.order_list import Row, Rows
from chartproof.codesets.index import rows_of
from chartproof.codesets.release import Release, Table

NOT_AT_HAND = "(title not at hand)"
_DIAGNOSES = frozenset({"category", "subcategory"})
Cells = tuple[str, ...]


@dataclass(slots=True)
class Tree:
    """The tables of a Tabular List: rows by node, nodes by parent in the order of the book.

    `nodes`: node to (node, code, kind, parent, title). `codes`: code to (code, node, char, title).
    """

    columns: Mapping[str, Cells]
    nodes: dict[str, Cells]
    codes: dict[str, Cells]
    notes: dict[str, list[Cells]]
    seventh: dict[str, list[Cells]]
    below: dict[str, list[str]] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for node, row in self.nodes.items():
            self.below.setdefault(row[3], []).append(node)

    @classmethod
    def of(cls, release: Release) -> Tree:
        """The tables of a release."""
        rows = {
            name: [tuple(row) for row in rows_of(release.table(name))]
            for name in ("nodes", "codes", "notes", "seventh")
        }
        columns = {name: found.pop(0) for name, found in rows.items()}
        by_node: dict[str, dict[str, list[Cells]]] = {"notes": {}, "seventh": {}}
        for name, found in by_node.items():
            for row in rows[name]:
                found.setdefault(row[0], []).append(row)
        nodes, codes = ({row[0]: row for row in rows[name]} for name in ("nodes", "codes"))
        return cls(columns, nodes, codes, by_node["notes"], by_node["seventh"])

    def listed(self) -> Rows:
        """The valid codes and the headings above them, as a list of codes has them."""
        found = {
            _plain(node): Row("", _plain(node), is_valid=False, short="", title=row[4])
            for node, row in self.nodes.items()
            if row[2] in _DIAGNOSES
        }
        for code, row in self.codes.items():
            found[_plain(code)] = Row("", _plain(code), is_valid=True, short="", title=row[3])
        return found

    def become(self, wanted: Rows) -> None:
        """Change the list into another: its valid codes and titles are then those wanted."""
        before = self.listed()
        for plain in [p for p, row in before.items() if row.is_valid and not _is_valid(wanted, p)]:
            del self.codes[dotted(plain)]
        for row in sorted(wanted.values(), key=lambda r: (len(r.code), r.code)):
            if row.is_valid:
                self._valid(row, before.get(row.code))
            elif row.code not in before:
                self._node(row.code, row.title)
            elif row.title != before[row.code].title:
                self._retitle(dotted(row.code), row.title)
        filled = {row[1] for row in self.codes.values()}
        for plain, row in before.items():
            if plain not in wanted or (row.is_valid and not wanted[plain].is_valid):
                self._prune(plain, filled)

    def tables(self) -> dict[str, Table]:
        """The tables of the release, in the order of the book."""
        order = list(self._walked(""))
        codes: dict[str, list[Cells]] = {}
        for row in self.codes.values():
            codes.setdefault(row[1], []).append(row)
        rows = {
            "codes": [row for node in order for row in sorted(codes.get(node, ()))],
            "nodes": [self.nodes[node] for node in order],
            "notes": [row for node in order for row in self.notes.get(node, ())],
            "seventh": [row for node in order for row in self.seventh.get(node, ())],
        }
        return {name: (self.columns[name], found) for name, found in rows.items()}

    def _walked(self, parent: str) -> Iterator[str]:
        for node in self.below.get(parent, ()):
            yield node
            yield from self._walked(node)

    def _valid(self, row: Row, before: Row | None) -> None:
        """Make a code valid, with its title; the leaf it comes from is made where it is missing."""
        code = dotted(row.code)
        if before and before.is_valid and before.title == row.title:
            return
        old = self.codes.get(code)
        leaf, char = (old[1], old[2]) if old else self._leaf(row.code)
        meaning = self._meanings(_plain(leaf)).get(char, "")
        title = row.title.removesuffix(f", {meaning}") if char else row.title
        if leaf not in self.nodes:
            self._node(_plain(leaf), title)
        elif before is None or before.title != row.title:
            self._retitle(leaf, title)
        self.codes[code] = (code, leaf, char, row.title)

    def _leaf(self, plain: str) -> tuple[str, str]:
        """The leaf a new code comes from, and its seventh character where one applies there."""
        if len(plain) < 7 or dotted(plain) in self.nodes or plain[6] not in self._meanings(plain[:6]):
            return dotted(plain), ""
        stems = [plain[:length] for length in range(6, 2, -1) if set(plain[length:6]) <= {"X"}]
        known = [stem for stem in stems if dotted(stem) in self.nodes]
        return dotted((known or stems[-1:])[0]), plain[6]

    def _meanings(self, plain: str) -> dict[str, str]:
        """The seventh characters that apply at a code or where it will stand."""
        at = self._above(plain + "?")
        while at:
            if found := self.seventh.get(at):
                return {row[1]: row[2] for row in found}
            at = self.nodes[at][3]
        return {}

    def _above(self, plain: str) -> str:
        """The longest node that begins a code and is not all of it; nothing where none does."""
        lengths = range(len(plain) - 1, 2, -1)
        return next((dotted(plain[:n]) for n in lengths if dotted(plain[:n]) in self.nodes), "")

    def _node(self, plain: str, title: str) -> None:
        """Put a node below the longest that begins it; a missing category is made first."""
        if len(plain) > 3 and not self._above(plain):
            self._node(plain[:3], NOT_AT_HAND)
        code = dotted(plain)
        parent = self._above(plain) or self._block(plain)
        kind = "category" if len(plain) == 3 else "subcategory"
        siblings = self.below.setdefault(parent, [])
        moved = [s for s in siblings if self.nodes[s][2] in _DIAGNOSES and _plain(s).startswith(plain)]
        for sibling in moved:
            siblings.remove(sibling)
            self.nodes[sibling] = (*self.nodes[sibling][:3], code, self.nodes[sibling][4])
        self.below[code] = moved
        own = takewhile(lambda s: self.nodes[s][2] not in _DIAGNOSES or s < code, siblings)
        siblings.insert(len(list(own)), code)
        self.nodes[code] = (code, code, kind, parent, title)
        self.made.append(code)

    def _block(self, category: str) -> str:
        """The section whose range holds a category, else the chapter of the category before it."""
        for node, row in self.nodes.items():
            if row[2] == "section":
                first, _, last = row[1].partition("-")
                if first <= category <= (last or first) and len(category) == len(first):
                    return node
        every = sorted(node for node, row in self.nodes.items() if row[2] == "category")
        at = every[max(0, bisect(every, category) - 1)]
        while self.nodes[at][3]:
            at = self.nodes[at][3]
        return at

    def _retitle(self, node: str, title: str) -> None:
        self.nodes[node] = (*self.nodes[node][:4], title)

    def _prune(self, plain: str, filled: set[str]) -> None:
        """Take out the node of a deleted code and those above it that are left empty."""
        at = dotted(plain) if dotted(plain) in self.nodes else self._above(plain)
        while at and self.nodes[at][2] in _DIAGNOSES and at not in filled and not self.below.get(at):
            row = self.nodes.pop(at)
            self.below[row[3]].remove(at)
            self.notes.pop(at, None)
            self.seventh.pop(at, None)
            self.removed.append(at)
            at = row[3]


def _is_valid(rows: Rows, plain: str) -> bool:
    return plain in rows and rows[plain].is_valid


def _plain(code: str) -> str:
    return code.replace(".", "")
