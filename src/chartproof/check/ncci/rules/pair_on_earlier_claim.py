"""A code that is not paid beside one of an earlier claim of the same provider and day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import READ_TO, policy
from chartproof.check.lines import coded
from chartproof.check.ncci.modifiers import ASSOCIATED
from chartproof.check.sets import by_payer, is_same_provider, ncci_set
from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.model.claim import Claim, ServiceLine
from chartproof.model.coding import Row
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.past import PastClaim, PastCode
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule
from chartproof.terms.pairs import Pairs


@rule(holds=Period(date(2019, 7, 1), None), reviewed=READ_TO, cite=policy("A and E"))
def pair_on_earlier_claim(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A pair is not paid together either where its other code stands on an earlier claim of that provider and day."""
    which = ncci_set(claim) if claim.history else None
    if not isinstance(which, str):
        return
    days = dict(coded(claim, books).by_day)
    for past in claim.history:
        same = None if which.endswith("outpatient") else is_same_provider(claim, past)
        if same is False or past.kind != (claim.kind.value if claim.kind else None) or past.id == claim.id:
            continue
        for code in past.of("CPT", "HCPCS"):
            if code.served in days:
                yield from _with(claim, (past, code), days[code.served], (which, books, bool(same)))


def _with(
    claim: Claim,
    earlier: tuple[PastClaim, PastCode],
    lines: tuple[ServiceLine, ...],
    told: tuple[str, Books, bool],
) -> Iterator[Find | NotRun]:
    (past, code), (which, books, is_same) = earlier, told
    if code.served is None:
        return
    try:
        pairs = books.read(f"NCCI-PTP-{which}", Pairs, code.served)
    except NoReleaseCoversError as error:
        yield NotRun(str(error))
        return
    for line in lines:
        pair = pairs.either(line.code or "", code.code, code.served)
        apart = ASSOCIATED & {*line.modifiers, *code.modifiers}
        if pair is None or (apart and pair.edit.modifier_indicator == "1"):
            continue
        ours = "column 2" if pair.column_2 == line.code else "column 1"
        says = f"{line.code} and {code.code} of an earlier claim ({past.id}, {code.at}) are a pair of one day; this line is {ours}"
        severity = Severity.DENY if is_same and ours == "column 2" else Severity.RISK
        row = Row(pairs.release.name, "pairs", f"{pair.column_1} {pair.column_2}")
        fix = Fix(f"remove {line.at}, or correct the earlier claim", False, (Change(Op.REMOVE, line.at),))
        clears = "the record of another session or site, or that another provider did the earlier service"
        yield Find(line.at, says, by_payer(claim, severity), (row,), (fix,), clears)
