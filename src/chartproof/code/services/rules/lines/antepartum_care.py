"""Care before birth alone, of whom another delivers, is reported by the number of visits: four to six, seven and more."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import count, quote
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("maternity care: antepartum care only, by visits"))
def antepartum_care(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Care before birth alone, of whom another delivers, is reported by the number of visits: four to six, seven and more."""
    for done in scene.of("antepartum care")[:1]:
        record = whole(scene, done)
        told = _listed(scene, record) or count(scene, record, _VISITS)
        if told is None:
            yield lacking(__name__, done, "the number of antepartum visits")
        elif told[0] >= _FEW:
            yield Bill("59426" if told[0] > _MANY else "59425", done, (told[1],))


#: From so many visits the care is one line, to so many it is the smaller one; fewer are visits each.
_FEW, _MANY = 4, 6
_VISITS = r"(?:(?:antepartum|prenatal|ob|obstetric|office|routine) )*(?:care )?visits?"
#: A line of a list of visits begins with its day.
_DAY = Pattern(r"(?:^|\n)[ \t\-*\u2022]*\(?(?:\d{1,2}[.)] )?\d{1,2}/\d{1,2}(?:/\d{2,4})?\b(?=[ :,-])")


def _listed(scene: Scene, record: Evidence) -> tuple[int, Evidence] | None:
    """The visits that are listed by day, a line each."""
    days = list(_DAY.finditer(scene.coding.encounter.document(record.document).text))
    return (len(days), quote(scene, record, days[0].start(), days[-1].end())) if len(days) > 1 else None
