"""What a "use additional code" note asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.asked_by_notes import OF_THE_PROSTATE, asked
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Mark, Oblige
from chartproof.rules.core import rule
from chartproof.terms.note_blocks import answers


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.13", URL),
)
def use_additional_notes(coding: Coding, books: Books) -> Iterator[Oblige | Mark]:
    """A "use additional code" note asks for a second code where it is documented."""
    for at, block, answer in asked(coding, books.tabular, "use_additional"):
        says = f"use additional ({block.node}): {block.says}"
        if answer is not None:
            yield Oblige(at, says, met_by=answer)
            if at.needed is Needed.ALSO:
                continue
            listed = [o for o in coding.having(*OF_THE_PROSTATE) if answers(o.value, block.targets)]
            for told in dict.fromkeys((answer, *listed)):
                if told.needed is Needed.ALSO:
                    yield Mark(told, needed=Needed.OBLIGED)
        elif block.near and not block.optional and at.needed is not Needed.ALSO:
            yield Oblige(at, says, looked_for=block.targets)
