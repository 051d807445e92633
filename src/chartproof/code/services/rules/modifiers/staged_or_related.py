"""A procedure planned at, or more than, the operation before it carries modifier 58 within its global period."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.postoperative import Relation, later_in
from chartproof.code.services.surgery import is_professional
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(12, "40.2.A.6"))
def staged_or_related(subject: tuple[Scene, tuple[Bill, ...]], books: Books) -> Iterator[Modify | Withhold]:
    """A procedure planned at, or more than, the operation before it carries modifier 58 within its global period."""
    scene, bills = subject

    for later in later_in(scene, bills, books) if is_professional(scene) else ():
        if later.relation is Relation.STAGED:
            yield Modify(later.bill, "58", later.told)
        elif later.relation is Relation.COMPLICATION:
            yield Withhold(later.bill, "58", _TREATS, later.told)


_TREATS = "it treats a complication of the operation before it, which is no stage of it"
