"""A fracture or dislocation treated closed is reported by its bone or joint, with manipulation or without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.bones import row_of_bone, side_of_bone
from chartproof.code.services.finding import digits, said, side_of
from chartproof.codesets.books import Books
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("closed treatment of fractures and dislocations"))
def bone_set(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """A fracture or dislocation treated closed is reported by its bone or joint, with manipulation or without."""
    for done in scene.of("fracture care")[:1]:
        row = row_of_bone(scene, scene.of("fracture care"), "fractures")
        without, moved = said(scene, done, _WITHOUT), said(scene, done, _MOVED)
        if row is None:
            yield lacking(__name__, done, "which bone was treated")
        elif without or moved:
            code = row[0]["with"] if moved and not without else row[0]["without"]
            yield from _placed(scene, done, code, row, without or moved)
        else:
            yield lacking(
                __name__,
                done,
                "whether the fracture was manipulated",
                ("with manipulation", "without manipulation"),
            )
    for done in scene.of("dislocation reduced")[:1]:
        row = row_of_bone(scene, scene.of("dislocation reduced"), "dislocations")
        if row is None:
            yield lacking(__name__, done, "which joint was reduced")
        else:
            asleep = said(scene, done, _ASLEEP)
            yield from _placed(
                scene, done, row[0]["anesthesia" if asleep else "plain"] or row[0]["plain"], row, asleep
            )


_WITHOUT = re.compile(
    r"\bwithout (?:any )?(?:manipulation|reduction)|\bno (?:manipulation|reduction)|\bnon-?manipulative"
)
_MOVED = re.compile(
    r"\bwith manipulation|\bmanipulat\w+|\bclosed reduction|\bfracture (?:was )?reduced|\breduction (?:was )?(?:performed|achieved|obtained)|\breduced (?:with|by|under)|\breduc(?:ed|tion)\b"
)
_ASLEEP = re.compile(r"\bgeneral anesthesia\b")


def _placed(
    scene: Scene, done: Done, code: str, row: tuple[dict[str, str], Evidence], how: Evidence | None
) -> Iterator[Bill | Lacking]:
    because = (row[1], *((how,) if how else ()))
    if not code:
        return
    if row[0]["place"] == "d":
        named = digits(scene, done)
        if not named:
            yield lacking(__name__, done, "which finger or toe, and its side")
        for modifier, told in named[:1]:
            yield Bill(code, done, (*because, told), place=modifier, modifiers=(modifier,))
        return
    side = side_of(scene, done) or side_of_bone(scene, done, row[1])
    if row[0]["place"] and side is None:
        yield lacking(__name__, done, "the side", ("right", "left", "both sides"))
    else:
        yield Bill(code, done, because, side=side)
