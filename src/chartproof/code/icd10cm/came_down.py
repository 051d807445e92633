"""How a record says that the patient came down: a fall in whatever words and sentences it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from chartproof.code.icd10cm.wording import quoted
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.terms.numbers import spelled

#: The patient, or what stood in for his name, as who came down.
_WHO = r"(?:\b(?:he|she|they|i|who|both(?: of (?:them|us))?|the two|we|patient|pt|(?:mr|mrs|ms)\.? [\w'-]+)\b|\band|[,;]|\bthen|\bsuddenly|\b(?:balance|footing|grip)) (?:(?:then|suddenly|simply|just|subsequently) )?"
#: How he came down; what he drops, and what falls on him, is none of it.
CAME_DOWN = Pattern(
    rf"{_WHO}(?:fell\b(?! (?:ill|asleep|apart|behind))|came (?:down|off|crashing)\b|went (?:down|over|backwards?|flying|to the (?:ground|floor|turf|ice|grass|pavement|court|mat))\b|hit the (?:ground|floor|turf|ice|pavement|deck|court|mat)\b|tumbled\b|toppled\b|plunged\b|plummeted\b|"
    rf"dropped (?=(?:about|some|approximately|roughly|\d|{spelled(2)}|several|a few|straight|down|to the|onto)\b)|"
    r"land(?:ed|ing)\b|slid (?:off|down)\b|slipped (?:off|and fell|and came)\b|lost (?:his|her|their|my) (?:balance|footing|grip)\b)"
    r"|\b(?:sending|throwing|causing|bringing|dropping|pitching|dumping) (?:him|her|them|me)\b",
    re.IGNORECASE,
)
#: Who else was on it, what did not happen, and what was long ago or is only feared.
NOT = Pattern(
    r"\b(?:husband|wife|spouse|partner|son|daughter|mother|father|mom|dad|brother|sister|uncle|aunt|neighbou?r|friend|co-?worker|roommate)s?\b(?!['\u2019]s)|"
    r"\b(?:(?:hold(?:s|ing)?|held|steady(?:ing)?|carry(?:ing)?|carried|mov(?:ed|ing)) (?:up |on to |onto )?(?:the|an?|his|her|their) (?:\w+[- ])?ladder|"
    r"(?:un)?loading|(?:walk\w*|stood|standing) (?:past|under|beneath|by|beside|below)|not|never|denie[sd]|deny|without|no|almost|nearly|avoid\w*|if|would|could|should|may|might|fear\w*|afraid|risk)\b|n['\u2019]t\b|"
    r"\b(?:years?|yrs?|decades?|months?) (?:ago|before|earlier|prior|back)\b|\bin (?:19|20)\d\d\b|\blast (?:year|summer|winter|fall|spring)\b|\bas a (?:child|kid|boy|girl)\b",
    re.IGNORECASE,
)
#: Where a record tells what happened.
TOLD = frozenset(
    {
        "hpi",
        "chief_complaint",
        "interval_history",
        "ed_course",
        "other",
        "assessment",
        "assessment_plan",
        "plan",
    }
)


def sentences(coding: Coding) -> Iterator[tuple[Evidence, Evidence | None]]:
    """Each sentence where a record tells what happened, with the next of its section."""
    for page in coding.reading.pages:
        for line, after in pairwise((*page.lines, None)):
            if line is not None and line.section in TOLD:
                goes_on = after is not None and after.section == line.section
                beyond = (
                    page.document.quote(after.start, after.end) if after is not None and goes_on else None
                )
                yield page.document.quote(line.start, line.end), beyond


def came_down(coding: Coding, here: Evidence, at: int, beyond: Evidence | None) -> Iterator[Evidence]:
    """How the patient came down, told behind a place of a sentence or in the next one."""
    for told, first in ((here, at), *([(beyond, 0)] if beyond else ())):
        came = CAME_DOWN.search(told.words, first)
        if came is not None and not _is_denied(told, first, came):
            yield quoted(coding, told, came)


def _is_denied(told: Evidence, first: int, came: re.Match[str]) -> bool:
    """Whether what stands in front of the fall says that there was none, or that it was another's."""
    return NOT.search(told.words[first : came.end()]) is not None
