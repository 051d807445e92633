"""Each test ordered, or whose result was looked at, counts once; its panel counts for its parts."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.tests_counted import tests_of
from chartproof.codesets.books import Books
from chartproof.model.visit import Count, Datum, Element, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=table("data, category 1"))
def unique_test(visit: Visit, _: Books) -> Iterator[Count]:
    """Each test ordered, or whose result was looked at, counts once; its panel counts for its parts."""
    for name, evidence in tests_of(visit).items():
        yield Count(Element.DATA, Datum.TEST, name, (evidence,))
