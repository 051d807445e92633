"""The crisis of a sickle-cell disease other than Hb-SS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, most_needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Each other disease without crisis, and the subcategory of its crises.
CRISES = {"D57.20": "D57.21", "D57.40": "D57.41", "D57.42": "D57.43", "D57.44": "D57.45", "D57.80": "D57.81"}
#: The crises of Hb-SS, by which a record's words are found, and how the others end.
UNSPECIFIED = "D57.00"
ENDS = {"D57.01": "1", "D57.02": "2", "D57.03": "3", "D57.04": "4", "D57.09": "8", "D57.00": "9"}


@rule(
    holds=Period(date(2020, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "D57"),
)
def crisis_of_sickle_disease(coding: Coding, books: Books) -> Iterator[Give]:
    """A crisis told apart from a sickle-cell disease that is not Hb-SS is the crisis of that disease, in one code."""
    crises = [a for a in coding.having(*ENDS) if not a.mentions or any(map(_is_now, a.mentions))]
    named = [crisis for crisis in crises if crisis.value != UNSPECIFIED] or crises
    for value, of_crisis in CRISES.items() if crises else ():
        for disease in coding.having(value, of_crisis):
            for crisis in named:
                made = f"{of_crisis}{ENDS[crisis.value]}"
                if books.tabular.billable(made) is not None:
                    yield Give(made, (disease, crisis), (disease, *crises), most_needed((disease, crisis)))


#: A crisis of another time, or one that may come.
_NOT_NOW = Pattern(
    r"\b(?:last|prior|previous|past|history|ago|plan for|action plan|prevent\w*|return)\b", re.IGNORECASE
)


def _is_now(mention: Mention) -> bool:
    return is_certain(mention) and _NOT_NOW.search(mention.line.words) is None
