"""Anesthesia made harder by age, cold, lowered pressure or an emergency is reported with a further code; Medicare takes none."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.anesthesia import class_of, minutes, operation_of
from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import quote, text_of
from chartproof.code.services.operations import masked
from chartproof.code.services.whose import age_of
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.coding import Fact
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence, Payer
from chartproof.model.service import Bill, Done, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(12, "50"))
def qualifying_circumstances(scene: Scene, _: Books) -> Iterator[Bill]:
    """Anesthesia made harder by age, cold, lowered pressure or an emergency is reported with a further code; Medicare takes none."""
    if scene.coding.encounter.payer is Payer.MEDICARE:
        return
    for done in scene.of("anesthesia")[:1]:
        row = operation_of(scene, done)
        if row is None or row.row["code"] in {"?", "01996", "01968"} or minutes(scene, done) is None:
            continue
        age, code = age_of(scene.coding.encounter), row.row["code"]
        if age is not None and (age < _YOUNG or age > _OLD) and code not in _BY_AGE:
            yield Bill("99100", done, (Fact("age", str(age)),))
        if code not in _BY_PUMP:
            for made, pattern in _MEANS.items():
                if words := _said(scene, done, pattern):
                    yield Bill(made, done, (words,))
        if urgent := _emergency(scene, done):
            yield Bill("99140", done, (urgent,))


def _said(scene: Scene, done: Done, pattern: Pattern) -> Evidence | None:
    record = whole(scene, done)
    match = pattern.search(masked(text_of(scene, record), ()))
    return quote(scene, record, *match.span()) if match else None


def _emergency(scene: Scene, done: Done) -> Evidence | None:
    status = class_of(scene, done)
    return status.words if status and status.emergency else _said(scene, done, _EMERGENCY)


_YOUNG, _OLD = 1, 70
#: Codes that are for infants, and those of a bypass machine, which cools and lowers the pressure.
_BY_AGE = frozenset({"00326", "00561", "00834", "00836"})
_BY_PUMP = frozenset({"00561", "00562", "00563", "00567", "00580"})
_MEANS = {
    "99116": Pattern(
        r"\b(?:total[- ]body|induced|deliberate|whole[- ]body) hypothermia|\bhypothermia (?:was )?(?:induced|utilized|used)"
    ),
    "99135": Pattern(r"\b(?:controlled|deliberate|induced) hypotension|\bhypotensive anesthesia"),
}
_EMERGENCY = Pattern(
    r"(?<!non-)(?<!non )\bemergen(?:t|tly|cy)\b(?! (?:department|room|dept|physician|medicine|contact|exit|drugs|equipment|airway))[^.\n]{0,60}|\bemergency: ?(?:yes|y)\b"
)
