"""The level of a hospital's emergency visit by its own criteria: points for what its nurses did.

Each hospital follows its own written criteria, alike for every patient (OPPS, CY 2008 final rule, 72 FR 66805).
"""

from __future__ import annotations

import re
from functools import lru_cache

from chartproof.code.em.methods import POINTS
from chartproof.code.em.worksheet import code_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Ground, Step
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.visit import Level, Points, PointTable, Visit
from chartproof.terms.numbers import number, spelled
from chartproof.terms.sought import sought

_TIMES = Pattern(rf"\b(?P<n>{spelled(2)}|twice)\b[^.;,]*$")


def by_points(visit: Visit, criteria: PointTable, books: Books) -> Level:
    """The level by the hospital's points; `code` None where they do not cover the day or nothing earned any."""
    day = visit.coding.encounter.began or books.day
    if not criteria.holds.covers(day):
        return Level(
            visit.family, "", None, None, None, f"{criteria.name} holds {criteria.holds}, not on {day}"
        )
    total, steps = 0, []
    for row in criteria.points:
        times, words = _found(visit, row)
        if times:
            total += times * row.points
            says = (
                f"{row.says}: {times} x {row.points} points"
                if times > 1
                else f"{row.says}: {row.points} points"
            )
            steps.append(Step(POINTS.id, says, words, POINTS.cite, books.name))
    level = sum(total >= least for least in criteria.least)
    if not level:
        return Level(
            visit.family,
            "",
            None,
            None,
            None,
            f"{total} points; {criteria.name} gives no level below {criteria.least[0]}",
        )
    code = code_of(visit, level, type_b=criteria.type_b)
    says = f"{total} points by {criteria.name}; level {level} asks for {criteria.least[level - 1]}"
    step = Step(POINTS.id, says, tuple(steps), POINTS.cite, books.name)
    above = f"{criteria.least[level]} points" if level < len(criteria.least) else "the highest level"
    return Level(visit.family, "", code, level, "points", says, proof=step, next_up=above,
                 next_down=f"below {criteria.least[level - 1]} points")  # fmt: skip


@lru_cache(maxsize=256)
def _said(words: tuple[str, ...]) -> Pattern:
    """Any of the words, with any ending."""
    return Pattern(r"\b(?:" + "|".join(re.escape(w) for w in words) + r")\w*", re.IGNORECASE)


def _found(visit: Visit, row: Points) -> tuple[int, tuple[Ground, ...]]:
    """How many times the record tells of the work, and the words."""
    words: list[Evidence] = []
    times = 0
    for document in visit.coding.encounter.documents:
        for found in sought(_said(row.words), document.text):
            before = document.text[max(0, found.start() - 24) : found.start()].lower()
            if re.search(r"\b(?:no|not|without|none)\b[^.;,]*$", before):
                continue
            told = _TIMES.search(before)
            times += 1 if told is None else 2 if told["n"] == "twice" else number(told["n"])
            words.append(document.quote(found.start(), found.end()))
    times = times if row.each else min(times, 1)
    return (min(times, row.most) if row.most else times), tuple(words)
