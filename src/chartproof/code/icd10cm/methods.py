"""The steps of the machinery that stand in proofs, with their authority."""

from __future__ import annotations

from chartproof.model.coding import Cite
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import Method

__all__ = ["DESCEND", "GUIDELINES", "METHODS", "SAME", "SEVENTH", "TERM", "UNSPECIFIED", "URL"]

TERM = Method(
    "icd10cm.term",
    "Locate the term in the classification: every word of it is in the record.",
    Cite(GUIDELINES, "I.B.1", URL),
)
DESCEND = Method(
    "icd10cm.descend",
    "Go down the Tabular List by what is documented, to the highest number of characters.",
    Cite(GUIDELINES, "I.B.2", URL),
)
DOMINANCE = Method(
    "icd10cm.dominant_side",
    "Take the side as dominant or not by the hand documented, else right as dominant and left as not.",
    Cite(GUIDELINES, "I.C.6.a, I.C.9.d.1", URL),
)
UNSPECIFIED = Method(
    "icd10cm.unspecified",
    "Take the unspecified or default subdivision where the record is silent.",
    Cite(GUIDELINES, "I.A.9.b", URL),
)
SEVENTH = Method(
    "icd10cm.seventh_character",
    "Add the seventh character the category requires, with placeholders X before it.",
    Cite(GUIDELINES, "I.A.5", URL),
)
SAME = Method(
    "icd10cm.same_code",
    "Report a code once, however often it is documented.",
    Cite(GUIDELINES, "I.B.12", URL),
)

METHODS = {m.id: m for m in (TERM, DESCEND, DOMINANCE, UNSPECIFIED, SEVENTH, SAME)}
