"""An operation that the record names and another did: its code, where it stands."""

from __future__ import annotations

from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Line, Page
from chartproof.model.record import Evidence
from chartproof.model.service import Done
from chartproof.terms.procedures import Sense, Work, figures, phrases, senses


def operation_named(
    coding: Coding, document: str, words: Evidence, beside: Pattern
) -> tuple[str, Done] | None:
    """The operation that a line names beside words for who did it, nearest to other words; None where none is named."""
    found = [
        (max(words.start - line.end, line.start - words.end, 0), code, done)
        for page in coding.reading.pages
        if page.document.id == document
        for line in page.lines
        if beside.search(page.document.text[line.start : line.end].lower())
        for code, done in _in_line(page, line)
    ]
    nearest = min(found, key=lambda f: f[0], default=None)
    return nearest[1:] if nearest else None


def _in_line(page: Page, line: Line) -> list[tuple[str, Done]]:
    low = page.document.text[line.start : line.end].lower()
    made = []
    for phrase, first, last in phrases().found_in(low):
        sense = senses()[phrase][0]
        code = _code_of(sense) if sense.work is Work.ACT else None
        if code:
            quoted = page.document.quote(line.start + first, line.start + last)
            near = page.document.quote(line.start, line.end)
            done = Done(
                sense.name, sense.part, sense.means, sense.work.value, quoted, line, near, near, sense.marks
            )
            made.append((code, done))
    return made


def _code_of(sense: Sense) -> str | None:
    """The code by itself, else the one that its family has where nothing more is said."""
    if sense.is_code:
        return sense.means
    plain = (
        r
        for table in ("choices", "operations")
        for r in figures(table)
        if r["family"] == sense.means and not r["said"] and not r["not"]
    )
    return next((r["code"] for r in plain if r["code"].isdigit()), None)
