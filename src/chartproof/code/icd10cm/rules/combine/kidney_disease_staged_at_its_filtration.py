"""Chronic kidney disease whose stage stands beside the filtration rate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import sentences_outside
from chartproof.code.icd10cm.wording import quoted
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: The stage, in a line that tells the filtration or the kidneys: "eGFR 52, prior 50 -> stage 3a".
_STAGED = Pattern(
    r"\b(?:e?gfr|filtration|kidney function|renal function)\b[^.;\n]{0,60}?(?:\.\d[^.;\n]{0,40}?)?"
    r"(?<!not )(?<!no )\b(?:ckd )?(?:stage|grade) ?(?:G ?)?(?P<stage>[12]|3 ?[ab]?|[45])\b",
    re.IGNORECASE,
)
#: That of another time or another person, or one that is only feared.
_OTHER = Pattern(
    r"\b(?:was stage|had been|previously stage|formerly|if|would|could|may|toward|towards|mother|father|sister|brother|donor|cancer|ulcer)\b",
    re.IGNORECASE,
)
_VALUES = {
    "1": "N18.1",
    "2": "N18.2",
    "3": "N18.30",
    "3a": "N18.31",
    "3b": "N18.32",
    "4": "N18.4",
    "5": "N18.5",
}


@rule(
    holds=Period(date(2020, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2, I.C.14.a.1", URL),
)
def kidney_disease_staged_at_its_filtration(coding: Coding, books: Books) -> Iterator[Give]:
    """Chronic kidney disease assessed without its stage has the one stage that the record names beside the filtration rate."""
    found = coding.having("N18.9")
    if not found or coding.having("N18.1", "N18.2", "N18.3", "N18.4", "N18.5", "N18.6"):
        return
    told = list(_told(coding))
    if len({value for value, _ in told}) == 1 and books.tabular.billable(told[0][0]) is not None:
        yield Give(told[0][0], (found[0], told[0][1]), found, found[0].needed)


def _told(coding: Coding) -> Iterator[tuple[str, Evidence]]:
    """Each stage named beside a filtration rate, and the words."""
    for sentence in sentences_outside(coding, "family_history"):
        found = _STAGED.search(sentence.words)
        if found is not None and _OTHER.search(sentence.words) is None:
            yield _VALUES[found["stage"].replace(" ", "").lower()], quoted(coding, sentence, found)
