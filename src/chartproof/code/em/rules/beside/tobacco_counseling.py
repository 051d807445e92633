"""Counseling to stop tobacco of more than three minutes stands beside the visit; beyond ten it is the longer one."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.visit import Add, Level, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=Cite("Medicare National Coverage Determinations Manual", "210.4.1"))
def tobacco_counseling(found: tuple[Visit, Level], _: Books) -> Iterator[Add]:
    """Counseling to stop tobacco of more than three minutes stands beside the visit; beyond ten it is the longer one."""
    visit, level = found
    for spent in visit.minutes:
        if spent.name == "tobacco counseling minutes" and spent.evidence and spent.value > 3:
            code = "99407" if spent.value > 10 else "99406"
            if level.code != code:
                yield Add(code, (spent.evidence,))
            return
