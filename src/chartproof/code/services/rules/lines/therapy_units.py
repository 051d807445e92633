"""Timed therapy is reported in units of fifteen minutes: by the total for Medicare and payers that count as it does, else each service from its eighth minute."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import affirmed
from chartproof.code.services.infusing import minutes_of
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence, Payer
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.procedures import figures


@rule(holds=SINCE, reviewed=None, cite=manual(5, "20.2"))
def therapy_units(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Timed therapy is reported in units of fifteen minutes: by the total for Medicare and payers that count as it does, else each service from its eighth minute."""
    times: dict[str, tuple[int, Done, Evidence]] = {}
    for done in scene.work("therapy"):
        if "timed" in done.marks and done.means not in times and (told := minutes_of(scene, done)):
            times[done.means] = (told[0], done, told[1])
    for done in scene.work("therapy"):
        if "timed" in done.marks and done.means not in times:
            yield lacking(__name__, done, "the minutes of each timed service")
            times.setdefault(done.means, (0, done, done.evidence))
    medicare = scene.coding.encounter.payer is Payer.MEDICARE
    pooled = medicare or any(affirmed(scene, whole(scene, done), _POOLED) for _, done, _ in times.values())
    codes = {r["name"]: r["code"] for r in figures("therapies")}
    for name, units in _units({n: t[0] for n, t in times.items()}, total=pooled).items():
        minutes, done, words = times[name]
        if units and minutes:
            yield Bill(codes[name], done, (words,), units)


_UNIT, _LEAST = 15, 8
#: That another payer counts as Medicare does.
_POOLED = Pattern(
    r"\b(?:(?:8|eight)[- ]minute rule|pooled minutes|medicare (?:rule|counting|method)|total timed minutes (?:rule|method))\b"
)


def _units(minutes: dict[str, int], *, total: bool) -> dict[str, int]:
    """Units of each service; by the total, what is left over goes to those with the most minutes left."""
    if not total:
        return {name: (m + _UNIT - _LEAST) // _UNIT for name, m in minutes.items()}
    whole = {name: m // _UNIT for name, m in minutes.items()}
    left = (sum(minutes.values()) + _UNIT - _LEAST) // _UNIT - sum(whole.values())
    for name in sorted(minutes, key=lambda n: -(minutes[n] % _UNIT))[: max(0, left)]:
        whole[name] += 1
    return whole
