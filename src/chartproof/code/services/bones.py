"""Which bone or joint was treated."""

from __future__ import annotations

from chartproof.code.services.finding import digits, nearest, words
from chartproof.code.services.wounds import whole
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene
from chartproof.terms.procedures import figures


def row_of_bone(scene: Scene, many: tuple[Done, ...], table: str) -> tuple[dict[str, str], Evidence] | None:
    """The first bone or joint of the table that sentences, then passages, name."""
    for spans in ([d.near for d in many], [d.scene for d in many]):
        for row in figures(table):
            for span, done in zip(spans, many, strict=True):
                if told := nearest(scene, span, words(row["words"]), done.evidence):
                    return _great_toe(scene, done, row, table), told
    everything = whole(scene, many[0]) if many else None
    named = [
        (row, told)
        for row in (figures(table) if everything else ())
        if everything and (told := nearest(scene, everything, words(row["words"]), many[0].evidence))
    ]
    return named[0] if len(named) == 1 else None  # elsewhere in the record only where it names one


def _great_toe(scene: Scene, done: Done, row: dict[str, str], table: str) -> dict[str, str]:
    """The row of the great toe, where the record says elsewhere that the toe is this one."""
    if row.get("bone") != "lesser toe" or not {m for m, _ in digits(scene, done)} & {"TA", "T5"}:
        return row
    return next(r for r in figures(table) if r["bone"] == "great toe")
