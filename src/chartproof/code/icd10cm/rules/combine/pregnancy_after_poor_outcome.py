"""What went wrong in an earlier pregnancy, looked after in this one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.considered import need_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.obstetric import PREGNANCY, code_below, stage_of
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: What is over, and the supervision that a later pregnancy needs for it (Tabular List O09.1, O09.A, O09.21, O09.29).
AFTER = {
    "O00": "O09.1",
    "O01": "O09.A",
    "O02.0": "O09.29",
    "O11": "O09.29",
    "O13": "O09.29",
    "O14": "O09.29",
    "O15": "O09.29",
    "O60": "O09.21",
    "O72": "O09.29",
}
#: The history that says the same of one who is not pregnant.
HISTORY = ("Z87.51", "Z87.59")
_OF = {"Z87.51": "O09.21", "Z87.59": "O09.29"}
_MOLAR = Pattern(r"\b(?:molar|mole)\b", re.IGNORECASE)
_NAMED = ((Pattern(r"\bectopic\b", re.IGNORECASE), "O09.1"), (_MOLAR, "O09.A"))


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.b.2", URL),
)
def pregnancy_after_poor_outcome(coding: Coding, books: Books) -> Iterator[Give]:
    """A complication of an earlier pregnancy that is managed in this one is its supervision as a high-risk pregnancy."""
    stage = stage_of(coding)
    if stage is None or stage.phase != PREGNANCY:
        return
    for gone in coding.rejected:
        stem = next((stem for stem in AFTER if gone.code.value.startswith(stem)), None)
        if gone.why is not Why.HISTORY or stem is None or need_of(gone, coding) is not Needed.ADDRESSED:
            continue
        words = set(gone.proof.words())
        node = "O09.A" if any(_MOLAR.search(w.words) for w in words) else AFTER[stem]
        same = tuple(a for a in coding.having(*HISTORY) if words & set(a.proof.words()))
        found = code_below(node, stage, books.tabular)
        told = coding.having(stem, node) and not same  # she has it again, or it is told already
        if found is not None and not told:
            because = (*gone.proof.words(), *stage.words)
            yield Give(found.code, because=because, instead_of=same, needed=Needed.ADDRESSED)
    for status in coding.having(*HISTORY):
        if status.needed is not Needed.ADDRESSED or not any(is_taken_up(m) for m in status.mentions):
            continue
        node = next((to for said, to in _NAMED if says(status, said)), _OF[status.value])
        found = code_below(node, stage, books.tabular)
        if found is not None:
            yield Give(found.code, because=(status, *stage.words), instead_of=(status,))
