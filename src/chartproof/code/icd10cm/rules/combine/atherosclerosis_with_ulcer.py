"""Atherosclerosis of a leg, and the ulcer of that leg."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.together import in_one_line, kept_apart
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Arteries and bypass grafts of one leg without an ulcer: bare, with claudication, with rest pain; and the digit of that leg with one.
_MILDER = {
    f"I70.{kind}{bare}{side}": leg for kind in "234567" for bare in "012" for side, leg in ("13", "24")
}
#: The sites of L97, and the last character of I70 for them.
_SITES = {"L97.1": "1", "L97.2": "2", "L97.3": "3", "L97.4": "4", "L97.5": "5", "L97.8": "8", "L97.9": "9"}
#: What the code of gangrene holds besides: the ulcer.
_GANGRENE = "I96"
#: What else an ulcer of a leg may be laid to.
_OTHERS = ("E08.62", "E09.62", "E10.62", "E11.62", "E13.62", "I83", "I87.2", "I87.01", "I87.31", "D57", "L88")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "I70.23-, I70.24-"),
)
def atherosclerosis_with_ulcer(coding: Coding, books: Books) -> Iterator[Give]:
    """Atherosclerosis of a leg with an ulcer of the same leg is one code of both, beside the ulcer's own; one line tells them where the ulcer may come from something else."""
    others = coding.having(*_OTHERS)
    if coding.having(_GANGRENE):
        return
    for vessels in coding.having(*_MILDER):
        sores = [
            u
            for u in coding.having(*_SITES)
            if u.value[5] == vessels.value[-1] and not kept_apart(vessels, u)
        ]
        for sore in sores:
            value = f"{vessels.value[:5]}{_MILDER[vessels.value]}{_SITES[sore.value[:5]]}"
            if (in_one_line(vessels, sore) or not others) and books.tabular.billable(value):
                yield Give(value, because=(vessels, sore), instead_of=(vessels,))
                break
