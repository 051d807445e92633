"""Diseases of several heart valves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, most_needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: The codes of each valve where its cause is not told.
MITRAL, AORTIC, TRICUSPID = ("I34.0", "I34.2", "I34.9", "I05"), ("I35", "I06"), ("I07", "I36")
#: The code of those that are diseased together.
TOGETHER = {"ma": "I08.0", "mt": "I08.1", "at": "I08.2", "mat": "I08.3"}
#: A cause that the record tells is not rheumatic.
_OTHER = Pattern(
    r"\b(?:non-?rheumatic|degenerat\w+|calcif\w+|senile|myxomatous|prolaps\w*|mvp|functional|ischemic|bicuspid|congenital|secondary|endocarditis|flail|papillary|"
    r"prosthe\w+|bioprosthe\w+|replaced|s/p|status post|tavr|repair|carcinoid)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "I08, includes"),
)
def valves_together(coding: Coding, _: Books) -> Iterator[Give]:
    """Diseases of two or three valves whose cause is not told are one code of rheumatic multiple valve disease."""
    valves = {
        name: _of_unsaid_cause(coding, codes)
        for name, codes in zip("mat", (MITRAL, AORTIC, TRICUSPID), strict=True)
    }
    ill = "".join(name for name, found in valves.items() if found)
    if (value := TOGETHER.get(ill)) and not coding.having("I08"):
        parts = tuple(part for found in valves.values() for part in found)
        yield Give(
            value,
            because=parts,
            instead_of=parts,
            needed=most_needed(parts),
        )


def _of_unsaid_cause(coding: Coding, codes: tuple[str, ...]) -> tuple[Assignment, ...]:
    return tuple(a for a in coding.having(*codes) if not says(a, _OTHER))
