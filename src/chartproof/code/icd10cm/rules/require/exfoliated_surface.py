"""How much of the skin came off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

_SURFACE = r"(?:t?bsa|(?:total )?body surface(?: area)?|(?:of )?(?:the |his |her )?(?:body|skin) surface)"
_SHARE = r"(?<![\d-])(?P<less><|under |less than )? ?(?P<%s>\d{1,2})(?:\.\d)? ?(?:%%|percent)"
#: "<10% BSA", "skin detachment of 25% of the body surface", "BSA involved 12%".
EXTENT = Pattern(
    rf"{_SHARE % 'ahead'}[^.;%\n]{{0,25}}?\b{_SURFACE}\b|\b(?:bsa|body surface)\b[^.;%\n]{{0,30}}?\b{_SHARE.replace('less', 'lesser') % 'behind'}",
    re.IGNORECASE,
)
SHED = ("L00", "L51.1", "L51.2", "L51.3")
TEN, MOST = 10, 9


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "L49, L51"),
)
def exfoliated_surface(coding: Coding, books: Books) -> Iterator[Give]:
    """The share of body surface that comes off in Stevens-Johnson syndrome and its like is told by its own code behind it."""
    for disease in coding.having(*SHED):
        extent = said(coding, disease, EXTENT)
        value = f"L49.{_tens(extent)}" if extent else ""
        if extent and not coding.having("L49") and books.tabular.billable(value) is not None:
            yield Give(value, because=(disease, extent), needed=Needed.OBLIGED)
            return


def _tens(extent: Evidence) -> int:
    """The tens of the share that the words name: less than ten is none."""
    found = EXTENT.search(extent.words)
    if found is None:
        return 0
    share = int(found["ahead"] or found["behind"])
    less = (found["less"] or found["lesser"]) is not None
    return min(MOST, max(0, share - less) // TEN)
