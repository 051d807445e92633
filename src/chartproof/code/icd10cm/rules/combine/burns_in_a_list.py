"""Burns told as a list of sites and depths."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.burned import CORROSION, Listed, lists_in, site_in
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Why
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.d, I.C.19.d.2, I.C.19.d.5", URL),
)
def burns_in_a_list(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """Each burned site of a list is coded by its own degree, the deepest where one site has more."""
    known = coding.having("T20", "T21", "T22", "T23", "T24", "T25")
    listed = [burn for document in coding.encounter.documents for burn in lists_in(document)]
    deepest: dict[str, Listed] = {}
    for burn in listed:
        if burn.site not in deepest or deepest[burn.site].stem[4] < burn.stem[4]:
            deepest[burn.site] = burn
    for burn in deepest.values():
        same = [a for a in known if site_in(a.value) == burn.site]
        misread = tuple(a for a in same if a.value[4] != burn.stem[4] and _of_line(a, burn.line))
        degree = int(burn.stem[4]) + (CORROSION if burn.chemical else 0)
        value = f"{burn.stem[:4]}{degree}{burn.stem[5:]}A"
        told = any(a.value[4] >= burn.stem[4] for a in same if a not in misread)
        if books.tabular.billable(value) is not None and not told:
            words = tuple(b.words for b in listed if b.stem == burn.stem)
            yield Give(value, words, misread, Needed.ADDRESSED)
        elif told:
            yield from (Reject(a, Why.LESS_SPECIFIC, (burn.words,)) for a in misread)


def _of_line(burn: Assignment, line: Evidence) -> bool:
    """Whether a burn was read out of this line alone."""
    return bool(burn.mentions) and all(
        m.document == line.document and line.start <= m.line.start and m.line.end <= line.end
        for m in burn.mentions
    )
