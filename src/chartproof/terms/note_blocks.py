"""Instructional notes as questions: one for each block of notes, with all the codes that answer it.

A block is a heading line and the lines under it ("code to identify:", then the codes), where it
stands in the Tabular List. Notes apply to everything below them (guidelines I.A.13, I.A.17).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from chartproof.codesets.build.instructional_notes import is_named
from chartproof.codesets.tabular import Note, Tabular
from chartproof.terms.notes import applying

_OPTIONAL = re.compile(
    r"\bif (?:applicable|known|any|desired|present|appropriate|the)\b|\bas applicable\b|"
    r"\bwhere applicable\b|"
    r"\bany associated\b|\bif\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """One block of notes: where it stands, what it says, which codes answer it.

    `optional`: it says itself that it may not apply. `near`: it stands at a category or below, not
    at a section or a chapter. `row` is the key of its first line in the table of notes.
    """

    node: str
    says: str
    targets: tuple[str, ...]
    optional: bool
    near: bool
    row: str


def blocks(code: str, tabular: Tabular, kind: str) -> tuple[Block, ...]:
    """The blocks of one kind that apply to a code, nearest first; only those that name codes."""
    return _split(code, tabular, kind)[0]


def questions(code: str, tabular: Tabular, kind: str) -> tuple[Block, ...]:
    """The blocks of one kind that apply to a code and name no codes: only the record can answer them."""
    return _split(code, tabular, kind)[1]


def _split(code: str, tabular: Tabular, kind: str) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    key = (tabular.release.seal, tabular.leaf(code), kind)
    if key not in _KNOWN:
        notes = applying(code, tabular, kind)
        grouped = groupby(notes, key=lambda n: (n.node, n.block))
        made = [_block(list(group), tabular) for _, group in grouped]
        named = tuple(block for block in made if block.targets)
        _KNOWN[key] = named, tuple(block for block in made if not block.targets)
    return _KNOWN[key]


def _block(notes: list[Note], tabular: Tabular) -> Block:
    node = tabular.node(notes[0].node)
    says = " ".join(note.text for note in notes)
    return Block(
        node=notes[0].node,
        says=" ".join(says.split())[:160],
        targets=tuple(dict.fromkeys(t for note in notes for t in note.targets)),
        optional=bool(_OPTIONAL.search(says)),
        near=node is not None and node.kind not in {"chapter", "section"},
        row=f"{notes[0].node}/{notes[0].block}.{notes[0].number}",
    )


#: Blocks by seal of a release, leaf and kind, remembered: those that name codes, and the others.
_KNOWN: dict[tuple[str, str, str], tuple[tuple[Block, ...], tuple[Block, ...]]] = {}


@lru_cache(maxsize=1 << 16)
def answers(code: str, targets: tuple[str, ...]) -> bool:
    """Whether a code lies under one of the targets."""
    return any(is_named(code, target) for target in targets)
