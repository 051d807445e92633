"""Which films a record tells apart: by the region of their sentence, and of both sides together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chartproof.code.services.views import region_named
from chartproof.model.service import Bill, Done, Scene


def told_apart(scene: Scene) -> list[Done]:
    """The films that are told with their region; those that only say that films were made, where none are."""
    many = scene.of("x-ray")
    placed = {d for d in many if region_named(scene, d)}
    return [d for d in many if d in placed or all(d.scene != p.scene for p in placed)]


def joined(bills: list[Bill]) -> Iterator[Bill]:
    """The same study of the right and of the left is one study of both sides."""
    for bill in bills:
        same = [
            b
            for b in bills
            if bill.side and b.side and (b.code, b.place) == (bill.code, bill.place) and b.of != bill.of
        ]
        other = same[0] if len(same) == 1 else None
        if (
            other is None
            or not other.side
            or not bill.side
            or {other.side[0], bill.side[0]} != {"right", "left"}
        ):
            yield bill
        elif bills.index(bill) < bills.index(other):
            because = (*bill.because, *(b for b in other.because if b not in bill.because))
            yield replace(bill, because=because, side=("both", bill.side[1]))
