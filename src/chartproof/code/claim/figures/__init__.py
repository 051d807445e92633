"""Figures of the whole claim: places of service, telehealth by payer and day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from chartproof.model.period import Period


@lru_cache(maxsize=8)
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `<name>.tsv` by its columns."""
    text = files("chartproof.code.claim.figures").joinpath(f"{name}.tsv").read_text("utf-8")
    head, *lines = (line.split("\t") for line in text.splitlines())
    return tuple(dict(zip(head, line, strict=True)) for line in lines)


@dataclass(frozen=True, slots=True)
class Remote:
    """How a payer wants a telehealth service told on a day: its modifier ("" for none), its place.

    `place`: remote (02 or 10), in person (where the patient would have been seen).
    """

    payer: str
    how: str
    holds: Period
    modifier: str
    place: str
    source: str


@lru_cache(maxsize=1)
def _every_remote() -> tuple[Remote, ...]:
    return tuple(
        Remote(r["payer"], r["how"], Period.of(r["first"], r["last"]), r["modifier"], r["place"], r["source"])
        for r in rows("telehealth")
    )


def remote(payer: str, how: str, day: date) -> Remote | None:
    """How a payer (medicare, other) wants a service by video or audio told on a day; None: not known."""
    return next(
        (r for r in _every_remote() if (r.payer, r.how) == (payer, how) and r.holds.covers(day)), None
    )
