"""The tree of a classification: what stands below a code, above it, and whether one is a kind of another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chartproof.codesets.tabular import Node, Tabular

#: What a category of ICD-10-CM looks like; since FY2026 its second place may be a letter (QA0).
CATEGORY = r"[A-Z](?:[0-9][0-9A-Z]|[A-Z][0-9])"


@dataclass(frozen=True, slots=True)
class Branch:
    """A code or category with all that stands below it; None where its list does not say."""

    code: str
    title: str | None
    billable: bool | None
    children: tuple[Branch, ...] = ()


def plain(typed: str) -> str:
    """A code as published, from what was typed: `e119` and `E11.9-` are `E11.9`."""
    bare = typed.strip().upper().replace(".", "").removesuffix("-")
    return bare if len(bare) <= 3 else f"{bare[:3]}.{bare[3:]}"


def key_of(typed: str, tabular: Tabular) -> str | None:
    """The node a person means by a code, a section (E08-E13, section B20) or `chapter 4`; None without one."""
    bare = " ".join(typed.split()).upper()
    kind, _, rest = bare.partition(" ")
    keys = (plain(bare), f"section {bare}", f"{kind.lower()} {rest}")
    return next((key for key in keys if tabular.node(key)), None)


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
