"""A total that is not what the lines come to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from chartproof.check.form import bill
from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_5010, reviewed=None, cite=standard("the charge of a claim"))
def charge_total(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """The total of a claim is the sum of its lines."""
    lines = [line for line in claim.lines if line.revenue != bill.TOTAL]
    totals = [line for line in claim.lines if line.revenue == bill.TOTAL]
    if not lines or any(line.charge is None for line in lines):
        return
    whole = sum((line.charge or Decimal(0) for line in lines), Decimal(0))
    if claim.total is not None and claim.total != whole:
        yield _found("claim.total", f"{whole:.2f}")
    for line in totals[:1]:
        if line.charge != whole:
            yield _found(f"{line.at}.charge", f"{whole:.2f}")
    for line in totals[1:]:
        yield Find(
            line.at,
            "the line of the total stands twice",
            Severity.RETURN,
            (),
            (Fix("leave one", safe=False, changes=(Change(Op.REMOVE, line.at),)),),
        )


def _found(at: str, whole: str) -> Find:
    fix = Fix(
        f"write {whole}, what the lines come to, where no line is missing",
        safe=False,
        changes=(Change(Op.SET, at, whole),),
    )
    return Find(at, f"the total is not {whole}, what the lines come to", Severity.REJECT, (), (fix,))
