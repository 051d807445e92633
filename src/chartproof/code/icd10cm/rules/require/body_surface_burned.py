"""How much of the body is burned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.episodes import SEQUELA, stage
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.numbers import NUMBER, number, spelled
from chartproof.terms.sought import first

#: "25% TBSA", "total body surface area of 25%"; "10% third degree".
SURFACE = r"(?:t?bsa|(?:total )?body surface(?: area)?)"
#: A percentage in figures, or in words: "about one percent", "twenty-five percent".
_SHARE = rf"(\d{{1,2}}(?:\.\d)?|{NUMBER})"
EXTENT = Pattern(
    rf"(?<!<)(?<!< )(?<!under )(?<!less than )\b{_SHARE}\s?(?:%|percent)[^.;%]{{0,30}}?\b{SURFACE}\b|\b{SURFACE}\b[^.;%<]{{0,40}}?(\d{{1,2}})(?:\.\d)?\s?(?:%|percent\b)",
    re.IGNORECASE,
)
#: The sum of what was burned: "Total 11%, of which third degree 9%".
TOTAL = Pattern(r"\btotal(?: burn(?:ed)?| tbsa)?[ :]{1,2}(\d{1,2})(?:\.\d)? ?%", re.IGNORECASE)
#: "Under one percent", "<10% TBSA": less than a tenth, whatever the figure.
SMALL = Pattern(
    rf"(?:<\s?|\b(?:less than|under|below|fewer than) )(?:(?:\d(?:\.\d)?|10)\s?(?:%|percent\b)|(?:an?|{spelled(1, 10)}) percent\b)[^.;%]{{0,30}}?\b{SURFACE}\b"
    rf"|\b{SURFACE}\b[^.;%<]{{0,20}}?(?:<\s?|\b(?:less than|under|below) )(?:\d(?:\.\d)?|10)\s?(?:%|percent\b)",
    re.IGNORECASE,
)
DEEP = Pattern(
    r"\b(\d{1,2})(?:\.\d)?\s?(?:%|percent)\s(?:\w+\s){0,3}(?:(?:third|3rd)[ -]degree|full[ -]thickness)"
    r"|\b(?:full[ -]thickness|(?:third|3rd)[ -]degree)[ :,]{1,2}(\d{1,2})(?:\.\d)?\s?%",
    re.IGNORECASE,
)
BURNS = ("T20", "T21", "T22", "T23", "T24", "T25", "T30")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.d.6", URL),
)
def body_surface_burned(coding: Coding, books: Books) -> Iterator[Give]:
    """The documented share of body surface burned is told by its own code, with the share burned to the third degree."""
    burns = [a for a in coding.having(*BURNS) if stage(a.value[-1]) != SEQUELA]
    for burn in burns:
        extent = _anywhere(coding, TOTAL) or _largest(coding) or said(coding, burn, EXTENT)
        deep = (said(coding, burn, DEEP) or _anywhere(coding, DEEP)) if extent else None
        if extent is None and (small := said(coding, burn, SMALL) or _anywhere(coding, SMALL)):
            yield Give(f"{_stem(burn)}.0", (burn, small), needed=Needed.OBLIGED)
            return
        if extent is None:
            continue
        whole = _tens(TOTAL, extent.words) if first(TOTAL, extent.words) else _tens(EXTENT, extent.words)
        third = _tens(DEEP, deep.words) if deep else 0
        stem = _stem(burn)
        value = f"{stem}.{whole}" if whole == 0 else f"{stem}.{whole}{min(third, whole)}"
        if books.tabular.billable(value) is not None:
            rests = (burn, extent, deep) if deep else (burn, extent)
            yield Give(value, rests, needed=Needed.OBLIGED)
            return


def _stem(burn: Assignment) -> str:
    """The category of the extent: of burns, or of corrosions."""
    corroded = burn.value[4:5] > "3" or burn.value.startswith("T30.4")
    return "T32" if corroded else "T31"


def _anywhere(coding: Coding, words: Pattern) -> Evidence | None:
    """What any document says of the extent, quoted."""
    for document in coding.encounter.documents:
        if found := first(words, document.text):
            return document.quote(found.start(), found.end())
    return None


def _largest(coding: Coding) -> Evidence | None:
    """The largest share that any document gives: one site's share is no more than a part of it."""
    found = [
        document.quote(*told.span())
        for document in coding.encounter.documents
        for told in EXTENT.finditer(document.text)
    ]
    return max(found, key=lambda words: _tens(EXTENT, words.words), default=None)


def _tens(words: Pattern, text: str) -> int:
    """The tens of the percentage that the words name."""
    found = first(words, text)
    share = next(g for g in found.groups() if g).lower() if found else "0"
    return (int(float(share)) if share[0].isdigit() else number(share)) // 10
