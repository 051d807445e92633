"""An add-on code without a primary procedure of the same provider and day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import READ_TO, policy
from chartproof.check.lines import coded
from chartproof.check.ncci.beside import Beside, beside
from chartproof.check.sets import by_payer
from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.model.claim import Claim
from chartproof.model.coding import Row
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.period import Period
from chartproof.model.record import ClaimKind
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule
from chartproof.terms.addendum import is_opps
from chartproof.terms.addons import AddOn, AddOns

SYSTEM = "NCCI-add-on"


@rule(holds=Period(date(2013, 4, 1), None), reviewed=READ_TO, cite=policy("R and W"))
def add_on_without_primary(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """An add-on code is paid only beside a primary procedure of the same practitioner and day."""
    if claim.kind is not ClaimKind.PROFESSIONAL and not is_opps(claim):
        return
    lines = coded(claim, books)
    for day, ours in lines.by_day:
        try:
            listed = books.read(SYSTEM, AddOns, day)
        except NoReleaseCoversError as error:
            yield NotRun(str(error))
            continue
        for line in ours:
            add_on = listed.add_on(line.code or "", day)
            if add_on is not None:
                near = beside(claim, line, (day, ours), listed)
                found = _judged(add_on, near)
                if found is not None:
                    severity, why = found
                    row = Row(listed.release.name, "add_on_codes", add_on.code)
                    fix = Fix(
                        f"remove {line.at}, or bill the primary procedure",
                        False,
                        (Change(Op.REMOVE, line.at),),
                    )
                    says = f"{add_on.code} is an add-on code (type {add_on.type}), and {why}"
                    yield Find(line.at, says, by_payer(claim, severity), (row,), (fix,), _CLEARS)
    yield from lines.not_run()


_CLEARS = "the record of the primary procedure of that day by the same practitioner, or one of his group and specialty"


def _judged(add_on: AddOn, near: Beside) -> tuple[Severity, str] | None:
    """What happens and why; None where it stands beside a primary."""
    if near.listed:
        return None
    if near.unsure:
        return (
            Severity.RISK,
            f"its primary {near.unsure} is on an earlier claim that does not name the provider",
        )
    if near.other_day:
        return Severity.RISK, f"its primary {near.other_day} is of another day"
    if add_on.type == "1" or not near.others:
        none = "no primary code that is listed for it" if add_on.primaries else "no primary procedure"
        return Severity.DENY, f"{none} is of the same day"
    one = next(iter(near.others))
    return Severity.RISK, f"whether {one} is a primary for it is the contractor's to say: it is not published"
