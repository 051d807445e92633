"""A liver that a poison or a drug killed in part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, most_needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Failure and necrosis of the liver, and injuries by name, of no cause.
LIVER = ("K72.00", "K72.01", "K72.90", "K72.91", "K76.2", "K71.9")
#: Poisonings and adverse effects of analgesics, the poison that kills the liver most.
POISONS = ("T39.1X1", "T39.1X2", "T39.1X3", "T39.1X4", "T39.1X5")
_NECROSIS = Pattern(r"\bnecrosis|\bnecrotic", re.IGNORECASE)
WITHOUT, WITH = "K71.10", "K71.11"
COMA = ("K72.01", "K72.91")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "K71.1, K72 Excludes1"),
)
def liver_necrosis_of_poison(coding: Coding, _: Books) -> Iterator[Give]:
    """Necrosis of the liver by acetaminophen is toxic liver disease with hepatic necrosis, not failure or necrosis of its own."""
    poison = coding.having(*POISONS)
    livers = coding.having(*LIVER)
    if not poison or not any(says(a, _NECROSIS) for a in livers):
        return
    value = WITH if coding.having(*COMA) else WITHOUT
    yield Give(value, (livers[0], poison[0]), livers, most_needed(livers))
