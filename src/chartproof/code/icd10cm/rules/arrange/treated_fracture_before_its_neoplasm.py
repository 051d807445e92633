"""The bone that a tumor broke, and the tumor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Order
from chartproof.rules.core import rule

#: What is done for the bone, and words by which its fracture is what the encounter was for.
_TREATED = Pattern(
    r"\b(?:kyphoplasty|vertebroplasty|(?:internal )?fixation|intramedullary|nail(?:ed|ing)?|pinn(?:ed|ing)|orif|hemiarthroplasty|"
    r"fracture\b[^.;\n]{0,40}\b(?:was|were) the reason)\b",
    re.IGNORECASE,
)
#: What is done for the tumor.
_OF_TUMOR = Pattern(
    r"\b(?:received|given|began|begun|started|underwent|cycle \d) (?:\w+ ){0,3}?(?:chemo\w*|radiation|radiotherapy|immunotherapy|bortezomib)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.l.6", URL),
)
def treated_fracture_before_its_neoplasm(coding: Coding, _: Books) -> Iterator[Order]:
    """Where the fracture that a neoplasm caused is what is treated, it stands before the neoplasm."""
    fractures = [a for a in coding.having("M84.5") if a.value.endswith(("A", "XA"))]
    texts = [d.text for d in coding.encounter.documents] if fractures else []
    if any(_TREATED.search(t) for t in texts) and not any(_OF_TUMOR.search(t) for t in texts):
        yield from (Order(fracture, tumor) for fracture in fractures for tumor in coding.having("C"))
