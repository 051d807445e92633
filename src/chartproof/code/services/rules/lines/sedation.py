"""Moderate sedation by the one who does the procedure is reported by its minutes from the tenth on, with an independent observer."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.infusing import minutes_of
from chartproof.code.services.whose import age_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Fact
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("moderate sedation: intraservice time"))
def sedation(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Moderate sedation by the one who does the procedure is reported by its minutes from the tenth on, with an independent observer."""
    for done in scene.of("sedation")[:1]:
        claim = scene.coding.encounter
        age, told = age_of(claim), minutes_of(scene, done)
        if told is None:
            yield lacking(__name__, done, "the minutes of sedation under the provider's continuous presence")
        elif age is None:
            yield lacking(__name__, done, "the age of the patient")
        elif told[0] >= _LEAST:
            yield Bill("99152" if age >= _CHILD else "99151", done, (told[1], Fact("age", str(age))))
            further = (told[0] - 15 + 7) // 15
            if further > 0:
                yield Bill("99153", done, (told[1],), further)


_LEAST, _CHILD = 10, 5
