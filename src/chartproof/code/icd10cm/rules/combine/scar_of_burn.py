"""A scar that a burn left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.burned import BURNS, LEFT, SCARS, degree_of, site_of, stem, told_of_burns
from chartproof.code.icd10cm.causes import causes
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: The degree where none is told.
UNSPECIFIED = "0"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.d.7, I.C.19.d.8, I.C.20.i.1", URL),
)
def scar_of_burn(coding: Coding, books: Books) -> Iterator[Give]:
    """The scar of a burn is followed by the burn with the seventh character S, and by its cause with the same."""
    for scar in coding.having(*SCARS):
        lines = [m.line for m in scar.mentions if BURNS.search(m.line.words)]
        left = next((line for line in lines if LEFT.search(line.words)), None)
        if left is None:
            continue
        told = left if site_of(left.words) else _only(list(told_of_burns(coding)))
        if told is None:
            continue
        burns = [b for b in told_of_burns(coding) if _is_of_one_part(b, told)]
        degree = next((d for line in (*lines, *burns) if (d := degree_of(line.words))), UNSPECIFIED)
        begins = stem(site_of(told.words) or "", degree, told.words)
        value, bare = f"{begins}S", stem(site_of(told.words) or "", UNSPECIFIED, told.words)
        fresh = coding.having(*(f"{of}{char}" for of in (begins, bare) for char in "AD"))
        if books.tabular.billable(value) is not None and not coding.having(value):
            yield Give(value, (scar, told), fresh, scar.needed, Why.EXCLUDED)
        yield from _causes(coding, [*lines, *burns], scar)


def _only(burns: list[Evidence]) -> Evidence | None:
    """The one sentence that tells a burn, where one site is told in all."""
    return burns[0] if len({site_of(b.words) for b in burns}) == 1 else None


def _is_of_one_part(one: Evidence, other: Evidence) -> bool:
    """Whether two sentences tell of one part of the body."""
    return (site_of(one.words) or "")[:3] == (site_of(other.words) or " ")[:3]


def _causes(coding: Coding, lines: list[Evidence], scar: Assignment) -> Iterator[Give]:
    """The causes that only these lines tell."""
    for cause in causes(coding):
        if (
            cause.value[-1:] in "AD"
            and cause.mentions
            and all(any(_within(m.line, line) for line in lines) for m in cause.mentions)
        ):
            yield Give(f"{cause.value[:-1]}S", (cause, scar), (cause,), cause.needed, Why.EXCLUDED)


def _within(line: Evidence, other: Evidence) -> bool:
    return line.document == other.document and line.start < other.end and other.start < line.end
