"""One fracture told in parts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.episodes import HEALING, stage
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Characters of healing of an open fracture, by the type that the other part tells.
TYPE_III = {"E": "F", "H": "J", "M": "N", "Q": "R"}
OPENED = "BC"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.c, I.C.19.c.1, I.B.2", URL),
)
def fracture_told_in_parts(coding: Coding, books: Books) -> Iterator[Give]:
    """A fracture whose kind is told in one place and whose healing in another takes one code for both."""
    broken = [a for a in coding.having("S") if "fracture" in (a.title or "").lower() and len(a.value) == 8]
    for vague in broken:
        if stage(vague.value[-1]) != HEALING or "nspecified fracture" not in (vague.title or ""):
            continue
        for precise in broken:
            if precise is vague or not _is_same(vague, precise):
                continue
            char = vague.value[-1]
            if precise.value[-1] in OPENED:
                char = TYPE_III.get(char, char) if precise.value[-1] == "C" else char
            value = f"{precise.value[:-1]}{char}"
            if books.tabular.billable(value) is not None:
                yield Give(value, (vague, precise), (vague, precise))
                return


def _is_same(vague: Assignment, precise: Assignment) -> bool:
    """The same bone, part and side, the kind named."""
    return (
        vague.value[:5] == precise.value[:5]
        and "nspecified fracture" not in (precise.title or "")
        and ("left" in (vague.title or "")) == ("left" in (precise.title or ""))
    )
