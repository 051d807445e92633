"""The edits of the Integrated Outpatient Code Editor, by number: which rule holds each, and why some are not looked at.

The editor's specification was not at hand: numbers and matters are told in our own words and unreviewed, up to the
last that we know.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from chartproof.model.claim import Claim
from chartproof.model.finding import Skip
from chartproof.terms.addendum import is_opps

#: What a skip calls the editor.
EDITOR = "opps.ioce"
#: Why an edit is not looked at.
WHY = {
    "table": "need tables of the editor that are not at hand",
    "field": "need what a claim here does not carry (condition codes, the plan of a programme)",
}


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: its number, what it is about in our words, and its state: `rule ID`, table, field, gone."""

    number: int
    says: str
    state: str


@cache
def edits() -> tuple[Edit, ...]:
    """Every edit we know of, by number."""
    table = files("chartproof.check.opps") / "figures" / "edits.tsv"
    rows = csv.DictReader(table.read_text("utf-8").splitlines(), delimiter="\t")
    return tuple(Edit(int(row["number"]), row["says"], row["state"]) for row in rows)


@cache
def numbers(state: str) -> str:
    """The numbers of the edits of one state, in order."""
    return ", ".join(str(edit.number) for edit in edits() if edit.state == state)


def not_looked_at(claim: Claim) -> tuple[Skip, ...]:
    """The edits that were not looked at on a hospital's outpatient claim, by number, with why."""
    return _skips() if is_opps(claim) else ()


@cache
def _skips() -> tuple[Skip, ...]:
    last = max(edit.number for edit in edits())
    told = [f"edits {numbers(state)} {why}" for state, why in WHY.items()]
    return tuple(Skip(EDITOR, says) for says in (*told, f"edits above {last} are not known here"))
