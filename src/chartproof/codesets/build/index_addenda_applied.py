"""Addenda applied onto an index of ICD-10-CM, line by line: where a line stands by its dashes.

A line is applied where the terms above it are found and what it revises or deletes stands as it
says, code and all; any other is listed as not applied, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

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
from chartproof.codesets.build.index_terms import Term
from chartproof.codesets.build.index_tree import Node, Said, bare, read_term

#: No index of ICD-10-CM goes deeper (its schema has nine levels below a main term).
MOST_LEVELS = 20
_NAMES = ("title", "modifiers", "see", "see_also", "category")
_LETTER = re.compile(r"[A-Z]")


@dataclass(frozen=True, slots=True)
class Step:
    """A change and what it says."""

    change: Change
    said: Said

    @property
    def level(self) -> int:
        """0 for a main term, then 1 and on."""
        return self.said.level

    @property
    def term(self) -> Term:
        """The term, without a path."""
        return self.said.term


@dataclass(slots=True)
class Changed:
    """An index while addenda are applied: its tree, and the terms from the main one to the line's.

    A term that was not found is None: nothing below it can be applied.
    """

    root: Node
    done: Applied
    stack: list[Node | None] = field(default_factory=list)
    revised: tuple[Step, Node | None] | None = None
    deleted: list[tuple[Change, Node]] = field(default_factory=list)

    def apply(self, changes: Iterable[Change]) -> None:
        """Apply every line in order; letters that head a part are passed over."""
        for change in changes:
            if not (_LETTER.fullmatch(change.text) and change.action == NO_CHANGE):
                self.take(Step(change, read_term(change.text)))
        self.close()

    def take(self, step: Step) -> None:
        """Apply one line."""
        if step.change.action == TO:
            self._revise(step)
            return
        self._left_open()
        if (
            step.level > MOST_LEVELS
            or step.level > len(self.stack)
            or (step.level and self.stack[step.level - 1] is None)
        ):
            self._lost(step)
            return
        parent = self._parent(step.level)
        found = parent.found(step.said)
        if step.change.action == NO_CHANGE:
            self._stand(step.level, found)
        elif step.change.action == ADD:
            self._add(step, parent, found)
        elif step.change.action == DELETE:
            self._delete(step, parent, found)
        else:
            self.revised = (step, found)
            self._stand(step.level, found)

    def close(self) -> None:
        """End: what went with a deleted term is told."""
        self._left_open()
        for change, node in self.deleted:
            if left := node.count():
                self.done.could_not(change, f"applied; {left} subterms that no line deletes went with it")

    def _parent(self, level: int) -> Node:
        return (self.stack[level - 1] if level else None) or self.root

    def _stand(self, level: int, node: Node | None) -> None:
        self.stack = [*self.stack[:level], node]

    def _lost(self, step: Step) -> None:
        if step.change.action == FROM:
            self.revised = (step, None)
        elif step.change.action != NO_CHANGE:
            self.done.could_not(step.change, "the term above it is not found")
        level = min(step.level, MOST_LEVELS + 1)
        self._stand(min(level, len(self.stack)), None)
        self.stack += [None] * (level + 1 - len(self.stack))

    def _add(self, step: Step, parent: Node, found: Node | None) -> None:
        if found and _same(found.term, step.term):
            self.done.could_not(step.change, "it stands already")
        else:
            found = Node(step.term)
            parent.put(found)
            self.done.did(step.change)
        self._stand(step.level, found)

    def _delete(self, step: Step, parent: Node, found: Node | None) -> None:
        why = differs(found, step.term)
        if found and not why:
            parent.take(found)
            self.deleted.append((step.change, found))
            self.done.did(step.change)
        else:
            self.done.could_not(step.change, why)
        self._stand(step.level, found)

    def _revise(self, step: Step) -> None:
        if self.revised is None:
            self.done.could_not(step.change, "no Revise from stands before it")
            return
        (before, found), self.revised = self.revised, None
        why = differs(found, before.term)
        if found and not why:
            parent = self._parent(before.level)
            parent.take(found)
            found.term = revised(found.term, before.term, step.term)
            (self._parent(step.level) if step.level <= before.level else parent).put(found)
            self.done.did(before.change)
            self.done.did(step.change)
        else:
            self.done.could_not(before.change, why)
            self.done.could_not(step.change, why)

    def _left_open(self) -> None:
        if self.revised is not None:
            self.done.could_not(self.revised[0].change, "no Revise to follows it")
            self.revised = None


def differs(node: Node | None, said: Term) -> str:
    """Why a term is not what a line says of it; nothing where it is."""
    if node is None:
        return "the term is not found"
    for column, code in said.cells.items():
        if node.term.cells.get(column, "") != code:
            return f"its code in column {column} is {node.term.cells.get(column) or 'none'}"
    if node.term.cells:
        return ""
    together = squeezed(f"{node.term.see} {node.term.code}")
    if node.term.code != said.code and together not in {squeezed(said.see), squeezed(said.see_also)}:
        return f"its code is {node.term.code or 'none'}"
    if node.term.manifestation and node.term.manifestation != said.manifestation:
        return f"its manifestation code is {node.term.manifestation}"
    return ""


def revised(term: Term, before: Term, after: Term) -> Term:
    """A term with what a revision changes; what both lines say alike stays as it stands.

    A title that stands otherwise than the line says (a flattened index has lost the end of some)
    is then as the line says.
    """
    told = {name for name in _NAMES if _said(before, name) != _said(after, name)}
    told |= {name for name in ("code", "manifestation") if _said(after, name) != _said(term, name)}
    if bare(f"{term.title}{term.modifiers}") != bare(f"{before.title}{before.modifiers}"):
        told |= {"title", "modifiers"}
    cells = {**term.cells, **after.cells}
    return replace(term, cells=cells, **{name: getattr(after, name) for name in told})


def _said(term: Term, name: str) -> str:
    return str(getattr(term, name))


def _same(a: Term, b: Term) -> bool:
    return squeezed(a.modifiers) == squeezed(b.modifiers) and (a.code, a.cells) == (b.code, b.cells)
