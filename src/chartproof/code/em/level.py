"""The level of a visit: by decision making or by time, whichever the record supports and the family allows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from chartproof.code.em.around import with_both_ways
from chartproof.code.em.authority import SINCE
from chartproof.code.em.components.level import by_components, goes_by_components, patient_then
from chartproof.code.em.family import family_of
from chartproof.code.em.figures import Rung, ladder, prolonged
from chartproof.code.em.methods import BY_TABLE, BY_TIME, SEPARATE
from chartproof.code.em.nearby import next_down, next_up
from chartproof.code.em.problems import problems_of
from chartproof.code.em.table import reached, weighed
from chartproof.code.em.unseen import unseen
from chartproof.code.em.untabled import untabled
from chartproof.codesets.books import Books
from chartproof.model.coding import Coding, Ground, Service, Step
from chartproof.model.reading import Standing
from chartproof.model.record import Evidence, Measure, Payer
from chartproof.model.visit import (
    Add,
    Count,
    Counted,
    Element,
    Extent,
    Family,
    Guidelines,
    Level,
    PointTable,
    Visit,
    Weighed,
    Withheld,
    word_of,
)
from chartproof.rules.apply import grounds_of
from chartproof.rules.core import Gave, Rule, run
from chartproof.terms.modifiers import place_of

#: Families of visits to the well.
_WELL = frozenset({Family.PREVENTIVE, Family.WELLNESS})


def level_of(
    coding: Coding,
    books: Books,
    counts: Iterable[Rule],
    besides: Iterable[Rule],
    criteria: PointTable | None = None,
    guidelines: Guidelines | None = None,
) -> Level:
    """The level of the visit that a coding tells of; `code` None where the record bears none.

    `criteria`: a hospital's own, for its emergency visits. `guidelines`: those of 1995 or 1997 alone, where a visit
    of the day goes by them. Pure: the same input gives the same level.
    """
    day = coding.encounter.began or books.day
    family, patient, words = family_of(coding)
    if why := unseen(coding, family):
        return with_both_ways(Level(Family.UNSEEN, "", None, None, None, why))
    minutes = tuple(m for m in coding.reading.measures if m.name.endswith("minutes"))
    visit = Visit(coding, family, patient, problems_of(coding), coding.reading.acts, minutes, criteria)
    if goes_by_components(coding, family, patient, day):
        then = replace(visit, patient=patient_then(coding, family, patient))
        gave, _ = run(counts, then, books, SINCE.first)  # the criteria that took over the table of risk
        made = by_components(then, _counted(gave, books), books, (words, day, guidelines))
        added, _ = run(besides, (then, made), books, day)
        return with_both_ways(_with(made, added, books), visit)
    gave, _ = run(counts, visit, books, day)
    elements = weighed(_counted(gave, books))
    made = untabled(visit, elements, books, words) or _by_ladder(visit, elements, books, words, day)
    if family in _WELL and (problem := _beside_well(visit, elements, books, day)):
        made = with_problem(made, problem, books)
    added, _ = run(besides, (visit, made), books, day)
    return with_both_ways(_with(made, added, books), visit)


def _beside_well(visit: Visit, elements: tuple[Weighed, ...], books: Books, day: date) -> Level | None:
    """The level of a problem that was worked up beside a preventive or wellness visit; None where none was."""
    held = {w.element: w for w in elements}
    problems, risk = held.get(Element.PROBLEMS), held.get(Element.RISK)
    if problems is None or risk is None or problems.extent < Extent.LOW or risk.extent < Extent.MODERATE:
        return None
    patient = "new" if visit.patient == "new" else "established"
    office = replace(visit, family=Family.OFFICE, patient=patient, minutes=())
    return _by_ladder(office, elements, books, (), day)


def with_problem(well: Level, problem: Level, books: Books) -> Level:
    """A preventive or wellness visit and a separate problem visit: the latter has the level, and modifier 25."""
    if well.code is None or well.proof is None or problem.proof is None:
        return well
    separate = Step(SEPARATE.id, SEPARATE.says, (problem.proof,), SEPARATE.cite, books.name)
    return replace(problem, also=(Service(well.code, well.proof),), modifiers=(Service("25", separate),))


def _counted(gave: Iterable[Gave], books: Books) -> tuple[Counted, ...]:
    found = []
    for one in gave:
        if isinstance(one.result, Count):
            count = one.result
            step = Step(one.rule.id, one.rule.says, grounds_of(count.because), one.rule.cite, books.name)
            found.append(Counted(count.element, count.kind, count.of, one.rule.says, step))
    return tuple(found)


def _by_ladder(
    visit: Visit, elements: tuple[Weighed, ...], books: Books, words: tuple[Evidence, ...], day: date
) -> Level:
    """The higher of what decision making and time support."""
    rungs = ladder(visit.family.value, visit.patient, day)
    if not rungs:
        return Level(
            visit.family, visit.patient, None, None, None, f"no levels of this family are known on {day}"
        )
    spent = most_minutes(visit)
    mdm = _rung_of(visit, rungs, elements)
    time = max(
        (r for r in rungs if spent and r.minutes and spent.value >= r.minutes),
        key=lambda r: r.level,
        default=None,
    )
    if mdm is None and time is None:
        says = "the record documents neither a problem that was addressed nor the time spent"
        return Level(visit.family, visit.patient, None, None, None, says, elements, spent)
    if time is not None and (mdm is None or time.level > mdm.level or _is_prolonged(visit, time, spent, day)):
        return _by_time(visit, elements, books, (time, rungs, words))
    assert mdm is not None
    return _by_decisions(visit, elements, books, (mdm, rungs, words), spent)


def _is_prolonged(visit: Visit, time: Rung, spent: Measure | None, day: date) -> bool:
    """Whether the minutes reach a prolonged service, which stands only beside a level by time."""
    payer = "medicare" if visit.coding.encounter.payer is Payer.MEDICARE else "other"
    return any(
        row.code == time.code
        and row.payer == payer
        and row.holds.covers(day)
        and spent is not None
        and spent.value >= row.minutes
        for row in prolonged()
    )


def most_minutes(visit: Visit) -> Measure | None:
    """The minutes of the visit: the total, unless it holds another day's, travel's or a procedure's minutes."""
    spent = sorted((m for m in visit.minutes if m.name == "visit minutes"), key=lambda m: -m.value)
    apart = [m.value for m in visit.minutes if m.name in _NOT_OF_THE_VISIT]
    if len(spent) > 1 and any(spent[0].value == m.value + other for m in spent[1:] for other in apart):
        spent = spent[1:]
    return spent[0] if spent else None


