"""A service of another session, of another practitioner, or beyond the main one carries 59, for Medicare XE, XP, XU."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, policy
from chartproof.code.services.distinct import by_words, marked, together
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=policy("1", "E.1.d and e"))
def distinct_service(subject: tuple[Scene, tuple[Bill, ...]], books: Books) -> Iterator[Modify | Withhold]:
    """A service of another session, of another practitioner, or beyond the main one carries 59, for Medicare XE, XP, XU."""
    scene, bills = subject

    for apart in by_words(scene, bills):
        yield from marked(apart, scene, books)
    yield from together(scene, bills, books)
