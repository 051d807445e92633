"""Who did it, and how, as the record establishes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from chartproof.code.icd10cm.causes import ASSAULT, PERPETRATOR
from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Document, Evidence
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule
from chartproof.terms.sought import first

DID = (
    r"(?:(?:has |later )?(?:admitted|admits|confessed|acknowledged)|(?:was |is )?(?:arrested|charged|identified|named)"
    r"|(?:hit|struck|punched|slapped|kicked|shook|beat|choked|strangled|burned|threw|squeezed|twisted|pushed|shoved|bit)\b)"
)
#: What was done, and its code of assault.
DEEDS = (
    (Pattern(r"\b(?:belt|stick|bat|cord|hanger|broom|paddle|rod)\b", re.IGNORECASE), "Y00.XXXA"),
    (
        Pattern(
            r"\b(?:punch|slapp?|kick|sh(?:ook|aken|aking)|squeez|twist|wrench|yank|threw|thrown|beat|shov|push|grabb?|struck|hit|bit)\w*",
            re.IGNORECASE,
        ),
        "Y04.8XXA",
    ),
)
CONFIRMED = "T74"
ACCIDENTS = ("W", "X0", "X1", "X3", "X5")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.f, I.C.20.g", URL),
)
def perpetrator_of_abuse(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """Of confirmed abuse the perpetrator and the assault are told where the record establishes them; no accident is its cause."""
    confirmed = [a for a in coding.having(CONFIRMED) if a.value[-1] == "A"]
    if not confirmed or coding.having("T76"):
        return
    physical = [a for a in confirmed if a.value.startswith(("T74.1", "T74.4"))]
    for accident in coding.having(*ACCIDENTS) if physical else ():
        yield Reject(accident, Why.EXCLUDED, (physical[0],))
    for document in coding.encounter.documents:
        for who, code in _people():
            found = first(who, document.text)
            if found is None or books.tabular.billable(code) is None:
                continue
            if not coding.having(PERPETRATOR):
                yield Give(code, (confirmed[0], document.quote(*found.span())), needed=Needed.OBLIGED)
            if physical and not coding.having(*ASSAULT) and (deed := _deed(document, found)):
                yield Give(deed[0], (physical[0], deed[1]), needed=Needed.OBLIGED)
            return


def _deed(document: Document, who: re.Match[str]) -> tuple[str, Evidence] | None:
    """What the sentence that names the perpetrator says was done."""
    ends = [at for mark in (". ", "\n") if (at := document.text.find(mark, who.end())) >= 0]
    end = min(ends, default=len(document.text))
    for words, code in DEEDS:
        if found := words.search(document.text, who.start(), end):
            return code, document.quote(*found.span())
    return None


@lru_cache(maxsize=1)
def _people() -> tuple[tuple[Pattern, str], ...]:
    """Who, with words that say that it was they; the closest kinship first."""
    made = ((rf"\b(?:{row[0]})\b(?:[^.\n;]{{0,20}}?)? {DID}", row[1]) for row in rows("perpetrators"))
    return tuple((Pattern(says, re.IGNORECASE), code) for says, code in made)
