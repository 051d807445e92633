"""Two lines that bill the same."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim, ServiceLine
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

#: Done again, or apart from the other.
_AGAIN = frozenset("59 76 77 91 XE XP XS XU".split())


@rule(holds=SINCE_5010, reviewed=None, cite=claims_manual(1, "120 (detection of duplicate claims)"))
def line_duplicate(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """No two lines bill one code of one day with the same modifiers and place, unless a modifier says that it was done again."""
    seen: dict[tuple[object, ...], ServiceLine] = {}
    for line in claim.lines:
        if line.code is None or _AGAIN.intersection(line.modifiers):
            continue
        day = line.served or claim.first
        key = (line.code, day, line.modifiers, line.place, line.revenue)
        first = seen.setdefault(key, line)
        if first is not line:
            says = f"line {first.number} bills {line.code} of the same day with the same modifiers"
            fixes = (
                Fix(
                    "take the line off where it was done once",
                    safe=False,
                    changes=(Change(Op.REMOVE, line.at),),
                ),
                Fix(
                    "add the units to the first line, or the modifier of a repeated service, where it was done twice",
                    safe=False,
                ),
            )
            yield Find(
                line.at,
                says,
                Severity.DENY,
                (),
                fixes,
                "what shows that it was done twice: times, sites, orders, results",
            )
