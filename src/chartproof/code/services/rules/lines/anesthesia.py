"""Anesthesia is reported by the site and kind of the operation, its units the minutes it took; base and time units stand beside them."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.anesthesia import class_of, given_by, minutes, operation_of
from chartproof.code.services.anesthesia_units import counted
from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.labor import labor_and_cesarean
from chartproof.codesets.books import Books
from chartproof.model.record import Evidence
from chartproof.model.results import Because
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(12, "50"))
def anesthesia(scene: Scene, books: Books) -> Iterator[Bill | Lacking]:
    """Anesthesia is reported by the site and kind of the operation, its units the minutes it took; base and time units stand beside them."""
    for done in scene.of("epidural looked after")[:1]:
        yield Bill("01996", done, ())
    for done in scene.of("anesthesia")[:1]:
        row, time = operation_of(scene, done), minutes(scene, done)
        if scene.of("epidural looked after") and row is None and time is None:
            return
        if row is None or row.row["code"] == "?":
            yield lacking(
                __name__, done, row.row["asks"] if row else "which operation the anesthesia was for"
            )
        elif row.lacks:
            yield lacking(__name__, done, row.lacks)
        elif row.row["code"] == _AFTER_LABOR:
            yield from _after_labor(scene, done, row.because, books)
        elif time is None:
            yield lacking(__name__, done, "when the anesthesia began and when it ended")
        else:
            yield _bill(scene, done, row.row["code"], (row.because, time), books)
            yield from _open(scene, done)


_LABOR, _AFTER_LABOR = "01967", "01968"
_WHO = "who gave the anesthesia, whether it was medically directed, and how many rooms were directed at the same time"


def _bill(
    scene: Scene, done: Done, code: str, told: tuple[tuple[Because, ...], tuple[int, Evidence]], books: Books
) -> Bill:
    """The line of one anesthesia."""
    because, (spent, words) = told
    units, row = counted(scene, done, (code, spent), books)
    grounds = tuple(dict.fromkeys((*because, words, *((row,) if row else ()))))
    return Bill(code, done, grounds, spent, anesthesia=units)


def _after_labor(
    scene: Scene, done: Done, because: tuple[Because, ...], books: Books
) -> Iterator[Bill | Lacking]:
    """Labor anesthesia and, as its add-on, the cesarean it ended in: each has its own minutes."""
    spent = labor_and_cesarean(scene, done)
    if spent is None:
        yield lacking(
            __name__, done, "the minutes of the labor epidural and those of the cesarean, each apart"
        )
        return
    for code, time in zip((_LABOR, _AFTER_LABOR), spent, strict=True):
        yield _bill(scene, done, code, (because, time), books)
    yield from _open(scene, done)


def _open(scene: Scene, done: Done) -> Iterator[Lacking]:
    """What a line of anesthesia still lacks."""
    if class_of(scene, done) is None:
        yield lacking(__name__, done, "the physical status of the patient (ASA class)")
    if given_by(scene, done) is None:
        yield lacking(__name__, done, _WHO)
