"""A positional vertigo whose ear the positional test tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import sentences_outside
from chartproof.code.icd10cm.sides import sides_named
from chartproof.code.icd10cm.under import flat
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Benign paroxysmal vertigo with its ear open, and with it told.
OPEN, EARS = "H81.10", {"right": "H81.11", "left": "H81.12"}
_TEST = Pattern(r"\b(?:dix[- ]hallpike|hallpike|supine roll|roll test|positional test\w*)\b", re.IGNORECASE)
_SHOWS = Pattern(
    r"\b(?:positive|brought on|reproduc\w+|provok\w+|elicit\w+|induc\w+|trigger\w+|caus\w+|nystagmus|vertigo|\+)(?:\b|(?<=\+))",
    re.IGNORECASE,
)
_NOT = Pattern(
    r"\b(?:no|not|without|negative|normal|unremarkable|denie[sd]|was deferred|did not|last (?:visit|time|year)|ago)\b",
    re.IGNORECASE,
)
#: What the test shows on one side stands apart from what it shows on the other.
_APART = Pattern(
    r"[,;:]? (?:and|but|while|whereas) |[;,] ?(?=(?:left|right|to the|on the|positive|negative)\b)"
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2, I.B.13", URL),
)
def positional_vertigo_of_the_ear_tested(coding: Coding, books: Books) -> Iterator[Give]:
    """A positional vertigo whose ear the diagnosis leaves open is of the ear on whose side the positional test brought it on, where that is one."""
    for vertigo in coding.having(OPEN):
        shown = list(_shown(coding))
        if len({ear for ear, _ in shown}) != 1:
            continue
        value = EARS[shown[0][0]]
        if books.tabular.billable(value) is not None:
            yield Give(value, (vertigo, shown[0][1]), (vertigo,))


def _shown(coding: Coding) -> Iterator[tuple[str, Evidence]]:
    """The sides on which a positional test brought it on, each with its sentence."""
    for sentence in sentences_outside(coding, "pmh", "plan"):
        words = flat(sentence)
        for part in _APART.split(words) if _TEST.search(words) else ():
            if _SHOWS.search(part) and not _NOT.search(part):
                yield from ((ear, sentence) for ear in sides_named(part))
