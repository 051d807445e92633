"""Figures of visits: codes by level with their minutes, prolonged services, ages, natures of problems."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from chartproof.model.period import Period


@lru_cache(maxsize=16)
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `<name>.tsv` below its heading."""
    text = files("chartproof.code.em.figures").joinpath(f"{name}.tsv").read_text("utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines()[1:] if line)


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of a family: its code, the decision making it asks for (1 to 4), its least minutes, or None."""

    family: str
    patient: str
    level: int
    code: str
    extent: int
    minutes: int | None
    holds: Period
    source: str


@lru_cache(maxsize=1)
def _every_rung() -> tuple[Rung, ...]:
    return tuple(
        Rung(family, patient, int(level), code, int(extent), int(minutes) if minutes else None, Period.of(first, last), source)
        for family, patient, level, code, extent, minutes, first, last, source in rows("levels")
    )  # fmt: skip


def ladder(family: str, patient: str, day: date) -> tuple[Rung, ...]:
    """The levels of a family on a day, lowest first; empty where none are known."""
    found = [r for r in _every_rung() if (r.family, r.patient) == (family, patient) and r.holds.covers(day)]
    return tuple(sorted(found, key=lambda r: r.level))


@dataclass(frozen=True, slots=True)
class Prolonged:
    """A prolonged service beside the highest level: from how many minutes, and each unit further."""

    code: str
    add_on: str
    payer: str
    minutes: int
    each: int
    holds: Period
    source: str


@lru_cache(maxsize=1)
def prolonged() -> tuple[Prolonged, ...]:
    """Every prolonged service, by the code it stands beside."""
    return tuple(
        Prolonged(code, add_on, payer, int(minutes), int(each), Period.of(first, last), source)
        for code, add_on, payer, minutes, each, first, last, source in rows("prolonged")
    )


@lru_cache(maxsize=4096)
def nature_of(code: str) -> str | None:
    """What a diagnosis usually is as a problem, by the longest beginning of its code; None: not listed."""
    known = {begins: nature for begins, nature, _ in rows("natures")}
    return next((known[code[:n]] for n in range(len(code), 0, -1) if code[:n] in known), None)


def preventive_code(patient: str, age: int) -> str | None:
    """The preventive visit of an age in years."""
    return next((r[3] for r in rows("preventive") if r[0] == patient and int(r[1]) <= age <= int(r[2])), None)
