"""A talk about management or a test with a professional outside the group, or another fitting source, counts."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.lines import text_of
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Doing
from chartproof.model.visit import Count, Datum, Element, Visit
from chartproof.rules.core import rule

#: A talk with one of the same group, or only to arrange a visit, is none.
_OWN = Pattern(
    r"\b(?:my partner|our (?:nurse|ma|office)|same group|to (?:schedule|arrange) (?:an appointment|a visit|follow))\b"
)


@rule(holds=SINCE, reviewed=None, cite=table("data, category 3"))
def discussion_with_external_source(visit: Visit, _: Books) -> Iterator[Count]:
    """A talk about management or a test with a professional outside the group, or another fitting source, counts."""
    for act in visit.acts("discussion"):
        if act.doing is Doing.PLANNED or _OWN.search(text_of(visit.coding, act.evidence)):
            continue
        yield Count(Element.DATA, Datum.DISCUSSION, "discussion", (act.evidence,))
        return
