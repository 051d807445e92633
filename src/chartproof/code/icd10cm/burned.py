"""Burns as a list tells them: the site and the depth of each part, and where a scar of one is (I.C.19.d)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from chartproof.code.icd10cm.figures import rows
from chartproof.model.record import Document, Evidence

#: Depths, deepest first: the character of the degree.
_DEPTHS = (
    ("3", r"full[- ]thickness|(?:third|3rd)(?:[- ]degree)?\b|\beschar\b"),
    ("2", r"partial[- ]thickness|(?:second|2nd)(?:[- ]degree)?\b|\bblister\w*"),
    ("1", r"(?:first|1st)[- ]degree|\bsuperficial burn"),
)
_SIDES = (("1", r"\b(?:right|R|rt)\b"), ("2", r"\b(?:left|L|lt)\b"))
_SIDED = re.compile(r"\b(?:right|left|rt|lt|[rl]) ", re.IGNORECASE)
#: What a list of burns is parted by; a comma parts two sites, not a site and its depth.
_PARTS = re.compile(r"[.;:\n]|,(?= *(?:and )?(?:right|left|[RL]|both)\b)")
BURNS = re.compile(r"\bburn(?:s|ed)?\b|\bscald", re.IGNORECASE)
SCAR = re.compile(r"\bscars?\b|\bcontracture|\bkeloid", re.IGNORECASE)


def burns_listed(document: Document, passage: Evidence) -> Iterator[tuple[str, Evidence]]:
    """The burns of a passage as stems of codes, the seventh character left open, each with its words."""
    start = 0
    for end in (*(found.start() for found in _PARTS.finditer(passage.words)), len(passage.words)):
        part = passage.words[start:end]
        depth = degree_of(part)
        site = site_of(part)
        if depth and site and not SCAR.search(part):
            first = passage.start + start + len(part) - len(part.lstrip(" .;:,\n"))
            yield stem(site, depth, part), document.quote(first, passage.start + end)
        start = end


def degree_of(words: str) -> str | None:
    """The deepest degree that words name."""
    return next((char for char, says in _DEPTHS if re.search(says, words, re.IGNORECASE)), None)


def site_of(words: str) -> str | None:
    """The pattern of the code of the site that words name: degree and side left open."""
    plain = _SIDED.sub("", words)
    return next((code for says, code in _sites() if says.search(plain)), None)


def stem(site: str, degree: str, words: str) -> str:
    """A code without its seventh character."""
    side = next((char for char, says in _SIDES if re.search(says, words)), None)
    side = side or next((char for char, says in _SIDES if re.search(says, words, re.IGNORECASE)), "9")
    return f"{site[:4]}{site[4:].replace('d', degree).replace('s', side)}"


@lru_cache(maxsize=1)
def _sites() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"\b(?:{row[0]})\b", re.IGNORECASE), row[1]) for row in rows("burn_sites"))
