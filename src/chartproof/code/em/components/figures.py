"""Figures of the guidelines of 1995 and 1997: codes by component, examinations, points, what a test is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from chartproof.code.em.figures import rows
from chartproof.model.period import Period


@dataclass(frozen=True, slots=True)
class KeyRung:
    """A level of a family: the history, exam and decision making it asks for (1 to 4), how many of them, typical minutes."""

    level: int
    code: str
    asks: tuple[int, int, int]
    needs: int
    minutes: int | None
    holds: Period
    source: str


@lru_cache(maxsize=64)
def _rungs(family: str, patient: str) -> tuple[KeyRung, ...]:
    return tuple(
        KeyRung(int(r[2]), r[3], (int(r[4]), int(r[5]), int(r[6])), int(r[7]), int(r[8]) if r[8] else None,
                Period.of(r[9], r[10]), r[11])
        for r in rows("key_components")
        if (r[0], r[1]) == (family, patient)
    )  # fmt: skip


def key_ladder(family: str, patient: str, day: date) -> tuple[KeyRung, ...]:
    """The levels of a family by key components on a day, lowest first; empty where it had none."""
    return tuple(r for r in _rungs(family, patient) if r.holds.covers(day))


@dataclass(frozen=True, slots=True)
class Bullet:
    """An element of an examination: its box, what finds it, in how many areas a whole exam has it; `whole`: the box's every element."""

    box: str
    of: str
    findings: frozenset[str]
    areas: int
    whole: bool
    page: str


@lru_cache(maxsize=1)
def exams() -> dict[str, tuple[Bullet, ...]]:
    """The elements of each examination of 1997; the organ systems and body areas of 1995."""
    made: dict[str, list[Bullet]] = {}
    for exam, box, of, findings, areas, whole, page in rows("exams"):
        bullet = Bullet(box, of, frozenset(findings.split("|")), int(areas), bool(whole), page)
        made.setdefault(exam, []).append(bullet)
    return {exam: tuple(bullets) for exam, bullets in made.items()}


@lru_cache(maxsize=1)
def options() -> dict[str, tuple[int, int | None]]:
    """Points of a problem by what it is, and the most problems that earn them."""
    return {r[0]: (int(r[1]), int(r[2]) if r[2] else None) for r in rows("options")}


@lru_cache(maxsize=1)
def _sections() -> dict[str, tuple[str, int]]:
    return {test: (section, int(risk)) for test, section, risk in rows("sections")}


def section_of(test: str) -> tuple[str, int]:
    """Whether a test is of the laboratory, of radiology or of medicine, and its place in the table of risk (1 to 4)."""
    return _sections().get(test, ("laboratory", 1))
