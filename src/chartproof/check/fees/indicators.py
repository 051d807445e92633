"""Edits that judge a modifier by one indicator of the fee schedule: what each value of it means for the modifier."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from chartproof.check.fees.listed import found, with_modifier, without
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.results import Find, NotRun
from chartproof.terms.schedule import Fees


@dataclass(frozen=True, slots=True)
class Verdict:
    """What happens to a line with the modifier and why; `is_safe`: the claim itself says that it goes."""

    severity: Severity
    says: str
    clears: str | None = None
    is_safe: bool = False


def judged(
    claim: Claim,
    books: Books,
    modifiers: tuple[str, ...],
    indicator: Callable[[Fees], str],
    verdicts: Mapping[str, Verdict],
) -> Iterator[Find | NotRun]:
    """The lines whose modifier the indicator of their code speaks against."""
    for each in with_modifier(claim, books, *modifiers):
        if isinstance(each, NotRun):
            yield each
            continue
        line, modifier = each
        verdict = verdicts.get(indicator(line.fees))
        if verdict is not None:
            says = f"{line.line.code} with {modifier}: {verdict.says} (indicator {indicator(line.fees)})"
            fixes: tuple[Fix, ...] = (without(line.line, modifier, safe=verdict.is_safe),)
            yield found(claim, line, "modifiers", says, verdict.severity, *fixes, clears=verdict.clears)
