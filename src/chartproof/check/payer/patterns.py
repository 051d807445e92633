"""Codes as a rule names them: one code, all that begin alike (`E11*`), or a range (`99202-99215`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from chartproof.check.payer.nodes import Node

_WORD = re.compile(r"[0-9A-Z]{1,8}(?:\.[0-9A-Z]{1,4})?")


@dataclass(frozen=True, slots=True)
class Patterns:
    """What a code may be, without dots; what each pattern is, is told once."""

    exact: frozenset[str]
    prefixes: tuple[str, ...]
    ranges: tuple[tuple[str, str], ...]

    def match(self, code: str) -> bool:
        """Whether a code is one of them."""
        plain = code.replace(".", "")
        if plain in self.exact or (self.prefixes and plain.startswith(self.prefixes)):
            return True
        return any(len(plain) >= len(a) and a <= plain[: len(a)] <= b for a, b in self.ranges)


def patterns(node: Node) -> Patterns:
    """Read a list of patterns."""
    exact, prefixes, ranges = [], [], []
    for each in node.many():
        told = each.text().upper()
        first, dash, last = (part.strip() for part in told.partition("-"))
        if dash:
            ends = [_plain(part, each) for part in (first, last)]
            if len(ends[0]) != len(ends[1]) or ends[0] > ends[1]:
                raise each.wrong("a range has two codes of one length, the first not after the last")
            ranges.append((ends[0], ends[1]))
        elif told.endswith("*"):
            prefixes.append(_plain(told[:-1], each))
        else:
            exact.append(_plain(told, each))
    if not (exact or prefixes or ranges):
        raise node.wrong("must have at least one code")
    return Patterns(frozenset(exact), tuple(prefixes), tuple(ranges))


def _plain(word: str, node: Node) -> str:
    if not _WORD.fullmatch(word):
        raise node.wrong("is no code: write one (E11.9), a beginning (E11*) or a range (99202-99215)")
    return word.replace(".", "")


@dataclass(frozen=True, slots=True)
class Among:
    """A list held against patterns: one of `any`, every one of `all`, none of `none`."""

    any: Patterns | None = None
    all: tuple[Patterns, ...] = ()
    none: Patterns | None = None

    def match(self, codes: Iterable[str]) -> bool:
        """Whether a list of codes is as told."""
        held = tuple(codes)
        if self.any is not None and not any(map(self.any.match, held)):
            return False
        if self.none is not None and any(map(self.none.match, held)):
            return False
        return all(any(map(each.match, held)) for each in self.all)


def among(node: Node) -> Among:
    """Read `any`, `all` and `none`; a list alone is `any`."""
    if not isinstance(node.value, dict):
        return Among(any=patterns(node))
    keys = node.keys(("any", "all", "none"))
    if not keys:
        raise node.wrong("says nothing: write any, all or none")
    return Among(
        any=patterns(keys["any"]) if "any" in keys else None,
        all=tuple(patterns(each) for each in keys["all"].many()) if "all" in keys else (),
        none=patterns(keys["none"]) if "none" in keys else None,
    )
