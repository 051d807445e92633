"""What counts toward a component, with its proof; and joining words."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Ground, Step
from chartproof.model.visit import Counted, Element, Part
from chartproof.rules.core import Method


def counted(
    element: Element, found: tuple[Part, str, Iterable[object]], method: Method, books: Books
) -> Counted:
    """One thing that counted: what kind of thing, what it is called, and what it rests on."""
    part, of, because = found
    grounds: tuple[Ground, ...] = tuple(b.proof if isinstance(b, Assignment) else b for b in because)  # type: ignore[misc]
    return Counted(element, part, of, method.says, Step(method.id, of, grounds, method.cite, books.name))


#: More names than these are not listed.
_MOST_NAMES = 8


def points(number: int) -> str:
    """So many points."""
    return f"{number} {'point' if number == 1 else 'points'}"


def some(number: int, noun: str, names: Collection[str] = ()) -> str:
    """So many more of something, and which there are, where they are few."""
    listed = ", ".join(names) if len(names) <= _MOST_NAMES else ""
    return f"{number} more {noun}" + (f" ({listed})" if listed else "")
