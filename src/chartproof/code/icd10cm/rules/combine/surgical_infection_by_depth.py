"""How deep an infection of a surgical wound goes, told behind its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.under import flat, sentences
from chartproof.code.icd10cm.wording import quoted
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: The infection whose depth its name leaves open.
OPEN = ("T81.40", "T81.49")
#: The depths, the deepest first.
_DEPTHS = (
    ("T81.43", r"\borgan(?: and |[-/ ])space\b"),
    (
        "T81.42",
        (
            r"\bdeep (?:incisional|surgical[- ]site|ssi|wound infection)\b"
            r"|\b(?:involv\w+|extend\w+ (?:in)?to|reach\w+|tracks? to|down to|(?:infection|necrosis|abscess) (?:of|in)) (?:the )?(?:deep )?(?:fascia\w*|muscles?)\b"
        ),
    ),
    (
        "T81.41",
        (
            r"\bsuperficial (?:incisional|surgical[- ]site|ssi)\b|\b(?:limited|confined) to (?:the )?(?:skin|subcutaneous)\b|\b(?:involv\w+|of) only (?:the )?(?:skin|subcutaneous)\b"
            r"|\bonly (?:the )?skin and subcutaneous\b|^\W*(?:it is |this is )?superficial\b"
        ),
    ),
)
DEPTHS = tuple((code, Pattern(words, re.IGNORECASE)) for code, words in _DEPTHS)
_NOT = Pattern(
    r"(?:\b(?:no|not|without|nor|never|possibl[ey]|rule out|r/o|if)\b|n't\b)[^.;,]{0,40}$"
    r"|\b(?:open\w*|prob\w*|explor\w*|incis\w*|dissect\w*|clos\w*)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
#: What is said of a layer that the infection spares.
_SPARED = Pattern(
    r"[^.;]{0,40}?\b(?:intact|clean|closed|spared|healthy|viable|uninvolved|not involved|normal|look(?:s|ed) (?:good|fine|well|ok\w*))\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2018, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.d.5.b, I.B.2", URL),
)
def surgical_infection_by_depth(coding: Coding, books: Books) -> Iterator[Give]:
    """An infection of a surgical wound takes the code of the depth that the sentences under it tell."""
    for infection in coding.having(*OPEN):
        told = _told(infection, coding)
        if told is None:
            continue
        value = books.tabular.billable(f"{told[0]}X{infection.value[-1]}")
        if value is not None and not coding.having(*(code for code, _ in DEPTHS)):
            yield Give(value.code, (infection, told[1]), (infection,), infection.needed)


def _told(infection: Assignment, coding: Coding) -> tuple[str, Evidence] | None:
    """The code of the deepest that is told, and its words."""
    lines = [line for m in infection.mentions for line in sentences(m, coding)]
    for code, words in DEPTHS:
        for line in lines:
            found = next((f for f in words.finditer(flat(line)) if _is_reached(flat(line), f)), None)
            if found:
                return code, quoted(coding, line, found)
    return None


def _is_reached(words: str, found: re.Match[str]) -> bool:
    return not _NOT.search(words, 0, found.start()) and not _SPARED.match(words, found.end())
