"""An ear drum that an acute otitis media ruptured."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.together import in_one_line, in_one_problem
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Acute suppurative otitis media without rupture, and perforations that no injury made.
INTACT, PERFORATED = "H66.00", "H72"
#: The sides of a perforation by its last character; its own unspecified is of any side.
_SIDES = {"1": "1", "2": "2", "3": "3"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "H66.01-; Excludes1 at H72"),
)
def otitis_with_ruptured_drum(coding: Coding, books: Books) -> Iterator[Give]:
    """Acute suppurative otitis media with the ear drum ruptured is told by one code, the perforation not besides."""
    for otitis in coding.having(INTACT):
        holes = [h for h in coding.having(PERFORATED) if _is_of(h, otitis)]
        value = f"H66.01{otitis.value[6:]}"
        if holes and books.tabular.billable(value) is not None:
            yield Give(value, (otitis, *holes), (otitis, *holes))


def _is_of(hole: Assignment, otitis: Assignment) -> bool:
    """Whether the record tells both of one ear, in one breath."""
    side, recurs = _SIDES.get(hole.value[-1]), {"4": "1", "5": "2", "6": "3"}
    ear = recurs.get(otitis.value[-1], otitis.value[-1])
    return side in {None, ear} and (in_one_line(hole, otitis) or in_one_problem(hole, otitis))
