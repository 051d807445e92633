"""Taking out tonsils and adenoids is reported by which and by age."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import said
from chartproof.code.services.whose import age_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Fact
from chartproof.model.pattern import Pattern
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("tonsillectomy and adenoidectomy by age"))
def tonsils_and_adenoids(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Taking out tonsils and adenoids is reported by which and by age."""
    many = scene.of("tonsillectomy")
    if not many:
        return
    age = age_of(scene.coding.encounter)
    if age is None:
        yield lacking(__name__, many[0], "the age of the patient")
        return
    tonsils, adenoids = said(scene, many[0], _TONSILS), said(scene, many[0], _ADENOIDS)
    young, old = _CODES[tonsils is not None, adenoids is not None]
    because = tuple(e for e in (tonsils, adenoids) if e)
    yield Bill(young if age < _TWELVE else old, many[0], (*because, Fact("age", str(age))))


_TWELVE = 12
_TONSILS = Pattern(r"\b(?:adeno)?tonsillectomy|\bt ?& ?a\b")
_ADENOIDS = Pattern(r"\badenoidectomy|\badenotonsillectomy|\bt ?& ?a\b")
_CODES = {
    (True, True): ("42820", "42821"),
    (True, False): ("42825", "42826"),
    (False, True): ("42830", "42831"),
    (False, False): ("42825", "42826"),
}
