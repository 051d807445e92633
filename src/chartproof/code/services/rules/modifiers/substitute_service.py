"""A service by a substitute carries Q5 where colleagues cover one another, Q6 where the substitute is paid by the day."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.claim.substitute import substitute
from chartproof.code.services.authority import SINCE
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(
    holds=SINCE, reviewed=None, cite=Cite("Medicare Claims Processing Manual, chapter 1", "30.2.10; 30.2.11")
)
def substitute_service(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """A service by a substitute carries Q5 where colleagues cover one another, Q6 where the substitute is paid by the day."""
    scene, bills = subject

    for told in substitute(scene.coding.encounter):
        for bill in bills:
            if bill.of.work in {"act", "test", "therapy"}:
                yield told.on(bill)
