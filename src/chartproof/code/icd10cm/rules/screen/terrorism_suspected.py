"""Terrorism that is only suspected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.attacks import means
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.j.2", URL),
)
def terrorism_suspected(coding: Coding, _: Books) -> Iterator[Give]:
    """An injury by suspected terrorism is told as assault; only what the authorities call terrorism is terrorism."""
    for told in coding.having("Y38"):
        if told.mentions and not any(is_certain(m) for m in told.mentions):
            assault = means(coding, told)
            if not (assault and coding.having(assault.assault[:5])):
                yield Give(assault.assault if assault else "Y09", (told,), (told,), Needed.OBLIGED)
