"""A visit of a new patient whom the provider has seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import manual
from chartproof.check.lines import coded
from chartproof.check.sets import by_payer, is_same_provider
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.past import PastClaim
from chartproof.model.period import Period
from chartproof.model.record import ClaimKind
from chartproof.model.results import Find
from chartproof.rules.core import rule
from chartproof.terms.evaluation import is_visit

_NEW = frozenset({"99202", "99203", "99204", "99205", "92002", "92004", "99341", "99342", "99344", "99345", *(str(n) for n in range(99381, 99388))})  # fmt: skip
_YEARS = 3


@rule(holds=Period(date(1996, 1, 1), None), reviewed=None, cite=manual(12, "30.6.7.A"))
def seen_before(claim: Claim, _: Books) -> Iterator[Find]:
    """A patient is new whom neither the provider nor his group's specialty has seen in three years."""
    if not claim.history or claim.kind is not ClaimKind.PROFESSIONAL:
        return
    for day, lines in coded(claim, _).by_day:
        for line in lines:
            if line.code not in _NEW:
                continue
            seen = [(is_same_provider(claim, past), past.id) for past in claim.history if _saw(past, day)]
            sure = next((ident for same, ident in seen if same), None)
            unsure = next((ident for same, ident in seen if same is None), None)
            if sure or unsure:
                who = "the provider" if sure else "a provider that it does not name"
                says = f"{line.code} is a visit of a new patient, and {who} saw the patient within {_YEARS} years (claim {sure or unsure})"
                fix = Fix("the code of an established patient at the level of the record", safe=False)
                severity = by_payer(claim, Severity.DENY if sure else Severity.RISK)
                clears = "that the earlier visit was another group's or specialty's, or not face to face"
                yield Find(line.at, says, severity, (), (fix,), clears)


def _saw(past: PastClaim, day: date) -> bool:
    """Whether an earlier professional claim has a visit in the years before a day."""
    first = day.replace(year=max(day.year - _YEARS, 1), day=min(day.day, 28))
    visits = (c.served for c in past.of("CPT", "HCPCS") if is_visit(c.code))
    return past.kind != "facility" and any(served and first < served < day for served in visits)
