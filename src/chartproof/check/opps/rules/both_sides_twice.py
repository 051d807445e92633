"""A code that is for both sides, told for sides again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import editor
from chartproof.check.lines import coded
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule
from chartproof.terms.addendum import is_opps
from chartproof.terms.schedule import schedule


@rule(holds=Period(date(2000, 8, 1), None), reviewed=None, cite=editor("17"))
def both_sides_twice(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A code that is for both sides by itself (indicator 2) has no 50, and stands once a day."""
    if not is_opps(claim):
        return
    for day, lines in coded(claim, books).by_day:
        codes = [line.code for line in lines]
        asked = [line for line in lines if "50" in line.modifiers or codes.count(line.code) > 1]
        fees = schedule(books, day) if asked else ""
        if isinstance(fees, str):
            yield from (NotRun(fees) for _ in asked[:1])
            continue
        for line in asked:
            of = fees.of(line.code or "")
            if of is None or of.bilateral != "2":
                continue
            again = line is not next(o for o in lines if o.code == line.code) and not _REPEATED.intersection(
                line.modifiers
            )
            if "50" in line.modifiers:
                says = f"{line.code} is for both sides by itself, and has 50"
                kept = tuple(m for m in line.modifiers if m != "50")
                change = (
                    Change(Op.SET, f"{line.at}.modifiers", kept)
                    if kept
                    else Change(Op.REMOVE, f"{line.at}.modifiers")
                )
                fix = Fix(f"take 50 off {line.at}", safe=True, changes=(change,))
                yield Find(f"{line.at}.modifiers", says, Severity.RETURN, (of.row,), (fix,), _CLEARS)
            elif again:
                says = f"{line.code} is for both sides by itself, and stands twice on the day"
                fix = Fix(f"remove {line.at}", safe=False, changes=(Change(Op.REMOVE, line.at),))
                yield Find(line.at, says, Severity.RETURN, (of.row,), (fix,), _CLEARS)


_REPEATED = frozenset({"76", "77"})
_CLEARS = "the record of a second session of the day (76 or 77)"
