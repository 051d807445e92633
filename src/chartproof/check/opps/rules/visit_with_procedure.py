"""A visit on the day of a procedure, without the modifier that sets it apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import editor
from chartproof.check.opps.listed import found, listed, removal
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=Period(date(2000, 8, 1), None), reviewed=None, cite=editor("21"))
def visit_with_procedure(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A visit on the day of a procedure of status S or T is paid with 25, where it was apart from it."""
    lines = listed(claim, books)
    yield from lines.missing
    for each in lines.listed:
        if each.status not in _VISITS or _APART.intersection(each.line.modifiers):
            continue
        procedure = next((o for o in lines.on(each.day) if o.status in _PROCEDURES), None)
        if procedure is not None:
            says = (
                f"the visit {each.line.code} is of the day of {procedure.line.code} ({procedure.line.at}, status "
                f"{procedure.status}) and has no 25"
            )
            fixes = (
                Fix("25, where the record shows a visit beyond what comes with the procedure", safe=False),
                removal(each.line, "where it was a part of the procedure"),
            )
            yield found(
                each, "", says, Severity.RETURN, *fixes, clears="a note of the visit that stands by itself"
            )


_VISITS = frozenset({"V", "J2"})
_PROCEDURES = frozenset({"S", "T"})
_APART = frozenset({"25"})
