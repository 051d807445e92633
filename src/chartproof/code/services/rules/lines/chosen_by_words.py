"""Of the codes of a family the record chooses one by what it says of how, where or why."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import HOUSE, SINCE
from chartproof.code.services.choosing import asked, chosen, families, reasons
from chartproof.code.services.finding import digits, side_of, sides
from chartproof.code.services.pieces import pieces
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=HOUSE)
def chosen_by_words(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Of the codes of a family the record chooses one by what it says of how, where or why."""
    seen: dict[str, Done] = {}
    for done in scene.done:
        if done.means in families() and (done.means not in seen or chosen(scene, seen[done.means]) is None):
            seen[done.means] = done
    for family, done in seen.items():
        row = chosen(scene, done)
        if row is None:
            yield lacking(__name__, done, asked(family))
        elif row["code"] != "-":
            yield from _billed(scene, done, row)


def _billed(scene: Scene, done: Done, row: dict[str, str]) -> Iterator[Bill | Lacking]:
    because = reasons(scene, done, row)
    if row["place"] == "each":
        named = {d.evidence.words[:3].lower(): d.evidence for d in scene.of(done.means)}
        yield Bill(row["code"], done, tuple(named.values()), len(named))
    elif row["place"] == "counted":
        many = pieces(scene, done)
        yield (
            Bill(row["code"], done, (*because, many[1]), many[0])
            if many
            else lacking(__name__, done, "how many were supplied")
        )
    elif row["place"] == "digit":
        for modifier, told in digits(scene, done):
            yield Bill(row["code"], done, (*because, told), place=modifier, modifiers=(modifier,))
    elif row["place"] == "sided":
        near = [t for d in scene.of(done.means) for t in sides(scene, d.near)]
        kinds = {side for side, _ in near}
        side = (
            ("both", near[0][1])
            if len(kinds) > 1 or "both" in kinds
            else near[0]
            if near
            else side_of(scene, done)
        )
        if side is None:
            yield lacking(__name__, done, "the side", ("right", "left", "both sides"))
        else:
            yield Bill(row["code"], done, (*because, side[1]), side=side)
    else:
        for code in row["code"].split("+"):
            yield Bill(code, done, because)
