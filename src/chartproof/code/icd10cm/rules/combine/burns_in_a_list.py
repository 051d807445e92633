"""Burns told as a list of sites and depths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.burned import BURNS, burns_listed
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.record import Document, Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: "Burns:" or "flame burns 22% TBSA:" heads a list; what is old, healed or told of another is none.
HEADS = re.compile(r"\bburns?\b[^.\n]{0,60}:", re.IGNORECASE)
PAST = re.compile(
    r"\b(?:old|prior|previous|history of|h/o|years ago|sunburn|no) [^.\n:]{0,20}\bburns?\b", re.IGNORECASE
)
#: Corrosions by chemicals have codes of their own.
CHEMICAL = re.compile(r"\b(?:chemical|acid|alkali|lye|corros\w+)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.d, I.C.19.d.2, I.C.19.d.5", URL),
)
def burns_in_a_list(coding: Coding, books: Books) -> Iterator[Give]:
    """Each burned site of a list is coded by its own degree, the deepest where one site has more."""
    given: dict[str, str] = {
        a.value[:4] + a.value[5:7]: a.value[4]
        for a in coding.having("T20", "T21", "T22", "T23", "T24", "T25")
    }
    for document in coding.encounter.documents:
        for passage in _lists(document):
            for stem, words in burns_listed(document, passage):
                site, value = stem[:4] + stem[5:7], f"{stem}A"
                if books.tabular.billable(value) is not None and given.get(site, "") < stem[4]:
                    given[site] = stem[4]
                    yield Give(value, (words,), needed=Needed.ADDRESSED)


def _lists(document: Document) -> Iterator[Evidence]:
    """The passages that a heading of burns begins, to the end of the line."""
    for head in HEADS.finditer(document.text):
        end = document.text.find("\n", head.end())
        end = len(document.text) if end < 0 else end
        line = document.text.rfind("\n", 0, head.start()) + 1
        before = document.text[line:end]
        if BURNS.search(before) and not PAST.search(before) and not CHEMICAL.search(before):
            yield document.quote(head.end(), end) if end > head.end() else document.quote(head.start(), end)
