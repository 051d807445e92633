"""A procedure in the days after an operation, without the modifier that says how it stands to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import manual
from chartproof.check.fees.listed import listed, removal
from chartproof.check.fees.operations import Operation, operations
from chartproof.check.sets import by_payer
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_APART = frozenset({"58", "78", "79", "80", "81", "82", "AS", "55"})


@rule(holds=Period(date(1996, 1, 1), None), reviewed=None, cite=manual(12, "40.1 and 40.2.A.4 to 6"))
def procedure_in_global(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A procedure of who operated, in the days after an operation, is paid with 58, 78 or 79, as the record has it."""
    lines = listed(claim, books)
    done = [e for e in lines.listed if e.fees.is_surgery]
    if not claim.history and len({e.day for e in done}) < 2:
        return
    yield from lines.missing
    known = operations(claim, books)
    yield from (o for o in known if isinstance(o, NotRun))
    for each in done:
        if _APART.intersection(each.line.modifiers):
            continue
        met = (o for o in known if isinstance(o, Operation) and o.runs_on(each.day))
        operation = next(met, None)
        if operation is not None:
            says = (
                f"{each.line.code} falls in the {operation.days} days after {operation.code} ({operation.told}) and does not say "
                "how it stands to it"
            )
            severity = by_payer(claim, operation.severity)
            fixes = (_MODIFIER, removal(each.line, "where it was care after the operation"))
            yield Find(each.line.at, says, severity, (each.fees.row, operation.row), fixes, _CLEARS)


_MODIFIER = Fix(
    "58 where it was planned, more extensive or therapy after the operation; 78 where a complication led back to the operating "
    "room; 79 where it was unrelated: as the record has it",
    safe=False,
)
_CLEARS = "the operation note that says why it was done: staged, a return to the operating room, or unrelated"
