"""One procedure done alike on both sides: one code, where the table has a value for both (guideline B4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chartproof.code.icd10pcs.axes import Chosen
from chartproof.code.icd10pcs.done import Done
from chartproof.codesets.pcs import Pcs
from chartproof.terms.pcs.sites import bare, side_of


def joined(found: list[Done], pcs: Pcs) -> list[Done]:
    """What was done on the left and on the right as one, where both have one value."""
    gone: set[int] = set()
    made: list[Done] = []
    for at, one in enumerate(found):
        if at in gone:
            continue
        twin = next((n for n in range(at + 1, len(found)) if _are_twins(one, found[n])), None)
        both = next(_both(one, found[twin], pcs), None) if twin is not None else None
        if both and twin is not None:
            gone.add(twin)
        made.append(both or one)
    return made


def _are_twins(one: Done, other: Done) -> bool:
    """Whether two are the same but for the side."""
    if not (one.code and other.code) or one.told.document.id != other.told.document.id:
        return False
    here, there = one.axes[0][0].label, other.axes[0][0].label
    sides = {side_of(here), side_of(there)}
    same = one.code[:3] == other.code[:3] and one.code[4:] == other.code[4:]
    return same and sides == {"left", "right"} and bare(here) == bare(there)


def _both(one: Done, other: Done, pcs: Pcs) -> Iterator[Done]:
    """The same done to both, by each value of its table that names both and makes a code."""
    left, right = one.axes[0][0], other.axes[0][0]
    for row in pcs.rows(one.table.name):
        for value, label in row.axes[0].values:
            if side_of(label) == "both" and bare(label) == bare(left.label):
                part = Chosen(value, label, tuple(dict.fromkeys((*left.words, *right.words))))
                made = replace(one, axes=((part,), *one.axes[1:]))
                if made.code and pcs.is_valid(made.code):
                    yield made
