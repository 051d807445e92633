"""Burns of one site, and burns without one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.episodes import SEQUELA, stage
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.sides import may_be_one_place

SITED = ("T20", "T21", "T22", "T23", "T24", "T25")
#: Burns of sites that are not said, and the fifth characters of several sites together.
UNSITED = "T30"
SEVERAL = "multiple sites"
#: A limb, or a hand, of which the site is not told.
UNSAID = "unspecified site"
#: The sixth character of a burn whose side is not told.
_NO_SIDE = "9"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.d.2, I.C.19.d.5", URL),
)
def deepest_burn_of_a_site(coding: Coding, _: Books) -> Iterator[Reject]:
    """One site takes its highest degree only; several sites together, or a site not said, are not coded beside the single sites."""
    burns = [a for a in coding.having(*SITED) if stage(a.value[-1]) != SEQUELA]
    for burn in burns:
        for deeper in burns:
            if _of_one_site(burn, deeper) and _degree(deeper) > _degree(burn):
                yield Reject(burn, Why.LESS_SPECIFIC, (deeper,))
                break
    for vague in (a for a in burns if UNSAID in (a.title or "")):
        of_it = [a for a in burns if UNSAID not in (a.title or "") and _is_part(a, vague)]
        if of_it:
            yield Reject(vague, Why.LESS_SPECIFIC, (of_it[0],))
    single = [a for a in burns if SEVERAL not in (a.title or "")]
    for vague in (*coding.having(UNSITED), *(a for a in burns if a not in single)):
        of_its_part = [a for a in single if vague.value.startswith((UNSITED, a.value[:3]))]
        if of_its_part:
            yield Reject(vague, Why.LESS_SPECIFIC, (of_its_part[0],))


def _of_one_site(burn: Assignment, other: Assignment) -> bool:
    """The same category, burn or corrosion, and the same site and side: all but the degree."""
    a, b = burn.value, other.value
    kind = (a[4] > "3") is (b[4] > "3")
    return (
        a is not b
        and kind
        and a[:3] == b[:3]
        and a[5] == b[5]
        and a[6] in {b[6], _NO_SIDE}
        and may_be_one_place(burn.title, other.title)
    )


def _is_part(burn: Assignment, vague: Assignment) -> bool:
    """Whether it is of a part of the limb that the other only names, of the same side, and no less deep."""
    a, b = burn.value, vague.value
    kind = (a[4] > "3") is (b[4] > "3")
    return (
        kind
        and a[:3] == b[:3]
        and a[6] == b[6]
        and SEVERAL not in (burn.title or "")
        and _degree(burn) >= _degree(vague)
    )


def _degree(burn: Assignment) -> int:
    return int(burn.value[4]) % 4
