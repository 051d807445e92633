"""An operation is reported by the code that what was done, by which way and at which place, chooses."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import count, digits
from chartproof.code.services.included import is_operation
from chartproof.code.services.operations import Chosen, chosen, held, rows_of, side_told
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("surgery: the code that describes what was done in full"))
def operation(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """An operation is reported by the code that what was done, by which way and at which place, chooses."""
    groups: dict[str, list[Done]] = {}
    for done in filter(is_operation, scene.done):
        if done.is_code or rows_of("operations", done.means):
            groups.setdefault(done.means, []).append(done)
    made = [result for many in groups.values() for result in _of(scene, tuple(many))]
    codes = {result.code for result in made if isinstance(result, Bill)}
    for result in made:
        if not (isinstance(result, Bill) and held(result.code, codes)):
            yield result


def _of(scene: Scene, many: tuple[Done, ...]) -> Iterator[Bill | Lacking]:
    first = many[0]
    if first.is_code:
        place = next((m for m in ("digit", "sided", "told") if m in first.marks), "")
        yield from _placed(scene, many, Chosen({"code": first.means, "place": place}, ()))
        return
    row = chosen(scene, first)
    if row is None or row.row["code"] == "?":
        yield lacking(__name__, first, row.row["asks"] if row else "what was done, and by which way")
    elif row.lacks:
        yield lacking(__name__, first, row.lacks)
    elif row.row["code"] != "-":
        yield from _placed(scene, many, row)


def _placed(scene: Scene, many: tuple[Done, ...], row: Chosen) -> Iterator[Bill | Lacking]:
    place, codes = row.row["place"], row.row["code"].split("+")
    if place == "digit":
        named = {m: words for done in many for m, words in digits(scene, done)}
        if not named:
            yield lacking(__name__, many[0], "which finger or toe, and its side")
        for modifier, words in named.items():
            for code in codes:
                yield Bill(code, many[0], (*row.because, words), place=modifier, modifiers=(modifier,))
        return
    if place.startswith("each "):
        number = next(
            (n for span in (many[0].near, many[0].scene) if (n := count(scene, span, place[5:]))), None
        )
        yield Bill(
            codes[0], many[0], (*row.because, *((number[1],) if number else ())), number[0] if number else 1
        )
        codes, place = codes[1:], ""
    side = side_told(scene, many) if place in {"sided", "told"} else None
    if place == "sided" and side is None:
        yield lacking(__name__, many[0], "the side", ("right", "left", "both sides"))
        return
    for code in codes:
        yield Bill(code, many[0], (*row.because, *((side[1],) if side else ())), side=side)
