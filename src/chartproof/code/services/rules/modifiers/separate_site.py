"""A second service of the same kind at a site of its own carries modifier 59, for Medicare XS."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, policy
from chartproof.code.services.distinct import at_sites, marked, on_skin
from chartproof.codesets.books import Books
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=policy("1", "E.1.d: different anatomic sites"))
def separate_site(subject: tuple[Scene, tuple[Bill, ...]], books: Books) -> Iterator[Modify | Withhold]:
    """A second service of the same kind at a site of its own carries modifier 59, for Medicare XS."""
    scene, bills = subject

    for apart in (*at_sites(bills), *on_skin(scene, bills)):
        yield from marked(apart, scene, books)
