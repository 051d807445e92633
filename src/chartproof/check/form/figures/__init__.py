"""Figures of the forms: dated tables with their source, one line a figure, in tables beside this file.

revenue_needs_code.tsv  revenue codes of outpatient bills that stand with a HCPCS code
revenue_goes_with.tsv   what a line of a revenue code carries: codes (ranges), or one of some modifiers
place_of_code.tsv       the places of service that codes are of, or are not of
age_of_code.tsv         the ages, in whole years, that codes are of
timely.tsv              how long after the service a payer takes a claim, in months
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from chartproof.model.period import Period

Row = Mapping[str, str]


@cache
def rows(name: str) -> tuple[tuple[Period, Row], ...]:
    """The rows of `<name>.tsv` with the days on which each holds."""
    text = files(__package__).joinpath(f"{name}.tsv").read_text("utf-8")
    heading, *lines = [line.split("\t") for line in text.splitlines() if line]
    told = [dict(zip(heading, line, strict=True)) for line in lines]
    return tuple((Period.of(row["first"], row["last"]), row) for row in told)


@cache
def on(name: str, day: date) -> tuple[Row, ...]:
    """The rows that hold on a day."""
    return tuple(row for holds, row in rows(name) if holds.covers(day))
