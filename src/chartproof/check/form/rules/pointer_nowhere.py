"""A pointer to a diagnosis that is not on the claim."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.record import ClaimKind
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule


@rule(holds=SINCE_5010, reviewed=None, cite=standard("diagnosis pointers of a line"))
def pointer_nowhere(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A pointer leads to a diagnosis of the claim, each of them once."""
    if claim.kind is not ClaimKind.PROFESSIONAL:
        return
    for line in claim.lines:
        pointed = claim.pointed(line)
        if all(pointed) and len({id(dx) for dx in pointed}) == len(pointed):
            continue
        once = tuple(p for n, p in enumerate(line.pointers) if pointed[n] and pointed[n] not in pointed[:n])
        nowhere = not all(pointed)
        says = (
            "the line points to a diagnosis that is not on the claim"
            if nowhere
            else "the line points twice to one diagnosis"
        )
        fixes = (
            Fix(
                "keep the pointers that lead to a diagnosis, each once",
                safe=True,
                changes=(Change(Op.SET, f"{line.at}.pointers", once),),
            ),
        )
        severity = Severity.REJECT if nowhere else Severity.RETURN
        yield Find(
            f"{line.at}.pointers",
            says,
            severity,
            (),
            fixes if once and not nowhere else (),
            "for which diagnosis the record says it was done",
        )
