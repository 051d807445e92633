"""Every paragraph of the ICD-10-PCS guidelines, its subject in our words, and where it is applied.

`paragraphs.tsv`: the state of a paragraph that no rule file cites, and what shows it:
statements of `tests/charts/pcs`. The guidelines' text was not at hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

#: What the table may say of a paragraph.
STATES = {
    "walk": "in the walk",
    "question": "asked",
    "books": "by the tables: only a path through a row is given",
    "not covered": "not covered",
}
_TABLE = Path(__file__).with_name("paragraphs.tsv")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `state` is empty where rules alone apply it; `shown`: ids of statements."""

    number: str
    subject: str
    state: str
    where: str
    shown: tuple[str, ...]


@cache
def paragraphs() -> tuple[Paragraph, ...]:
    """Every paragraph, in order."""
    rows = (line.split("\t") for line in _TABLE.read_text("utf-8").splitlines()[1:])
    return tuple(
        Paragraph(n, subject, state, where, tuple(s.split())) for n, subject, state, where, s in rows
    )
