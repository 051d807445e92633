"""Find the phrases of a list in the lines of a page: what each says, and where it stands.

A list is `<name>.tsv` beside this module: kind, what, and the phrases, apart by `; `, written as
terms/phrases.py reads them; the row `words kin` lists the words of the class `<kin>`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from chartproof.model.reading import Line, Page
from chartproof.terms.letters import lowered
from chartproof.terms.phrases import Phrases, phrases_of


def said_in(page: Page, name: str) -> Iterator[tuple[Line, tuple[str, str], tuple[int, int]]]:
    """Give each phrase of a list that a page says: its line, its kind and what it tells, and its place."""
    known, low = _phrases(name), lowered(page.document.text)
    for line in page.lines:
        for tells, start, end in known.found_in(low, line.start, line.end):
            yield line, tells, (start, end)


@lru_cache(maxsize=8)
def by_kind(name: str) -> dict[str, Phrases[str]]:
    """The phrases of a list by kind, for lists whose kinds say the same words."""
    classes, rows = _written(name)
    kinds: dict[str, list[tuple[str, str]]] = {}
    for kind, what, phrases in rows:
        kinds.setdefault(kind, []).extend((phrase, what) for phrase in phrases.split("; "))
    return {kind: phrases_of(written, classes) for kind, written in kinds.items()}


def _written(name: str) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """The classes of a list, and its rows."""
    text = files("chartproof.understand").joinpath(f"{name}.tsv").read_text("utf-8")
    rows = [(kind, what, said) for kind, what, said in (row.split("\t") for row in text.splitlines()[1:])]
    classes = {what: said for kind, what, said in rows if kind == "words"}
    return classes, [row for row in rows if row[0] != "words"]


@lru_cache(maxsize=8)
def _phrases(name: str) -> Phrases[tuple[str, str]]:
    classes, rows = _written(name)
    written = ((phrase, (kind, what)) for kind, what, phrases in rows for phrase in phrases.split("; "))
    return phrases_of(written, classes)
