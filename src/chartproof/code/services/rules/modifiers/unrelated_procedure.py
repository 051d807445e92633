"""A procedure within a global period that has nothing to do with the operation before it carries modifier 79."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.postoperative import Later, Relation, later_in, room_of
from chartproof.code.services.surgery import is_professional
from chartproof.codesets.books import Books
from chartproof.model.query import WAYS_OUT, Doubt, Query
from chartproof.model.service import Bill, Lacking, Modify, Scene, Withhold
from chartproof.rules.core import rule, rule_id


@rule(holds=SINCE, reviewed=None, cite=manual(12, "40.2.A.7"))
def unrelated_procedure(
    subject: tuple[Scene, tuple[Bill, ...]], books: Books
) -> Iterator[Modify | Withhold | Lacking]:
    """A procedure within a global period that has nothing to do with the operation before it carries modifier 79."""
    scene, bills = subject

    for later in later_in(scene, bills, books) if is_professional(scene) else ():
        if later.relation is Relation.UNRELATED:
            yield Modify(later.bill, "79", later.told)
        elif later.relation is Relation.UNTOLD and later.earlier:
            yield Withhold(later.bill, "79", _UNTOLD, (later.bill.of.evidence, *later.told))
            yield _asked(later)
        elif later.relation is Relation.COMPLICATION and room_of(scene, later) is None:
            yield Withhold(later.bill, "79", _RELATED, later.told)


def _asked(later: Later) -> Lacking:
    done = later.bill.of
    day = later.earlier.served if later.earlier else ""
    asks = (
        f"The record tells of this service: \u201c{done.evidence.words}\u201d. An operation of {day} precedes it. "
        "Please document how the one relates to the other."
    )
    choices = (
        "planned at the time of the first operation, or going beyond it",
        "for a complication of it",
        "unrelated to it",
        *WAYS_OUT,
    )
    query = Query(
        rule_id(__name__), Doubt.RELATION, asks, choices, (done.evidence,),
        title="Clarification of a service", to="performing provider", about=f"{done.means}: {day}",
    )  # fmt: skip
    return Lacking(done, query)


_RELATED = "it treats a complication of the operation before it, which is not unrelated"
_UNTOLD = "the record does not say how it relates to the operation before it"
