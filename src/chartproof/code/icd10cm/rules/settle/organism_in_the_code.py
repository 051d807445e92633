"""An organism that the code says already."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_line
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Order, Reject
from chartproof.rules.core import rule
from chartproof.terms.note_blocks import answers, blocks

#: Organisms and resistances, and the codes of infections that say them.
SAID = (
    ("B95.62", ("A41.02", "J15.212")),
    ("A49.02", ("A41.02", "J15.212")),
    ("A49.01", ("A41.01", "J15.211")),
    ("B95.61", ("A41.01", "J15.211")),
    ("B96.20", ("A41.51", "J15.5")),
    ("B96.5", ("A41.52", "J15.1")),
    ("B96.1", ("J15.0",)),
    ("B95.3", ("A40.3", "J13")),
    ("B95.1", ("A40.1", "J15.3")),
    ("B95.0", ("A40.0",)),
    ("B96.3", ("A41.3", "J14")),
    ("B97.4", ("J12.1", "J20.5", "J21.0")),
    ("B97.81", ("J12.3", "J21.1")),
)
#: Resistance to penicillins goes without saying in MRSA.
MRSA = ("A41.02", "J15.212", "B95.62", "A49.02", "Z22.322")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.e.1.a, I.C.1.e.1.b, I.C.1.c", URL),
)
def organism_in_the_code(coding: Coding, books: Books) -> Iterator[Order | Reject]:
    """A code that names its organism or its resistance takes no second code for it; other resistance stands behind its infection."""
    for organism, codes in SAID:
        named = coding.having(*codes)
        for twice in coding.having(organism) if named else ():
            if not _asked_elsewhere(organism, named, coding, books):
                yield Reject(twice, Why.INTEGRAL, named[:1])
    resistant = coding.having(*MRSA)
    yield from (Reject(a, Why.INTEGRAL, resistant[:1]) for a in coding.having("Z16.11") if resistant)
    for resistance in coding.having("Z16"):
        for infection in coding.assignments:
            if infection.value[0] not in "RVWXYZ" and in_one_line(infection, resistance):
                yield Order(infection, resistance)


def _asked_elsewhere(organism: str, named: tuple[Assignment, ...], coding: Coding, books: Books) -> bool:
    """Whether another infection of the case needs the organism."""
    return any(
        answers(organism, block.targets)
        for other in coding.assignments
        if other not in named
        for block in blocks(other.value, books.tabular, "use_additional")
    )
