"""A modifier that there is no such modifier of on the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import manual
from chartproof.check.lines import coded
from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.codesets.codelist import CodeList
from chartproof.model.claim import Claim, ServiceLine
from chartproof.model.coding import Row
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule
from chartproof.terms.listed import modifiers

SYSTEM = "HCPCS"
#: Those of CPT: numbers, and the physical status of anesthesia; and its performance measures (Appendix A, F).
_OF_CPT = frozenset(
    {str(n) for n in (*range(22, 28), 32, 33, 47, *range(50, 60), 62, 63, 66, 73, 74, *range(76, 83), *range(90, 94), *range(95, 98), 99)}
    | {"1P", "2P", "3P", "8P"}
)  # fmt: skip


@rule(holds=Period(date(1996, 1, 1), None), reviewed=None, cite=manual(26, "10.4, item 24D"))
def modifier_unknown(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Every modifier is one of CPT's or of HCPCS level II on the day."""
    for day, lines in coded(claim, books).by_day:
        asked = [(line, m) for line in lines for m in line.modifiers if m not in _OF_CPT]
        if not asked:
            continue
        try:
            known = books.read(SYSTEM, modifiers, day)
        except NoReleaseCoversError as error:
            yield NotRun(str(error))
            continue
        for line, modifier in asked:
            if not _holds(known, modifier, day):
                yield _found(line, modifier, known)


def _holds(known: CodeList, modifier: str, day: date) -> bool:
    rows = known.rows(modifier)
    return any(not row["terminated"] or str(day) <= row["terminated"] for row in rows)


def _found(line: ServiceLine, modifier: str, known: CodeList) -> Find:
    row = Row(known.release.name, "modifiers", modifier)
    says = f"{modifier} on {line.at} is no modifier of CPT, nor of {known.release.name} on the day"
    clears = "what the modifier was to say, as the record tells it"
    return Find(f"{line.at}.modifiers", says, Severity.RETURN, (row,), clears=clears)
