"""A visit within a global period for a problem that is not the operation's carries modifier 24."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, manual
from chartproof.codesets.books import Books
from chartproof.model.reading import Doing
from chartproof.model.visit import Add, Level, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual("40.2.A.7"))
def unrelated_visit_in_global(found: tuple[Visit, Level], _: Books) -> Iterator[Add]:
    """A visit within a global period for a problem that is not the operation's carries modifier 24."""
    visit, level = found
    said = {act.name: act for act in visit.acts("visit") if act.doing is not Doing.PLANNED}
    if level.level is not None and {"surgical follow up", "unrelated problem"} <= said.keys():
        yield Add(
            "24", (said["surgical follow up"].evidence, said["unrelated problem"].evidence), modifier=True
        )
