"""Look up one code: its title, place, notes of its own and inherited, and what it needs."""

from __future__ import annotations

from dataclasses import dataclass

from chartproof.codesets.tabular import Node, Note, Tabular
from chartproof.terms.notes import inherited, own


@dataclass(frozen=True, slots=True)
class Entry:
    """One code or node as the book has it."""

    code: str
    title: str
    billable: bool
    parents: tuple[Node, ...]
    children: tuple[Node, ...]
    seventh: dict[str, str]
    notes: tuple[Note, ...]
    inherited: tuple[Note, ...]


def plain(typed: str) -> str:
    """A code as published, from what was typed: `e119` is `E11.9`."""
    bare = typed.strip().upper().replace(".", "")
    return bare if len(bare) <= 3 else f"{bare[:3]}.{bare[3:]}"


def lookup(typed: str, tabular: Tabular) -> Entry | None:
    """The entry of a code, or None when the release has no such code."""
    code = plain(typed)
    billable = tabular.billable(code)
    node = tabular.node(billable.node if billable else code)
    if node is None:
        return None
    parents = tabular.ancestors(node.key)
    extended = billable is not None and billable.char
    return Entry(
        code=code,
        title=billable.title if billable else node.title,
        billable=billable is not None,
        parents=parents if extended else parents[1:],
        children=() if extended else tabular.children(node.key),
        seventh=tabular.seventh(node.key),
        notes=() if extended else own(node.key, tabular),
        inherited=(
            (*own(node.key, tabular), *inherited(node.key, tabular))
            if extended
            else inherited(node.key, tabular)
        ),
    )
