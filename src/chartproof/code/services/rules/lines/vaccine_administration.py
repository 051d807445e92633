"""Giving vaccines is reported by payer, by age and counseling, by how each was given, and by how many."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.vaccines import Given, counseling, given
from chartproof.code.services.whose import age_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Fact
from chartproof.model.record import Evidence, Payer
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(
    holds=SINCE,
    reviewed=None,
    cite=cpt("immunization administration; Medicare Claims Processing Manual, chapter 18, 10"),
)
def vaccine_administration(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Giving vaccines is reported by payer, by age and counseling, by how each was given, and by how many."""
    rows = given(scene)
    if not rows:
        return
    medicare = scene.coding.encounter.payer is Payer.MEDICARE
    covid = [r for r in rows if r[1]["medicare"] == "90480"]
    for done, _row in covid[:1]:
        yield Bill("90480", done, (), len(covid))
    antibody = [r for r in rows if r[1]["medicare"] == "96381"]
    for done, _row in antibody[:1]:
        words = counseling(scene, done)
        yield Bill("96380" if words else "96381", done, (words,) if words else (), len(antibody))
    rest = [r for r in rows if r not in covid and r not in antibody]
    if medicare:
        for code in dict.fromkeys(r[1]["medicare"] for r in rest if r[1]["medicare"]):
            done = next(d for d, row in rest if row["medicare"] == code)
            yield Bill(code, done, (Fact("payer", "medicare"),))
        rest = [r for r in rest if not r[1]["medicare"]]
    age = age_of(scene.coding.encounter)
    counseled = age is not None and age <= _YOUNG and rest and counseling(scene, rest[0][0])
    if counseled:
        yield from _by_component(rest, counseled)
    elif rest:
        yield from _by_route(rest)


#: Up to this age counseling by the provider is reported with the administration.
_YOUNG = 18


def _by_component(rest: list[Given], words: Evidence) -> Iterator[Bill]:
    yield Bill("90460", rest[0][0], (words, *(d.evidence for d, _ in rest)), len(rest))
    further = sum(int(row["components"]) - 1 for _, row in rest)
    if further:
        many = [d for d, row in rest if int(row["components"]) > 1]
        yield Bill("90461", many[0], (words, *(d.evidence for d in many)), further)


def _by_route(rest: list[Given]) -> Iterator[Bill]:
    injected = [d for d, row in rest if not row["route"]]
    others = [d for d, row in rest if row["route"]]
    if injected:
        yield Bill("90471", injected[0], ())
    if len(injected) > 1:
        yield Bill("90472", injected[1], tuple(d.evidence for d in injected[1:]), len(injected) - 1)
    first = 0 if injected else 1
    if others and first:
        yield Bill("90473", others[0], ())
    if len(others) > first:
        yield Bill("90474", others[first], tuple(d.evidence for d in others[first:]), len(others) - first)
