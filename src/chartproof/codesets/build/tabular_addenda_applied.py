"""Addenda applied onto a Tabular List, line by line: where a line stands by the lines above it.

A line is applied where the node it stands at is found and what it revises or deletes stands as it
says; any other is listed as not applied, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from chartproof.codesets.build.addenda_lines import (
    ADD,
    DELETE,
    FROM,
    NO_CHANGE,
    TO,
    Applied,
    Change,
    squeezed,
)
from chartproof.codesets.build.tabular_lines import Said, read
from chartproof.codesets.build.tabular_tree import DIAGNOSES, Block, Node, Tree

_LOST = "the chapter, section or code it stands at is not found"
_STANDS = "it stands already"
_CHARACTER = re.compile(r"([A-Z0-9]) (?:- )?(\S.*)")


@dataclass(slots=True)
class _Open:
    """The kind of notes that lines set in further belong to; `block` once one of them is known."""

    kind: str
    left: float
    block: Block | None = None


@dataclass(frozen=True, slots=True)
class _From:
    """A Revise from that waits for its Revise to: what it says, and what stands so, if anything does."""

    change: Change
    said: Said
    kind: str
    why: str


@dataclass(slots=True)
class Changed:
    """A Tabular List while addenda are applied, and where the line last read stands."""

    tree: Tree
    done: Applied
    chapter: str = ""
    section: str = ""
    at: Node | None = None
    is_titled: bool = True
    is_listing: bool = False
    open: _Open | None = None
    waits: _From | None = None
    deleted: dict[str, Change] = field(default_factory=dict)

    def apply(self, changes: Iterable[Change]) -> None:
        """Apply every line in order."""
        for change in changes:
            said = read(change)
            if change.action != TO:
                self._left_open()
            if said.what in {"chapter", "ranged", "code"}:
                self._place(change, said)
            elif self.at is None:
                self._could_not(change, _LOST)
            else:
                self._note(change, said, self.at)
        self._left_open()
        self._take_deleted()

    def _left_open(self) -> None:
        if self.waits:
            self.done.could_not(self.waits.change, "no Revise to follows it")
            self.waits = None

    def _place(self, change: Change, said: Said) -> None:
        """A chapter, section or code: what follows stands at it."""
        self.open, self.is_listing = None, False
        if said.what == "chapter":
            self.chapter, self.is_titled = f"chapter {said.key}", False
            self.at = self.tree.nodes.get(self.chapter)
            return
        is_chapter = said.what == "ranged" and not self.is_titled
        if change.action in {NO_CHANGE, TO, ADD}:
            self.is_titled = True
        if is_chapter:
            key = self.chapter
        elif said.what == "ranged":
            key = self.section = f"section {said.key}"
        else:
            key = said.key
        self._named(change, said, key)

    def _named(self, change: Change, said: Said, key: str) -> None:
        node = self.tree.nodes.get(key)
        if change.action == ADD:
            node = self._add_node(change, said, key, node)
        elif change.action == DELETE:
            self._delete_node(change, said, node)
        elif change.action == FROM:
            title = node.title if node else ""
            why = (
                "" if squeezed(title) == squeezed(said.text) else f"its title is {title!r}" if node else _LOST
            )
            self.waits = _From(change, Said(said.what, key, said.text), "", why)
        elif change.action == TO:
            node = self._retitle(change, said, key)
        self.at = node

    def _add_node(self, change: Change, said: Said, key: str, node: Node | None) -> Node | None:
        if node:
            self.done.could_not(change, _STANDS)
            return node
        if said.what == "ranged":
            new = Node(key, said.key, "section", self.chapter, said.text)
        elif len(said.key) == len("A00"):
            new = Node(key, key, "category", self.section, said.text)
        else:
            new = Node(key, key, "subcategory", self.tree.above(key), said.text)
        if new.parent not in self.tree.nodes:
            self.done.could_not(change, _LOST)
            return None
        self.tree.put(new)
        self.done.did(change)
        return new

    def _delete_node(self, change: Change, said: Said, node: Node | None) -> None:
        if node is None or node.kind not in DIAGNOSES:
            self.done.could_not(change, "no such code stands")
        elif squeezed(node.title) != squeezed(said.text):
            self.done.could_not(change, f"its title is {node.title!r}")
        else:
            self.deleted[node.key] = change

    def _retitle(self, change: Change, said: Said, key: str) -> Node | None:
        """The second half of a revision of a title."""
        before, self.waits = self.waits, None
        if before is None:
            self.done.could_not(change, "no Revise from stands before it")
            return self.tree.nodes.get(key)
        node = self.tree.nodes.get(before.said.key)
        is_same = before.said.key == key or before.said.what == "ranged"
        why = before.why or ("" if is_same else "it gives a title to another code")
        if node and not why:
            node.title = said.text
            self.done.did(before.change)
            self.done.did(change)
        else:
            self.done.could_not(before.change, why or _LOST)
            self.done.could_not(change, why or _LOST)
        return node

    def _take_deleted(self) -> None:
        """Take out deleted codes from the deepest up; one with a code below it that stays is told."""
        for key in sorted(self.deleted, key=len, reverse=True):
            if self.tree.nodes[key].below:
                self.done.could_not(self.deleted[key], "codes below it stay")
            else:
                self.tree.take(key)
                self.done.did(self.deleted[key])

    def _note(self, change: Change, said: Said, node: Node) -> None:
        """A note, or the kind that those below it are of."""
        if said.what == "blocks":
            self.is_listing = True
        elif self.is_listing and said.what == "text":
            self._could_not(change, "the list of blocks of a chapter is not kept in a release")
        elif said.what == "kind":
            self.is_listing = False
            self.open = _Open(said.key, change.left)
            if said.text:
                self._apply_note(change, said, node, said.key)
        elif self.open and change.left > self.open.left:
            self._apply_note(change, said, node, self.open.kind)
        elif node.kind in DIAGNOSES:
            self.open = None
            self._apply_note(change, said, node, "inclusion")
        else:
            self._could_not(change, "what kind of note it is is not said")

    def _apply_note(self, change: Change, said: Said, node: Node, kind: str) -> None:
        block = node.holding(kind, said.text)
        if change.action == NO_CHANGE:
            self._stays_open(block)
        elif change.action == ADD:
            self._add_note(change, said, node, kind)
        elif change.action == DELETE and block:
            self._stays_open(block)
            block.notes.pop(block.at(said.text) or 0)
            self.done.did(change)
        elif change.action == FROM:
            self.waits = _From(change, said, kind, "" if block else _missing(node, kind, said.text))
        elif change.action == TO:
            self._revise_note(change, said, node, kind)
        else:
            self.done.could_not(change, _missing(node, kind, said.text))

    def _stays_open(self, block: Block | None) -> None:
        if self.open:
            self.open.block = block

    def _add_note(self, change: Change, said: Said, node: Node, kind: str) -> None:
        """Add a note: to the block that is open, or to the one of its kind."""
        character = _CHARACTER.fullmatch(said.text) if kind == "seventh" else None
        if node.holding(kind, said.text) or (character and character[1] in node.seventh):
            self.done.could_not(change, _STANDS)
        else:
            self.done.did(change)
            if character:
                node.seventh[character[1]] = character[2]
                return
            block = self.open.block if self.open else None
            if block is None:
                block = node.block_for(kind) if said.what == "kind" else self._last(node, kind)
            block.put(said.text)
            self._stays_open(block)

    def _last(self, node: Node, kind: str) -> Block:
        standing = node.blocks_of(kind)
        return standing[-1] if standing else node.block_for(kind)

    def _revise_note(self, change: Change, said: Said, node: Node, kind: str) -> None:
        before, self.waits = self.waits, None
        if before is None:
            self.done.could_not(change, "no Revise from stands before it")
            return
        block = node.holding(before.kind, before.said.text)
        at = block.at(before.said.text) if block else None
        if block is None or at is None:
            self.done.could_not(before.change, before.why)
            self.done.could_not(change, before.why)
            return
        if kind == before.kind:
            block.notes[at] = said.text
        else:
            block.notes.pop(at)
            node.block_for(kind).put(said.text)
        self.done.did(before.change)
        self.done.did(change)

    def _could_not(self, change: Change, why: str) -> None:
        if change.action != NO_CHANGE:
            self.done.could_not(change, why)


def _missing(node: Node, kind: str, text: str) -> str:
    """Why a note cannot be revised or deleted."""
    others = [block.kind for block in node.blocks if block.at(text) is not None]
    return (
        f"it stands as {others[0]}, not as {kind}" if others else f"no such {kind} note stands at {node.code}"
    )
