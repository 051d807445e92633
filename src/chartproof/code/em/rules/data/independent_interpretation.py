"""A tracing, image or specimen that the provider looked at themselves, and does not bill, counts."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.tests_counted import is_billed
from chartproof.codesets.books import Books
from chartproof.model.reading import Doing
from chartproof.model.visit import Count, Datum, Element, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=table("data, category 2"))
def independent_interpretation(visit: Visit, _: Books) -> Iterator[Count]:
    """A tracing, image or specimen that the provider looked at themselves, and does not bill, counts."""
    for act in visit.acts("interpretation"):
        if act.doing is not Doing.PLANNED and not is_billed(visit, act.evidence):
            yield Count(Element.DATA, Datum.INTERPRETATION, "interpretation", (act.evidence,))
            return
