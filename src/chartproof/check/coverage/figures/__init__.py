"""Figures of coverage: dated tables with their source.

mac.tsv  the Medicare contractor of each state: jurisdiction, name, numbers of part A and B and of equipment (DME)
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from chartproof.model.period import Period


@cache
def contractor(state: str, day: date) -> Mapping[str, str] | None:
    """The contractor of a state on a day; None where the table knows none."""
    text = files(__package__).joinpath("mac.tsv").read_text("utf-8")
    heading, *lines = [line.split("\t") for line in text.splitlines() if line]
    for line in lines:
        row = dict(zip(heading, line, strict=True))
        if row["state"] == state and Period.of(row["first"], row["last"]).covers(day):
            return row
    return None
