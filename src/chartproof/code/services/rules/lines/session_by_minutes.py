"""Psychotherapy is reported by its minutes; beside a visit by codes of its own."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import said
from chartproof.code.services.infusing import minutes_of
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.procedures import figures


@rule(holds=SINCE, reviewed=None, cite=cpt("psychotherapy: time ranges"))
def session_by_minutes(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Psychotherapy is reported by its minutes; beside a visit by codes of its own."""
    for family in dict.fromkeys(row["family"] for row in figures("sessions")):
        for done in scene.of(family)[:1]:
            told = minutes_of(scene, done)
            if told is None:
                yield lacking(__name__, done, "the minutes of the session")
                continue
            row = next(
                (
                    r
                    for r in figures("sessions")
                    if r["family"] == family
                    and int(r["least"]) <= told[0]
                    and (not r["most"] or told[0] <= int(r["most"]))
                ),
                None,
            )
            beside = said(scene, done, _BESIDE)
            if row:
                code = row["beside_visit"] if beside and row["beside_visit"] else row["code"]
                yield Bill(code, done, (told[1], *((beside,) if beside else ())))
    for family, (code, unit) in _UNITS.items():
        for done in scene.of(family)[:1]:
            told = minutes_of(scene, done)
            if told is None:
                yield lacking(__name__, done, "the minutes of the session")
            elif units := (told[0] + unit - unit // 2 - 1) // unit:
                yield Bill(code, done, (told[1],), units)


_BESIDE = Pattern(
    r"\b(?:e/?m|evaluation and management|medication management)\b[^.]{0,60}\b(?:separate\w*|in addition|same (?:day|visit))|\b(?:in addition to|with|apart from|separate from) (?:the |an )?(?:e/?m|evaluation and management|medication management)|exclu\w+ (?:of )?(?:the )?e/?m"
)
#: Minutes of a unit, reported from its middle on.
_UNITS = {
    "diabetes training": ("G0108", 30),
    "nutrition therapy": ("97802", 15),
    "physical performance test": ("97750", 15),
    "behavior assessed": ("97151", 15),
    "behavior treated by protocol": ("97153", 15),
    "behavior group by protocol": ("97154", 15),
    "behavior protocol modified": ("97155", 15),
    "family guided in behavior": ("97156", 15),
    "families guided in behavior together": ("97157", 15),
    "behavior group led": ("97158", 15),
}
