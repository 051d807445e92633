"""A service whose name alone decides is reported by the code of that name."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import HOUSE, SINCE
from chartproof.code.services.counting import packs_of
from chartproof.code.services.finding import count, digits, quote, side_of, sides, text_of
from chartproof.code.services.included import is_operation
from chartproof.code.services.laboratories import made_again, rerun_of
from chartproof.code.services.pieces import pieces
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=HOUSE)
def named_service(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """A service whose name alone decides is reported by the code of that name."""
    groups: dict[str, list[Done]] = {}
    for done in scene.done:
        if done.is_code and done.work not in {"drug", "vaccine"} and not is_operation(done):
            groups.setdefault(done.means, []).append(done)
    for code, many in groups.items():
        done = max(many, key=lambda d: (_told(scene, d) is not None, -d.evidence.start))
        if "digit" in done.marks and ("sided" not in done.marks or digits(scene, done)):
            yield from _of_digits(scene, code, done)
        elif "sided" in done.marks:
            yield from _of_sides(scene, code, many)
        elif "counted" in done.marks and done.work == "supply":
            yield from _of_pieces(scene, code, done)
        elif "repeats" in done.marks or "counted" in done.marks:
            told = _told(scene, done)
            if told and "counted" in done.marks:
                yield Bill(code, done, (told[1],), told[0])
            else:
                yield Bill(code, done, ())
                yield from _again(scene, done, many, told)
        else:
            yield Bill(code, done, ())
            yield from _again(scene, done, many)


def _again(
    scene: Scene, done: Done, many: list[Done], told: tuple[int, Evidence] | None = None
) -> Iterator[Bill]:
    """The further times it was done; a laboratory's rerun is none."""
    if told and told[0] > 1 and not (done.work == "lab" and rerun_of(scene, done)):
        yield Bill(done.means, done, (told[1],), told[0] - 1, place="repeated")
    elif words := made_again(scene, many):
        yield Bill(done.means, done, words, len(words), place="repeated")


def _of_pieces(scene: Scene, code: str, done: Done) -> Iterator[Bill | Lacking]:
    """So many pieces, or so many packs of them; of what is worn on both feet a line for each side."""
    told = pieces(scene, done)
    if told is None:
        yield lacking(__name__, done, "how many were supplied")
    elif "each foot" in done.marks and told[0] % 2 == 0:
        for side in ("right", "left"):
            yield Bill(code, done, (told[1],), told[0] // 2, place=side, modifiers=(_SIDES[side],))
    else:
        yield Bill(code, done, (told[1],), packs_of(code, told[0]))


_SIDES = {"right": "RT", "left": "LT"}


def _told(scene: Scene, done: Done) -> tuple[int, Evidence] | None:
    """How many times the record says it was done."""
    if not {"repeats", "counted"} & done.marks:
        return side_of(scene, done) and (1, done.evidence) if "sided" in done.marks else None
    things = r"nebs?|treatments?|nebuli\w+|doses?|sets?|cultures?|times|troponins?|measurements?|allergens"
    return count(scene, done.near, things) or count(scene, done.scene, things) or _by_hours(scene, done)


def _by_hours(scene: Scene, done: Done) -> tuple[int, Evidence] | None:
    """How many times, as sentences tell it that each have an hour of their own."""
    hours = {
        match.group(): quote(scene, d.near, *match.span())
        for d in scene.of(done.means)
        if (match := _HOUR.search(text_of(scene, d.near)))
    }
    return (len(hours), list(hours.values())[-1]) if len(hours) > 1 else None


_HOUR = Pattern(r"\b(?:[01]?\d|2[0-3]):[0-5]\d\b")


def _of_digits(scene: Scene, code: str, done: Done) -> Iterator[Bill | Lacking]:
    named = digits(scene, done)
    if not named:
        yield lacking(__name__, done, "which finger or toe, and its side")
    for modifier, words in named:
        yield Bill(code, done, (words,), place=modifier, modifiers=(modifier,))


def _of_sides(scene: Scene, code: str, many: list[Done]) -> Iterator[Bill | Lacking]:
    """One line for a side, or one for both; what is told of each mention counts together."""
    told = [t for d in many for t in sides(scene, d.near)] or [t for t in [side_of(scene, many[0])] if t]
    kinds = {side for side, _ in told}
    if not kinds:
        yield lacking(__name__, many[0], "the side", ("right", "left", "both sides"))
    elif "both" in kinds or len(kinds) > 1:
        yield Bill(code, many[0], tuple(words for _, words in told[:2]), side=("both", told[0][1]))
    else:
        yield Bill(code, many[0], (told[0][1],), side=told[0])
