"""A hearing loss of its own kind in each ear."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: The kinds of loss: their codes without both ears, and the subdivision of one ear beside a restricted other.
KINDS = (
    (("H90.1", "H90.2", "H90.A1"), "H90.A1"),
    (("H90.4", "H90.5", "H90.A2"), "H90.A2"),
    (("H90.7", "H90.8", "H90.A3"), "H90.A3"),
)
_EARS = {"right": "1", "left": "2"}


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "H90.A"),
)
def hearing_loss_of_each_ear(coding: Coding, books: Books) -> Iterator[Give]:
    """Where each ear has a hearing loss of another kind, each is coded as one ear beside a restricted other."""
    ears: dict[str, tuple[str, Assignment]] = {}
    for codes, subdivision in KINDS:
        for loss in coding.having(*codes):
            for side in _sides(loss):
                ears.setdefault(side, (subdivision, loss))
    if set(ears) != {"left", "right"} or len({subdivision for subdivision, _ in ears.values()}) == 1:
        return
    for side, (subdivision, loss) in sorted(ears.items()):
        value = f"{subdivision}{_EARS[side]}"
        if books.tabular.billable(value) and loss.value != value:
            yield Give(value, because=(loss,), instead_of=(loss,))


def _sides(loss: Assignment) -> Iterator[str]:
    """The ears that a loss is documented of."""
    for mention in loss.mentions:
        yield from (t.value for t in mention.traits if t.axis == "laterality" and t.value in _EARS)