_NOT_OF_THE_VISIT = frozenset({"other day minutes", "travel minutes", "procedure minutes", "staff minutes"})


def _rung_of(visit: Visit, rungs: tuple[Rung, ...], elements: tuple[Weighed, ...]) -> Rung | None:
    """The level that the decision making supports; None where no problem was addressed."""
    if not any(w.element is Element.PROBLEMS for w in elements) or not _is_worked_up(visit, elements):
        return None
    extent = reached(elements)
    at = [r for r in rungs if r.extent <= extent]
    return max(at, key=lambda r: (r.extent, -r.level)) if at else rungs[0]


def _is_worked_up(visit: Visit, elements: tuple[Weighed, ...]) -> bool:
    """Whether anything but a problem's name bears the visit: an assessment, data, a treatment."""
    if len(elements) > 1:
        return True
    planned = (Standing.PROBLEM, Standing.ASSESSED)
    lines = [line for page in visit.coding.reading.pages for line in page.lines]
    return (
        any(line.standing in planned for line in lines)
        and any(m.standing in planned for p in visit.problems for a in p.codes for m in a.mentions)
    ) or any(p.words for p in visit.problems)


Found = tuple[Rung, tuple[Rung, ...], tuple[Evidence, ...]]


def _by_decisions(
    visit: Visit, elements: tuple[Weighed, ...], books: Books, found: Found, spent: Measure | None
) -> Level:
    rung, rungs, words = found
    extent = reached(elements)
    bore = [w for w in elements if w.extent >= extent]
    grounds: list[Ground] = [c.proof for w in bore for c in w.counted]
    says = f"{word_of(extent)} decision making: " + ", ".join(
        f"{w.element.value} {word_of(w.extent, w.element)}" for w in elements
    )
    step = Step(BY_TABLE.id, says, (*words, *grounds), BY_TABLE.cite, books.name)
    return Level(
        visit.family, visit.patient, rung.code, rung.level, "mdm", says, elements, spent, proof=step,
        next_up=next_up(rung, rungs, elements, spent), next_down=next_down(rung, rungs, elements),
    )  # fmt: skip


def _by_time(visit: Visit, elements: tuple[Weighed, ...], books: Books, found: Found) -> Level:
    rung, rungs, words = found
    spent = most_minutes(visit)
    says = f"{spent.value if spent else 0} minutes; the level asks for {rung.minutes}"
    grounds: tuple[Ground, ...] = (*words, *((spent.evidence,) if spent and spent.evidence else ()))
    step = Step(BY_TIME.id, says, grounds, BY_TIME.cite, books.name)
    return Level(
        visit.family, visit.patient, rung.code, rung.level, "time", says, elements, spent, proof=step,
        next_up=next_up(rung, rungs, elements, spent),
        next_down=f"the time statement alone bears it: without it, {_without_time(visit, rungs, elements)}",
    )  # fmt: skip


def _without_time(visit: Visit, rungs: tuple[Rung, ...], elements: tuple[Weighed, ...]) -> str:
    rung = _rung_of(visit, rungs, elements)
    return f"{rung.code} by decision making" if rung else "no level"


def _with(made: Level, added: Iterable[Gave], books: Books) -> Level:
    """The level with the services and modifiers that stand beside it."""
    also: list[Service] = list(made.also)
    modifiers: list[Service] = list(made.modifiers)
    withheld: list[Service] = []
    for one in added:
        if isinstance(one.result, Add):
            step = Step(one.rule.id, one.rule.says, grounds_of(one.result.because), one.rule.cite, books.name)
            (modifiers if one.result.modifier else also).append(
                Service(one.result.code, step, one.result.units)
            )
        elif isinstance(one.result, Withheld):
            no = one.result
            step = Step(one.rule.id, no.says, grounds_of(no.because), one.rule.cite, books.name)
            withheld.append(Service(no.code, step))
    modifiers.sort(key=lambda m: place_of(m.code))
    return replace(made, also=tuple(also), modifiers=tuple(modifiers), withheld=tuple(withheld))
