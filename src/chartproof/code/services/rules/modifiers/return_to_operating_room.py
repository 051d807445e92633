"""A complication that took the patient back to an operating room within the global period is told by modifier 78."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.postoperative import Relation, later_in, room_of
from chartproof.code.services.surgery import is_professional
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual(12, "40.2.A.5; 40.1.B"))
def return_to_operating_room(
    subject: tuple[Scene, tuple[Bill, ...]], books: Books
) -> Iterator[Modify | Withhold]:
    """A complication that took the patient back to an operating room within the global period is told by modifier 78."""
    scene, bills = subject

    for later in later_in(scene, bills, books) if is_professional(scene) else ():
        if later.relation is Relation.COMPLICATION:
            room = room_of(scene, later)
            if room:
                yield Modify(later.bill, "78", (*later.told, room))
            else:
                yield Withhold(later.bill, "78", _NO_ROOM, later.told)


_NO_ROOM = "the record tells of no return to an operating room; Medicare counts other care of complications to the operation"
