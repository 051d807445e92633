"""Growths of the skin named without their site, and the sites that the record's words name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.sides import sides_named
from chartproof.code.icd10cm.under import flat, problem_lines
from chartproof.code.icd10cm.wording import quoted
from chartproof.model.coding import Assignment, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence

#: Cancers of the skin of no site, each with its column of the figures.
CANCERS = {"C43.9": 1, "C44.90": 2, "C44.91": 3, "C44.92": 4, "C44.99": 5, "D03.9": 6, "D04.9": 7}
#: Every growth of no site.
GROWTHS = {**CANCERS, "D17.9": 8, "D22.9": 9, "D23.9": 10}
#: The beginnings of the codes of growths that have a site.
SITED = ("C43", "C44", "D03", "D04", "D17", "D22", "D23")
_NAMED = r"(?:lesion|bump|spot|growth|papule|plaque|nodule|mole|sore|lump|mass|freckle)s?"
_GROWTH = Pattern(rf"\b{_NAMED}\b", re.IGNORECASE)
#: What leads to a place, or stands behind it: "from the left cheek", "cheek lesion"; not "as he dried his face".
_AT = r"""(?:(?:\b(?:of|from|on|at|beside|near|over|to|in|behind|above|below)|[:(,"\u201c])\s*(?:the |his |her )?(?:(?!(?:the|his|her)\b)[\w-]+ ){0,3}?"""
_THERE = rf"(?= (?:skin )?(?:biops\w+|shave|punch|site|specimen|{_NAMED}))"
#: A head that tells of another growth, or of one of before.
_OTHER = Pattern(
    r"\b(?:benign|no|negative|history|hx|prior|previous|family|years ago|check)\b", re.IGNORECASE
)


def sites_named(coding: Coding, sentence: Evidence, column: int) -> Iterator[tuple[str, Evidence]]:
    """The code of each site of a growth that a sentence names, of a column of the figures; the words."""
    words = flat(sentence)
    sides = [i for i, side in enumerate(("right", "left")) if side in sides_named(words)]
    for row in rows("skin_sites"):
        site = re.search(rf"{_AT}(?:{row[0]})\b|\b(?:{row[0]})\b{_THERE})", words, re.IGNORECASE)
        if site is None:
            continue
        codes = row[column].split("/")
        value = codes[0] if len(codes) == 1 else codes[sides[0] if len(sides) == 1 else -1]
        yield value, quoted(coding, sentence, site)


def site_of_head(coding: Coding, growth: Assignment) -> tuple[str, Evidence, int] | None:
    """The code of a growth by the one site at which the head of its problem tells a growth, the words and the problem."""
    for mention in growth.mentions:
        head = next(problem_lines(coding, mention.document, mention.problem), None)
        if head is None or mention.problem is None:
            continue
        words = head[0].quote(head[1].start, head[1].end)
        if not _GROWTH.search(words.words) or _OTHER.search(words.words):
            continue
        told = list(sites_named(coding, words, GROWTHS[growth.value]))
        if len({value for value, _ in told}) == 1 and not _another_below(
            coding, growth, words, mention.problem
        ):
            return *told[0], mention.problem
    return None


def _another_below(coding: Coding, growth: Assignment, head: Evidence, problem: int) -> bool:
    """Whether a growth of another kind or site is named below the same head."""
    others = (a for a in coding.having(*SITED) if a is not growth and a.value != "C44.90")
    return any(m.problem == problem and m.line != head for a in others for m in a.mentions)
