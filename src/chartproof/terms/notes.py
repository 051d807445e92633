"""Instructional notes of a code: its own and those it inherits from every level above it."""

from __future__ import annotations

from chartproof.codesets.tabular import Note, Tabular


def own(key: str, tabular: Tabular) -> tuple[Note, ...]:
    """The notes that stand at a node."""
    return tabular.notes(key)


def inherited(key: str, tabular: Tabular) -> tuple[Note, ...]:
    """The notes of every level above a node, nearest first (guideline I.A.11: notes apply below)."""
    return tuple(
        note
        for node in tabular.ancestors(key)[1:]
        for note in tabular.notes(node.key)
        if note.kind != "inclusion"
    )


def applying(code: str, tabular: Tabular, kind: str) -> tuple[Note, ...]:
    """The notes of one kind that apply to a code, nearest first."""
    leaf = tabular.leaf(code)
    return tuple(n for node in tabular.ancestors(leaf) for n in tabular.notes(node.key) if n.kind == kind)
