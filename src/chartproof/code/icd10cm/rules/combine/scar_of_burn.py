"""A scar that a burn left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.burned import BURNS, LEFT, SCARS, degree_of, site_of, stem, told_of_burns
from chartproof.code.icd10cm.causes import causes
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.under import flat, sentences
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM

#: Said of the scar that heads the problem: "it is the late result of", "this is from a burn".
LAID = Pattern(
    r"\b(?:it|this|which|that|these|the scar(?:ring)?) (?:is|are|was|comes|came|developed) (?:all )?(?:(?:an?|the) )?"
    rf"(?:(?:late|old|long-term) (?:result|effect|consequence|sequela)s? of|(?:result|consequence|sequela|residual)s? (?:of|from)|{FROM}|after|left by)"
    r"\b(?:(?!\b(?:not|rather|instead|unrelated|no)\b)[^.;]){0,60}\b(?:burn|scald)",
    re.IGNORECASE,
)
SIDED = Pattern(r"\b(?:right|left)\b", re.IGNORECASE)
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
        heads = [m.line for m in scar.mentions]
        lines = [line for line in heads if BURNS.search(line.words)]
        left = next((line for line in lines if LEFT.search(line.words)), None) or _laid_to(scar, coding)
        if left is None:
            continue
        told = next((line for line in (left, *heads) if site_of(line.words)), None)
        told = told or _only(list(told_of_burns(coding)))
        if told is None:
            continue
        burns = [b for b in told_of_burns(coding) if _is_of_one_part(b, told)]
        degree = next((d for line in (*lines, left, *burns) if (d := degree_of(line.words))), UNSPECIFIED)
        sided = told.words if SIDED.search(told.words) else " ".join(line.words for line in (*heads, told))
        begins = stem(site_of(told.words) or "", degree, sided)
        value, bare = f"{begins}S", stem(site_of(told.words) or "", UNSPECIFIED, sided)
        fresh = coding.having(*(f"{of}{char}" for of in (begins, bare) for char in "AD"))
        if books.tabular.billable(value) is not None and not coding.having(value):
            yield Give(value, (scar, told), fresh, scar.needed, Why.EXCLUDED)
        yield from _causes(coding, [*lines, *burns], scar)


def _laid_to(scar: Assignment, coding: Coding) -> Evidence | None:
    """The sentence under a scar that says a burn left it: "it is the late result of the burn he had"."""
    told = (s for m in scar.mentions for s in sentences(m, coding))
    return next((s for s in told if LAID.search(flat(s))), None)


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
