"""A Tabular List that addenda change: nodes below nodes, the notes of each, its seventh characters."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from chartproof.codesets.build.addenda_before import Cells
from chartproof.codesets.build.addenda_lines import squeezed
from chartproof.codesets.build.icd10cm import PARSED, codes_of_leaf
from chartproof.codesets.build.instructional_notes import targets
from chartproof.codesets.release import Table

DIAGNOSES = frozenset({"category", "subcategory"})
#: The order in which the kinds of notes of a node are printed.
_ORDER = (
    "note", "includes", "inclusion", "code_first", "use_additional", "code_also", "excludes1",
    "excludes2", "seventh",
)  # fmt: skip
#: Kinds of which a node has one block: what is added to it joins it.
_ONE = frozenset({"note", "includes", "inclusion", "excludes1", "excludes2"})


@dataclass(slots=True)
class Block:
    """The notes of one kind that stand together. `is_new`: none stood there before the addenda."""

    kind: str
    notes: list[str] = field(default_factory=list)
    is_new: bool = False

    def at(self, text: str) -> int | None:
        """The place of a note, white space and capitals aside."""
        wanted = squeezed(text)
        return next((n for n, note in enumerate(self.notes) if squeezed(note) == wanted), None)

    def put(self, text: str) -> None:
        """Put a note where the alphabet has it; last in a new block or one in another order."""
        first = 1 if self.notes and self.notes[0].endswith(":") else 0
        listed = self.notes[first:]
        if not self.is_new and listed == sorted(listed, key=str.casefold):
            insort(self.notes, text, first, key=str.casefold)
        else:
            self.notes.append(text)


@dataclass(slots=True)
class Node:
    """A chapter, section, category or subcategory, with what stands below it in the book's order."""

    key: str
    code: str
    kind: str
    parent: str
    title: str
    below: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    seventh: dict[str, str] = field(default_factory=dict)

    def blocks_of(self, kind: str) -> list[Block]:
        """Its blocks of one kind."""
        return [block for block in self.blocks if block.kind == kind]

    def holding(self, kind: str, text: str) -> Block | None:
        """The block of a kind that holds a note."""
        return next((b for b in self.blocks_of(kind) if b.at(text) is not None), None)

    def block_for(self, kind: str) -> Block:
        """The block a note that begins one goes to: the one there is, or a new one in its place."""
        standing = self.blocks_of(kind)
        if standing and kind in _ONE:
            return standing[-1]
        block, rank = Block(kind, is_new=True), _ORDER.index(kind)
        later = (n for n, other in enumerate(self.blocks) if _ORDER.index(other.kind) > rank)
        self.blocks.insert(next(later, len(self.blocks)), block)
        return block


class Tree:
    """The nodes of a Tabular List by key, and the codes that the release of the year before made of them."""

    def __init__(self, tables: Mapping[str, Sequence[Cells]]) -> None:
        self.nodes: dict[str, Node] = {}
        for key, code, kind, parent, title in tables["nodes"]:
            self.nodes[key] = Node(key, code, kind, parent, title)
            if parent:
                self.nodes[parent].below.append(key)
        at: dict[tuple[str, str], Block] = {}
        for key, kind, block, _, text, _ in tables["notes"]:
            if (key, block) not in at:
                at[key, block] = Block(kind)
                self.nodes[key].blocks.append(at[key, block])
            at[key, block].notes.append(text)
        for key, char, meaning in tables["seventh"]:
            self.nodes[key].seventh[char] = meaning
        self._chars: dict[str, set[str]] = {}
        for _, key, char, _ in tables["codes"]:
            self._chars.setdefault(key, set()).add(char)

    def above(self, code: str) -> str:
        """The longest node that begins a code and is not all of it; nothing where none does."""
        lengths = range(len(code) - 1, 2, -1)
        return next((code[:n] for n in lengths if code[:n] in self.nodes), "")

    def put(self, node: Node) -> None:
        """Put a node below its parent, in the order of codes."""
        self.nodes[node.key] = node
        siblings = self.nodes[node.parent].below
        later = (n for n, key in enumerate(siblings) if self.nodes[key].kind == node.kind and key > node.key)
        siblings.insert(next(later, len(siblings)), node.key)

    def take(self, key: str) -> None:
        """Take out a node that has none below it."""
        self.nodes[self.nodes[key].parent].below.remove(key)
        del self.nodes[key]

    def tables(self, valid: frozenset[str] | None) -> dict[str, Table]:
        """The tables of the release; `valid`: the valid codes without dots, where a list is at hand."""
        every = [node for root in self._roots() for node in self._walked(root)]
        return {
            "codes": (("code", "node", "char", "title"), [r for n in every for r in self._codes(n, valid)]),
            "nodes": (
                ("node", "code", "kind", "parent", "title"),
                [(n.key, n.code, n.kind, n.parent, n.title) for n in every],
            ),
            "notes": (
                ("node", "kind", "block", "number", "text", "targets"),
                [row for node in every for row in _notes(node)],
            ),
            "seventh": (
                ("node", "char", "meaning"),
                [(n.key, *row) for n in every for row in n.seventh.items()],
            ),
        }

    def _roots(self) -> list[str]:
        return [key for key, node in self.nodes.items() if not node.parent]

    def _walked(self, key: str) -> Iterator[Node]:
        yield self.nodes[key]
        for below in self.nodes[key].below:
            yield from self._walked(below)

    def _codes(self, node: Node, valid: frozenset[str] | None) -> Iterator[Cells]:
        """The codes of a leaf: with the seventh characters it had, or all that apply where it is new."""
        if node.below or node.kind not in DIAGNOSES:
            return
        had = self._chars.get(node.key) if valid is None else None
        for row in codes_of_leaf(node.key, node.title, self._seventh(node), valid):
            if had is None or row[2] in had or not had & set(self._seventh(node)):
                yield row

    def _seventh(self, node: Node) -> dict[str, str]:
        at: Node | None = node
        while at:
            if at.seventh:
                return at.seventh
            at = self.nodes.get(at.parent)
        return {}


def _notes(node: Node) -> Iterator[Cells]:
    for number, block in enumerate((b for b in node.blocks if b.notes), 1):
        for place, text in enumerate(block.notes, 1):
            named = " ".join(targets(text)) if block.kind in PARSED else ""
            yield node.key, block.kind, str(number), str(place), text, named
