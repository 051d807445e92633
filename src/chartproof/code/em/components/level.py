"""The level of a visit by its key components, or by its time where counseling took more than half of it.

New patients and first visits ask for all three of history, examination and decision making, others for two
(Medicare Claims Processing Manual, chapter 12, 30.6.1). Where nobody names one of the two guidelines, both are
read and the one that bears more stands, as CMS let providers choose.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from chartproof.code.em.components.decision import decision_of
from chartproof.code.em.components.exam import exam_of
from chartproof.code.em.components.figures import KeyRung, key_ladder
from chartproof.code.em.components.history import history_of
from chartproof.code.em.family import family_of
from chartproof.code.em.methods import KEY_LEVEL, KEY_TIME
from chartproof.codesets.books import Books
from chartproof.model.coding import Coding, Ground, Step
from chartproof.model.record import Evidence, Setting
from chartproof.model.visit import (
    KEY_COMPONENTS,
    Counted,
    Element,
    Extent,
    Family,
    Guidelines,
    Level,
    Visit,
    Weighed,
    word_of,
)

_OBSERVED = frozenset({"initial", "subsequent"})


def patient_then(coding: Coding, family: Family, patient: str) -> str:
    """Which patient a family told apart then: observation care had codes of its own."""
    observed = coding.encounter.setting is Setting.OBSERVATION and family is Family.HOSPITAL
    return f"observation {patient}" if observed and patient in _OBSERVED else patient


def goes_by_components(coding: Coding, family: Family, patient: str, day: date) -> bool:
    """Whether a visit of the day has its level by key components."""
    return bool(key_ladder(family.value, patient_then(coding, family, patient), day))


def is_read_by_components(coding: Coding, day: date) -> bool:
    """Whether the level of the visit that a coding tells of goes by key components."""
    family, patient, _ = family_of(coding)
    return goes_by_components(coding, family, patient, coding.encounter.began or day)


def by_components(
    visit: Visit,
    now: tuple[Counted, ...],
    books: Books,
    found: tuple[tuple[Evidence, ...], date, Guidelines | None],
) -> Level:
    """The level by the guidelines asked for, or by the one of both that bears more; `found`: words of the family, day, guidelines."""
    words, day, asked = found
    rungs = key_ladder(visit.family.value, visit.patient, day)
    read = [asked] if asked else [Guidelines.OF_1997, Guidelines.OF_1995]
    made = [_read_by(guidelines, visit, now, books, (rungs, words)) for guidelines in read]
    return max(made, key=lambda level: (level.level or 0, sum(w.extent for w in level.elements)))


Found = tuple[tuple[KeyRung, ...], tuple[Evidence, ...]]


def _read_by(
    guidelines: Guidelines, visit: Visit, now: tuple[Counted, ...], books: Books, found: Found
) -> Level:
    rungs, words = found
    held = (
        history_of(visit, guidelines, books),
        exam_of(visit, guidelines, books),
        decision_of(visit, now, books),
    )
    components = tuple(w for w in held if w)
    rung = max((r for r in rungs if _meets(r, components)), key=lambda r: r.level, default=None)
    timed = _by_time(visit, rungs)
    if timed and (rung is None or timed[0].level > rung.level):
        return _timed(visit, (guidelines, components, books), rungs, timed, rung)
    if rung is None:
        says = "too few of history, examination and decision making are documented"
        return Level(visit.family, visit.patient, None, None, None, says, components, guidelines=guidelines,
                     next_up=_above(None, rungs, components))  # fmt: skip
    says = f"{guidelines.value} guidelines: {_told(components)}; {'all' if rung.needs == len(KEY_COMPONENTS) else 'two'} of three"
    grounds: list[Ground] = [*words, *(c.proof for w in _bearing(rung, components) for c in w.counted)]
    step = Step(KEY_LEVEL.id, says, tuple(grounds), KEY_LEVEL.cite, books.name)
    return Level(
        visit.family, visit.patient, rung.code, rung.level, "components", says, components, proof=step,
        next_up=_above(rung, rungs, components), next_down=_below(rung, rungs, components), guidelines=guidelines,
    )  # fmt: skip


def _asked(rung: KeyRung) -> dict[Element, int]:
    return dict(zip(KEY_COMPONENTS, rung.asks, strict=True))


def _bearing(rung: KeyRung, components: Iterable[Weighed]) -> list[Weighed]:
    asks = _asked(rung)
    return [w for w in components if w.extent >= asks[w.element]]


def _meets(rung: KeyRung, components: Iterable[Weighed]) -> bool:
    return len(_bearing(rung, components)) >= rung.needs


def _told(components: Iterable[Weighed]) -> str:
    return ", ".join(f"{w.element.value} {word_of(w.extent, w.element)}" for w in components)


def _by_time(visit: Visit, rungs: tuple[KeyRung, ...]) -> tuple[KeyRung, Evidence, Evidence] | None:
    """The level by time, the words for the minutes and for the counseling; None unless counseling took more than half."""
    said = next((a.evidence for a in visit.coding.reading.acts if a.kind == "counseling"), None)
    spent = max((m for m in visit.minutes if m.name in _WHOLE), key=lambda m: m.value, default=None)
    if said is None or spent is None or spent.evidence is None:
        return None
    at = [r for r in rungs if r.minutes and spent.value >= r.minutes]
    return (at[-1], spent.evidence, said) if at else None


#: Minutes that may be of the whole visit; counseling named beside them does not make them less.
_WHOLE = frozenset({"visit minutes", "tobacco counseling minutes", "advance care planning minutes"})


def _timed(
    visit: Visit,
    read: tuple[Guidelines, tuple[Weighed, ...], Books],
    rungs: tuple[KeyRung, ...],
    timed: tuple[KeyRung, Evidence, Evidence],
    without: KeyRung | None,
) -> Level:
    guidelines, components, books = read
    rung, minutes, counseling = timed
    spent = next(m for m in visit.minutes if m.evidence == minutes)
    says = f"{spent.value} minutes, more than half of them counseling or coordination; typical of the level: {rung.minutes}"
    step = Step(KEY_TIME.id, says, (minutes, counseling), KEY_TIME.cite, books.name)
    above = next((r for r in rungs if r.level > rung.level), None)
    below = f"{without.code} by {_told(components)}" if without else "no level"
    return Level(
        visit.family, visit.patient, rung.code, rung.level, "time", says, components, spent, proof=step,
        next_up=f"{above.code}: {above.minutes} minutes" if above and above.minutes else "the highest level of this family",
        next_down=f"without the words on time and counseling, and on what was counseled: {below}", guidelines=guidelines,
    )  # fmt: skip


def _above(rung: KeyRung | None, rungs: tuple[KeyRung, ...], components: tuple[Weighed, ...]) -> str:
    above = next((r for r in rungs if rung is None or r.level > rung.level), None)
    if above is None:
        return "the highest level of this family"
    held = {w.element: w for w in components}
    asks = _asked(above)
    lacks = [e for e in KEY_COMPONENTS if e not in held or held[e].extent < asks[e]]
    need = above.needs - (len(KEY_COMPONENTS) - len(lacks))
    ways = "; ".join(f"{e.value} {word_of(Extent(asks[e]), e)}{_short(held.get(e))}" for e in lacks)
    return f"{above.code}: {need} more of: {ways}"


def _short(held: Weighed | None) -> str:
    return f" [{held.next_up}]" if held else " (none documented)"


def _below(rung: KeyRung, rungs: tuple[KeyRung, ...], components: tuple[Weighed, ...]) -> str:
    """What the level hangs on, and what would be left."""
    bearing = _bearing(rung, components)
    below = next((r for r in reversed(rungs) if r.level < rung.level), None)
    says = []
    if len(bearing) > rung.needs:
        says.append("any one of the three may be lost without losing the level")
    elif below:
        says.append(f"{below.code} if any is not accepted: {', '.join(w.element.value for w in bearing)}")
    else:
        says.append("the lowest level of this family")
    decision = next((w for w in components if w.element is Element.DECISION), None)
    if decision is None or decision not in bearing:
        word = word_of(decision.extent, decision.element) if decision else "not documented"
        says.append(f"decision making is {word}: an audit may find history and examination beyond medical necessity (manual 30.6.1.A)")  # fmt: skip
    return "; ".join(says)
