"""A lesser technique on another lesion through the same scope carries modifier 59, for Medicare XS."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, policy
from chartproof.code.services.distinct import marked, on_lesions
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=policy("6", "endoscopy: separate lesions"))
def separate_lesion(subject: tuple[Scene, tuple[Bill, ...]], books: Books) -> Iterator[Modify | Withhold]:
    """A lesser technique on another lesion through the same scope carries modifier 59, for Medicare XS."""
    scene, bills = subject

    for apart in on_lesions(bills):
        yield from marked(apart, scene, books)
