"""Diagnosis or treatment that social circumstances limit is of moderate risk."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.lines import passage_of
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Doing
from chartproof.model.visit import Count, Element, Extent, Visit
from chartproof.rules.core import rule

_LIMITS = Pattern(
    r"\b(?:so|because|due to|therefore|limit\w*|thus|cost\w*|afford|skip\w*|ration\w*|missed|unable|could ?n[o']t|cannot|can't|without|instead|"
    r"switch\w*|chang\w*|lack\w*|barrier\w*|no way|prevent\w*|complicat\w*|interfer\w*|affect\w*|nowhere|lost)\b"
)


@rule(holds=SINCE, reviewed=None, cite=table("risk, moderate"))
def social_determinants_limit_care(visit: Visit, _: Books) -> Iterator[Count]:
    """Diagnosis or treatment that social circumstances limit is of moderate risk."""
    for act in visit.acts("decision"):
        if (
            act.name == "social barrier"
            and act.doing is not Doing.PLANNED
            and _LIMITS.search(passage_of(visit.coding, act.evidence))
        ):
            yield Count(Element.RISK, Extent.MODERATE, "social determinants limit care", (act.evidence,))
            return
