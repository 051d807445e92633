"""One line of the grouper's logic: words joined by & (and), | (or), ~ (not), read once, asked often.

A word is the name of a list ("valve"), of a list that the principal (`PDX:`), a secondary (`SDX:`) or any
diagnosis (`ANY:`) stands on, or of something of the stay (`MCC`, `DIED`).
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

_TOKEN = re.compile(r"[()&|~]|[^\s()&|~]+")


@dataclass(frozen=True, slots=True)
class Word:
    """True where the stay has it."""

    name: str

    def holds(self, has: Container[str]) -> bool:
        """Whether it is there."""
        return self.name in has

    def met(self, has: Container[str]) -> frozenset[str]:
        """The words that make it true."""
        return frozenset((self.name,)) if self.name in has else frozenset()


@dataclass(frozen=True, slots=True)
class Not:
    """True where its part is not."""

    part: Node

    def holds(self, has: Container[str]) -> bool:
        """Whether its part is not there."""
        return not self.part.holds(has)

    def met(self, _: Container[str]) -> frozenset[str]:
        """Nothing is there that makes it true."""
        return frozenset()


@dataclass(frozen=True, slots=True)
class All:
    """True where all its parts are."""

    parts: tuple[Node, ...]

    def holds(self, has: Container[str]) -> bool:
        """Whether all are there."""
        return all(part.holds(has) for part in self.parts)

    def met(self, has: Container[str]) -> frozenset[str]:
        """The words that make all of them true."""
        return frozenset().union(*(part.met(has) for part in self.parts)) if self.holds(has) else frozenset()


@dataclass(frozen=True, slots=True)
class Either:
    """True where one of its parts is."""

    parts: tuple[Node, ...]

    def holds(self, has: Container[str]) -> bool:
        """Whether one is there."""
        return any(part.holds(has) for part in self.parts)

    def met(self, has: Container[str]) -> frozenset[str]:
        """The words of every part that is true."""
        return frozenset().union(*(part.met(has) for part in self.parts if part.holds(has)))


Node = Word | Not | All | Either


def parsed(formula: str) -> Node:
    """A formula read; ValueError where it is none. "And" binds closer than "or"."""
    tokens = _TOKEN.findall(formula)
    node, rest = _either(tokens, 0)
    if rest != len(tokens):
        raise ValueError(f"{formula!r} goes on where it should end")
    return node


def _either(tokens: list[str], at: int) -> tuple[Node, int]:
    parts, at = _joined(tokens, at, "|")
    return (parts[0] if len(parts) == 1 else Either(tuple(parts))), at


def _joined(tokens: list[str], at: int, sign: str) -> tuple[list[Node], int]:
    parts: list[Node] = []
    while True:
        if sign == "|":
            inner, at = _joined(tokens, at, "&")
            parts.append(inner[0] if len(inner) == 1 else All(tuple(inner)))
        else:
            part, at = _factor(tokens, at)
            parts.append(part)
        if at >= len(tokens) or tokens[at] != sign:
            return parts, at
        at += 1


def _factor(tokens: list[str], at: int) -> tuple[Node, int]:
    if at >= len(tokens) or tokens[at] in ")&|":
        raise ValueError("a formula lacks a word")
    if tokens[at] == "~":
        part, at = _factor(tokens, at + 1)
        return Not(part), at
    if tokens[at] != "(":
        return Word(tokens[at]), at + 1
    node, at = _either(tokens, at + 1)
    if at >= len(tokens) or tokens[at] != ")":
        raise ValueError("a formula lacks a closing bracket")
    return node, at + 1
