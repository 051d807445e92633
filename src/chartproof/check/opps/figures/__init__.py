"""Figures of the outpatient editor: tables in our own words, beside this file.

edits.tsv      every edit by its number: what it is about, whether a rule here decides it, and why where none does
excluding.tsv  pairs of modifiers of which a line has one, with their days and source
"""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files

from chartproof.model.period import Period


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `<name>.tsv` by column."""
    text = files(__package__).joinpath(f"{name}.tsv").read_text("utf-8")
    heading, *lines = [line.split("\t") for line in text.splitlines() if line]
    return tuple(dict(zip(heading, line, strict=True)) for line in lines)


def excluding(day: date) -> tuple[tuple[str, str, str], ...]:
    """Pairs of modifiers that exclude each other on a day, with why."""
    return tuple((one, other, why) for holds, one, other, why in _excluding() if holds.covers(day))


@cache
def _excluding() -> tuple[tuple[Period, str, str, str], ...]:
    return tuple(
        (Period.of(row["first"], row["last"]), row["one"], row["other"], row["why"])
        for row in rows("excluding")
    )
