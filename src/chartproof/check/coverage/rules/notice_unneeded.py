"""A line marked as if it would be denied, whose diagnosis the policy covers."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.coverage.judged import (
    Says,
    is_medicare,
    judged,
)
from chartproof.check.coverage.sources import SINCE_ICD10, claims_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_ICD10, reviewed=None, cite=claims_manual(30, "50 (when an ABN is not to be given)"))
def notice_unneeded(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """No notice is given, and no denial asked for, where the policy covers the diagnosis."""
    if is_medicare(claim):
        for each in judged(claim, books):
            if isinstance(each, NotRun):
                yield each
                continue
            line, found = each
            mark = next((m for m in ("GZ", "GA") if m in line.modifiers), None)
            if mark and found.says is Says.COVERED and found.dx:
                kept = tuple(m for m in line.modifiers if m != mark)
                says = f"{found.named()} covers {found.dx.code} for {line.code}, and {mark} says that a denial is expected"
                fix = Fix(
                    f"take {mark} off, unless how often or how it was done is why denial is expected",
                    safe=False,
                    changes=(Change(Op.SET, f"{line.at}.modifiers", kept),),
                )
                yield Find(
                    f"{line.at}.modifiers",
                    says,
                    Severity.RISK,
                    found.rows(line),
                    (fix,),
                    "why denial was expected, on the notice",
                )
