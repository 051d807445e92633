"""A fall from what the patient stood on, told by what he stood on and by how he came down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from chartproof.code.icd10cm.came_down import NOT, came_down, sentences
from chartproof.code.icd10cm.causes import FURTHER, causes
from chartproof.code.icd10cm.episodes import cause_character
from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import says
from chartproof.code.icd10cm.wording import quoted
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: A fall told less: on one level, or no further.
_LESS = ("W01.0", "W18.3", "W19", "W20.8", "W22")
#: How far he dropped, in feet, which are no foot that something dropped on.
_SO_DEEP = Pattern(
    r"\bdropped (?:(?:about|some|approximately|roughly|down|a) )*[\w-]+ (?:feet|ft)\b", re.IGNORECASE
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.a.2, I.C.20.a.5", URL),
)
def fall_told_apart(coding: Coding, books: Books) -> Iterator[Give]:
    """Who stood on a ladder, a roof or a piece of furniture, and then came down from it, fell from it, in whatever words and sentences that is told."""
    hurt = coding.having("S")
    if not hurt or any(not c.value.startswith((*_LESS, *FURTHER)) for c in causes(coding)):
        return
    char = cause_character(coding)
    for stem, grounds in _falls(coding):
        value = f"{stem}{'' if '.' in stem else '.'}".ljust(7, "X") + char
        if books.tabular.billable(value) is not None:
            gone = tuple(c for c in coding.having("W20.8") if says(c, _SO_DEEP))
            yield Give(value, (hurt[0], *grounds), gone, Needed.OBLIGED)
            return


def _falls(coding: Coding) -> Iterator[tuple[str, tuple[Evidence, Evidence]]]:
    """What the patient came down from, with the words of where he stood and of how he came down."""
    for here, beyond in sentences(coding):
        for stem, stood in _things():
            for on in stood.finditer(here.words):
                if not NOT.search(here.words[: on.end()]):
                    came = came_down(coding, here, on.end(), beyond)
                    yield from ((stem, (quoted(coding, here, on), each)) for each in came)


#: What gives way under who stands on it, and how: "when the ladder slid"; who holds or carries it is not on it.
_GIVES_WAY = frozenset({"W07", "W08", "W11", "W12"})
_AT_WORK = r"\b(?:when|as|until|then|and|but|,) (?:(?:all of a sudden|suddenly),? )?(?:the|his|her|their|its|one leg of the|a leg of the) "
_GAVE_WAY = (
    r"(?:(?:then|suddenly|just|had|legs?|feet) )*(?:slid|slipped|slides|slips|tipped|tips|gave (?:way|out)|gives way|kicked out|shifted|collapsed|buckled|wobbled|"
    r"toppled|rocked|moved|folded|twisted|sank|went out|came out|fell (?:over|sideways|backwards?)|skidded|broke|snapped)\b"
)


@lru_cache(maxsize=1)
def _things() -> tuple[tuple[str, Pattern], ...]:
    """The codes of what one falls from, each with the words of standing on it."""
    return tuple(
        (
            row[0],
            Pattern(
                rf"\b(?:{row[2]}) (?:(?!(?:foot|bottom|base|side|edge|front|next|near|under|beside|holding|carrying|moving) )[\w'-]+ ){{0,5}}?(?:{row[1]})\b"
                + (rf"|{_AT_WORK}(?:{row[1]}) {_GAVE_WAY}" if row[0] in _GIVES_WAY else ""),
                re.IGNORECASE,
            ),
        )
        for row in rows("falls_from")
    )
