"""More lines than the form has room for, or none."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_5010, reviewed=None, cite=standard("lines of a claim"))
def line_count(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """The professional form holds 50 lines, the institutional 999; a claim has at least one."""
    most = 999 if claim.is_facility else 50
    if not claim.lines:
        yield Find("claim.lines", "the claim has no line: nothing is billed", Severity.REJECT)
    elif len(claim.lines) > most:
        fix = Fix(f"bill the lines after the {most}th on another claim", safe=False)
        yield Find(
            claim.lines[most].at,
            f"the form has room for {most} lines, the claim has {len(claim.lines)}",
            Severity.REJECT,
            (),
            (fix,),
        )
