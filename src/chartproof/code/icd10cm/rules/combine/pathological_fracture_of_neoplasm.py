"""A bone broken by a tumor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.together import in_one_line, joined_by_cause
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Neoplasms of bone: a pathological fracture told in one line with them is theirs.
BONE = ("C79.51", "C90.0", "C40", "C41")

#: "Path fx through met": the bone broke where a tumor was.
_THROUGH = Pattern(
    r"\b(?:through|thru|at|across|into) (?:an? |the |known |bone |bony |lytic |osseous )*(?:mets?\b|metasta\w+|tumou?r|malignan\w+ lesion|lytic lesion)",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "M84.4, M84.5"),
)
def pathological_fracture_of_neoplasm(coding: Coding, books: Books) -> Iterator[Give]:
    """A pathological fracture laid to a neoplasm is a pathological fracture in neoplastic disease."""
    for fracture in coding.having("M84.4"):
        value = "M84.5" + fracture.value[5:]
        for neoplasm in coding.having("C", "D0", "D1", "D2", "D3", "D4"):
            of_bone = (neoplasm.value.startswith(BONE) and in_one_line(fracture, neoplasm)) or any(
                _THROUGH.search(m.line.words) for m in fracture.mentions
            )
            if (of_bone or joined_by_cause(fracture, neoplasm)) and books.tabular.billable(value):
                yield Give(value, because=(fracture, neoplasm), instead_of=(fracture,))
                break
