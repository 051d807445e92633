"""Which bone or joint was treated."""

from __future__ import annotations

from chartproof.code.services.finding import nearest, words
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene
from chartproof.terms.procedures import figures


def row_of_bone(scene: Scene, many: tuple[Done, ...], table: str) -> tuple[dict[str, str], Evidence] | None:
    """The first bone or joint of the table that sentences, then passages, name."""
    for spans in ([d.near for d in many], [d.scene for d in many]):
        for row in figures(table):
            for span, done in zip(spans, many, strict=True):
                if told := nearest(scene, span, words(row["words"]), done.evidence):
                    return row, told
    return None
