"""Where in which kind of home."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import ACTIVITY, PLACE, causes
from chartproof.code.icd10cm.homes import ELSEWHERE, kind_of_home, part_of_home
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import quoted
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def place_at_home(coding: Coding, books: Books) -> Iterator[Give]:
    """Where it happened is told by the kind of home and the part of it, as the words beside the cause tell both."""
    told = coding.having(f"{PLACE}.0")
    if any(not a.value.startswith(f"{PLACE}.0") for a in coding.having(PLACE)):
        return
    vague = all(a.value.startswith(f"{PLACE}.00") for a in told)
    hurt = vague and coding.having("S", "T") and not coding.having("M80", "M84")
    for beside in (*told, *causes(coding), *(coding.having(ACTIVITY) if hurt else ())):
        for mention in beside.mentions:
            kind = kind_of_home(mention.line.words) or (_at_home(mention) if hurt else None)
            if kind is None:
                continue
            part = part_of_home(mention.line.words)
            value = (part if part[5] else _part_told(told) or part)[kind[0]]
            if books.tabular.billable(value) is not None and not coding.having(value):
                gone = tuple(a for a in told if a.value.startswith((f"{PLACE}.00", value[:6])))
                yield Give(value, (beside, quoted(coding, mention.line, kind[1])), gone, beside.needed)
            return


def _part_told(told: tuple[Assignment, ...]) -> tuple[str, ...] | None:
    """The part that a place of no kind of home names in another sentence: "landed in the back yard"."""
    parts = (
        part_of_home(m.line.words) for a in told if a.value.startswith(f"{PLACE}.00") for m in a.mentions
    )
    return next((part for part in parts if part[5]), None)


#: At home, no kind of it told; and what is done there after it happened, or before.
_HOME = Pattern(
    r"\b(?:at|in|inside) (?:(?:his|her|their|the|own|patient's) )*home\b(?! (?:health|visit|oxygen|exercise|office))",
    re.IGNORECASE,
)
_LATER = Pattern(
    r"[,;:]|\b(?:and|then|since|after|before|rest\w*|treat\w*|iced?|icing|took|tak\w+|us(?:e|ed|ing)|stay\w*|wait\w*|manag\w*|observ\w*|recover\w*|"
    r"car(?:e|ed|es|ing)|went|go|goes|liv\w+|help\w*|safe\w*|clean\w* (?:it|the wound)|wash\w*|wrapp\w*|bandag\w*|improv\w*|monitor\w*|has|is|was)\b",
    re.IGNORECASE,
)
_UNSPECIFIED = 4  # the column of the figure


def _at_home(mention: Mention) -> tuple[int, re.Match[str]] | None:
    """Whether the sentence says that it happened at home, no kind of home told."""
    line = mention.line
    if ELSEWHERE.search(line.words):
        return None
    first, last = mention.evidence[0].start - line.start, mention.evidence[-1].end - line.start
    for found in _HOME.finditer(line.words):
        between = (
            line.words[last : found.start()] if found.start() >= last else line.words[found.end() : first]
        )
        if not _LATER.search(between):
            return _UNSPECIFIED, found
    return None
