"""Notes of each source outside the group that were read count once."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.lines import text_of
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Act, Doing
from chartproof.model.visit import Count, Datum, Element, Family, Visit
from chartproof.rules.core import rule

_READ = Pattern(
    r"\b(?:review\w*|read|reads|went (?:over|through)|obtained|looked (?:at|over|through)|shows?|showed|states?|per|notes?|from)\b"
)


@rule(holds=SINCE, reviewed=None, cite=table("data, category 1"))
def external_note(visit: Visit, _: Books) -> Iterator[Count]:
    """Notes of each source outside the group that were read count once."""
    for act in visit.acts("note"):
        if visit.family in {Family.ED, Family.FACILITY_ED} and act.name == "emergency note":
            continue  # the record itself
        if act.doing is not Doing.PLANNED and _READ.search(text_of(visit.coding, act.evidence)):
            yield Count(Element.DATA, Datum.NOTE, _source(act), (act.evidence,))


_PLAIN = Pattern(
    r"\b(?:notes?|letters?|summary|records?|reports?|consult\w*|from|of|the|his|her|progress|their)\b|'s?\b"
)


def _source(act: Act) -> str:
    """Who wrote it: of a specialist's note, the specialty."""
    if act.name != "specialist note":
        return act.name
    return " ".join(_PLAIN.sub(" ", act.evidence.words.lower()).split()) or act.name
