"""Pain by what was left in a surgical site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Pain due to devices, implants and grafts.
PAIN = ("T82.84", "T83.84", "T84.84", "T85.84")
ACUTE = Pattern(r"\bacute\b(?! on chronic)", re.IGNORECASE)
CHRONIC = Pattern(r"\bchronic\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.g.2", URL),
)
def pain_of_device(coding: Coding, _: Books) -> Iterator[Give]:
    """Pain due to a device, implant or graft is told further as acute or chronic, where the record says which."""
    for pain in coding.having(*PAIN):
        for words, value in ((CHRONIC, "G89.28"), (ACUTE, "G89.18")):
            which = said(coding, pain, words)
            if which is not None:
                yield Give(value, (pain, which), needed=Needed.OBLIGED)
                break
