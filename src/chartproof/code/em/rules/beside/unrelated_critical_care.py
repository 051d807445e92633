"""Critical care within a global period that has nothing to do with the operation carries FT for Medicare."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.claim.told import Told, first, on_visit
from chartproof.code.em.authority import manual
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Payer
from chartproof.model.visit import Add, Family, Level, Visit, Withheld
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM
from chartproof.terms.globals import running


@rule(
    holds=Period(date(2022, 1, 1), None),
    reviewed=None,
    cite=manual("30.6.12; CY 2022 Physician Fee Schedule final rule, 86 FR 64996"),
)
def unrelated_critical_care(found: tuple[Visit, Level], books: Books) -> Iterator[Add | Withheld]:
    """Critical care within a global period that has nothing to do with the operation carries FT for Medicare."""
    visit, level = found
    encounter = visit.coding.encounter
    if (
        level.code is None
        or visit.family is not Family.CRITICAL_CARE
        or encounter.payer is not Payer.MEDICARE
    ):
        return
    day = encounter.began or books.day
    earlier = next(running(encounter.history, day, books), None)
    period = first(encounter, _PERIOD) or (earlier.claim if earlier else None)
    if period is None:
        return
    apart, same = first(encounter, _APART), first(encounter, _SAME)
    if apart:
        yield Add("FT", (period, apart), modifier=True)
    elif same:
        yield from on_visit(
            [Told("FT", (period, same), "the critical care is for what the operation brought")]
        )


_PERIOD = Pattern(
    r"\bglobal (?:period|surg\w+|package)\b|\b(?:90|10)-day global\b|\bpost-?(?:op\w*|surgical) day\W{0,2}\w+|\bpod ?#?\d+"
)
_APART = Pattern(
    r"\b(?:unrelated|not related) to (?:the |my |his |her |that )?(?:\w+ ){0,3}(?:surgery|operation|procedure|repair|replacement|resection|bypass)\b|"
    r"\bnothing to do with (?:the |his |her )?(?:\w+ )?(?:surgery|operation|procedure)\b"
)
_SAME = Pattern(
    rf"\b(?:complication of|{FROM}) (?:the |his |her |my )?(?:\w+ ){{0,2}}(?:surgery|operation|procedure|anastomo\w+)\b|\bpost-?op\w* (?:bleed\w*|hemorrhage|leak|sepsis)\b"
)
