"""A peptic ulcer of no site beside the same ulcer of a named site."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

#: Ulcers of the stomach, the duodenum and of a join; the fourth character is the same in all.
_SITED = ("K25", "K26", "K28")
_SILENT = "9"
#: What each fourth character tells: acute, bleeding, perforated.
_TELLS = {
    "0": (True, True, False),
    "1": (True, False, True),
    "2": (True, True, True),
    "3": (True, False, False),
    "4": (False, True, False),
    "5": (False, False, True),
    "6": (False, True, True),
    "7": (False, False, False),
    "9": (False, False, False),
}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2, I.B.9", URL),
)
def bleeding_ulcer_by_its_site(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """A bleeding or perforated peptic ulcer named without its site is the one ulcer of which the record names the site."""
    sited = coding.having(*_SITED)
    for plain in coding.having("K27"):
        told = _TELLS.get(plain.value[-1])
        if told is None or len(sited) != 1 or (own := _TELLS.get(sited[0].value[-1])) is None:
            continue
        both = tuple(a or b for a, b in zip(told, own, strict=True))
        digit = next((d for d, tells in _TELLS.items() if tells == both and d != "7"), _SILENT)
        value = f"{sited[0].value[:4]}{digit}"
        if both == own:
            yield Reject(plain, Why.LESS_SPECIFIC, because=(sited[0],))
        elif books.tabular.billable(value) is not None:
            yield Give(value, (plain, sited[0]), (sited[0], plain))
