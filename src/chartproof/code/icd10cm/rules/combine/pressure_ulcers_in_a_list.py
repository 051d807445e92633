"""Pressure ulcers told as a list of sites."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.ulcers import beside
from chartproof.code.icd10cm.ulcers_told import listed, told_of_site
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.record import Author
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.12.a.1, I.B.14", URL),
)
def pressure_ulcers_in_a_list(coding: Coding, books: Books) -> Iterator[Give]:
    """Each site of a provider's list of pressure ulcers has a code, by the stage that the list or a clinician gives."""
    for document in coding.encounter.documents:
        for node, words in listed(document) if document.author is Author.PROVIDER else ():
            open_stage = beside(f"{node}9", "unspecified stage", books.tabular)
            if open_stage is None or coding.having(node):
                continue
            title = books.tabular.title(open_stage) or ""
            told = next(iter(told_of_site(title, coding, open_stage)), None)
            staged = beside(open_stage, told.ending, books.tabular) if told else None
            if told and staged:
                yield Give(staged, (words, told.words), needed=Needed.ADDRESSED)
            else:
                yield Give(open_stage, (words,), needed=Needed.ADDRESSED)
