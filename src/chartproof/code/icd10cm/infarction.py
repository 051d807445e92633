"""Myocardial infarctions: how long ago, of which type, first or subsequent.

Source: ICD-10-CM Official Guidelines I.C.9.e.
"""

from __future__ import annotations

import re

from chartproof.model.coding import Assignment
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention
from chartproof.terms.numbers import number, spelled

#: Four weeks.
WEEKS = 28
#: Infarctions of type 1 and of unspecified type, and the subsequent infarction of the same site.
SUBSEQUENT = {
    "I21.0": "I22.0",
    "I21.1": "I22.1",
    "I21.2": "I22.8",
    "I21.3": "I22.9",
    "I21.4": "I22.2",
    "I21.9": "I22.9",
}
_AGO = Pattern(
    rf"\b(\d+|an?|{spelled()}|several|many|last) ?(day|week|month|year)s?(?: ago| before (?:this )?(?:admission|presentation|arrival)| (?:earlier|prior|previously|after|before)\b)?",
    re.IGNORECASE,
)
_SINCE = Pattern(
    r"\bago\b|\bbefore (?:this )?(?:admission|presentation|arrival)\b|\bearlier\b|\bprior\b|\bpreviously\b|\blast\b",
    re.IGNORECASE,
)
_ABOUT = {"last": 1, "several": 5, "many": 9}
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_SECOND = Pattern(r" ?\((?:second|2nd) (?:MI|infarct\w*)\b", re.IGNORECASE)
_NEW = Pattern(r"\b(?:subsequent|second|recurrent|new|another|repeat)\b", re.IGNORECASE)


def days_ago(words: str) -> int | None:
    """How many days ago a line puts what it tells; None when it does not say."""
    found = next((m for m in _AGO.finditer(words) if _SINCE.search(m.group())), None)
    if found is None:
        return None
    many, unit = found.group(1).lower(), found.group(2).lower()
    return (_ABOUT.get(many) or number(many)) * _DAYS[unit]


def is_recent(mention: Mention) -> bool:
    """Whether its line puts it within the last four weeks."""
    days = days_ago(mention.line.words)
    return days is not None and days <= WEEKS


def is_old(mention: Mention) -> bool:
    """Whether its line puts it more than four weeks ago."""
    days = days_ago(mention.line.words)
    return days is not None and days > WEEKS


def is_initial(mention: Mention) -> bool:
    """Whether it is the first of two: some days ago, or what another infarction came after."""
    before = mention.line.words[: mention.evidence[0].start - mention.line.start]
    after = re.search(r"\b(?:\d+ (?:days?|weeks?)|day \d+) after\b[^.;]{0,25}$", before, re.IGNORECASE)
    return bool(after) or (is_recent(mention) and not is_subsequent(mention))


def is_subsequent(mention: Mention) -> bool:
    """Whether the words around it call it a second one."""
    first, last = (at - mention.line.start for at in (mention.evidence[0].start, mention.evidence[-1].end))
    words = mention.line.words
    return bool(_NEW.search(words[:first][-25:]) or _SECOND.match(words, last))


def subsequent_code(infarction: Assignment) -> str | None:
    """The code of category I22 for a new infarction of type 1 or unspecified type."""
    return SUBSEQUENT.get(infarction.value[:5])
