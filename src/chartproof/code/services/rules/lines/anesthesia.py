"""Anesthesia is reported by the site and kind of the operation, its units the minutes it took."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.anesthesia import class_of, given_by, minutes, operation_of
from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, manual
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(12, "50"))
def anesthesia(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Anesthesia is reported by the site and kind of the operation, its units the minutes it took."""
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
            yield lacking(
                __name__, done, "the minutes of the labor epidural and those of the cesarean, each apart"
            )
        elif time is None:
            yield lacking(__name__, done, "when the anesthesia began and when it ended")
        else:
            yield Bill(row.row["code"], done, (*row.because, time[1]), time[0])
            if class_of(scene, done) is None:
                yield lacking(__name__, done, "the physical status of the patient (ASA class)")
            if given_by(scene, done) is None:
                yield lacking(__name__, done, _WHO)


_AFTER_LABOR = "01968"
_WHO = "who gave the anesthesia, whether it was medically directed, and how many rooms were directed at the same time"
