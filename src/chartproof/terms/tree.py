"""The tree of a classification: what stands below a code, above it, and whether one is a kind of another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chartproof.codesets.tabular import Node, Tabular


@dataclass(frozen=True, slots=True)
class Branch:
    """A code or category with all that stands below it."""

    code: str
    title: str
    billable: bool
    children: tuple[Branch, ...] = ()


def branch(node: Node, tabular: Tabular) -> Branch:
    """All below a node; codes that seventh characters make stand below their leaf."""
    nodes = tabular.children(node.key)
    below = [branch(child, tabular) for child in nodes]
    if not nodes:
        below = [Branch(c.code, c.title, billable=True) for c in tabular.codes_of(node.key) if c.char]
    return Branch(node.code, node.title, tabular.billable(node.code) is not None, tuple(below))


def ancestors(code: str, tabular: Tabular) -> tuple[Node, ...]:
    """What stands above a code, nearest first, up to its chapter; the leaf too for a seventh character."""
    found = tabular.billable(code)
    if found and found.char:
        return tabular.ancestors(found.node)
    node = tabular.node(code)
    return tabular.ancestors(code)[1:] if node else ()


def is_a(code: str, kind: str, tabular: Tabular) -> bool:
    """Whether a code is a kind of another (`E11.621` is an `E11`); every code is a kind of itself.

    `kind` may be a chapter or section by its key (`section E08-E13`, `chapter 4`).
    """
    return code == kind or any(node.key == kind for node in ancestors(code, tabular))


def billable_below(code: str, tabular: Tabular) -> Iterator[str]:
    """The valid codes at and below a node, in order."""
    node = tabular.node(code)
    if node is None:
        if tabular.billable(code):
            yield code
        return
    yield from (c.code for c in tabular.codes_of(node.key))
    for child in tabular.children(node.key):
        yield from billable_below(child.key, tabular)
