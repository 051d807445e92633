"""How bad an injury is beside others: superficial ones and what is deeper at the same site, organs inside before all.

`injuries.tsv`: where a superficial injury starts, what is deeper at its site (guideline I.C.19.b.1). Diagnoses have their dot.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from chartproof.terms.sides import may_be_one_place

#: Injuries of organs inside, then all but superficial ones; the last are abrasions, bruises, blisters, bites.
_INSIDE = (
    *("S06.1", "S06.2", "S06.3", "S06.4", "S06.5", "S06.6", "S06.8"),
    *("S25", "S26", "S27", "S35", "S36", "S37"),
)
_SUPERFICIAL = tuple(f"S{n}0" for n in range(10))


def rank(code: str) -> int:
    """How serious an injury of chapter 19 (S) is beside others: 0 of an organ inside, 2 superficial, 1 what lies between."""
    return 0 if code.startswith(_INSIDE) else 2 if code.startswith(_SUPERFICIAL) else 1


@lru_cache(maxsize=8192)
def deeper(code: str) -> tuple[str, ...]:
    """The beginnings of the codes of more severe injuries at the site of a superficial one; none of other codes."""
    known = _deeper()
    return next((known[code[:n]] for n in range(len(code), 0, -1) if code[:n] in known), ())


def is_within(superficial: str, other: str, title: str | None, other_title: str | None) -> bool:
    """Whether a superficial injury in treatment lies at the site of another, more severe one."""
    if superficial[-1:] not in "AD" or not other.startswith(deeper(superficial) or "-"):
        return False
    return may_be_one_place(title, other_title)


@cache
def _deeper() -> dict[str, tuple[str, ...]]:
    lines = files("chartproof.terms").joinpath("injuries.tsv").read_text("utf-8").splitlines()[1:]
    return {line.split("\t")[0]: tuple(line.split("\t")[1].split()) for line in lines}
