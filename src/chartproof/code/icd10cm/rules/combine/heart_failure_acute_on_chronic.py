"""Acute and chronic heart failure of one type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.over import STAYS
from chartproof.code.icd10cm.under import told_below
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Time
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.8", URL),
)
def heart_failure_acute_on_chronic(coding: Coding, _: Books) -> Iterator[Give]:
    """Acute and chronic heart failure of one type are one code, acute on chronic; so is one that decompensated or is exacerbated."""
    for kind in ("I50.2", "I50.3", "I50.4"):
        found = coding.having(kind)
        flared = tuple(
            a for a in found if any(_flared(m) or told_below(coding, m, _FLARES) for m in a.mentions)
        )
        if (len(found) < 2 and not flared) or _mixed(coding):
            continue
        found = flared or _of_now(found, coding)
        acuities = {a.value[5] for a in found} - {"0"}
        together = "3" if flared or len(acuities) > 1 else min(acuities)
        gone = tuple(a for a in coding.having(kind) if a.value[5] != together)
        yield Give(kind + together, because=found, instead_of=gone)


#: Under its head: that it flares now.
_FLARES = Pattern(
    r"\b(?:(?:he|she|patient|pt|this|it|failure) (?:is|remains|presents|appears|looks|comes in|came in|arrives|arrived)|now|today|currently|here (?:with|in|for)) (?:(?:now|still|again|clearly|acutely|mildly|with|in|an?|acute|another) )*"
    r"(?:decompensat(?:ed|ing|ion)|exacerbation)\b|\bin (?:an? )?(?:acute )?(?:exacerbation|decompensation)\b(?! (?:in|last|earlier)\b)|\bacute on chronic\b|\b(?:has|have) (?:(?:acutely|again|now) )*decompensated\b",
    re.IGNORECASE,
)


def _flared(mention: Mention) -> bool:
    """Whether its words say that a failure that was there flared up: decompensated, an exacerbation."""
    if mention.assertion.presence is not Presence.PRESENT or mention.assertion.time is not Time.NOW:
        return False
    first, last = mention.evidence[0], mention.evidence[-1]
    words, at = mention.line.words, mention.line.start
    return (
        _FLARED.search(words[first.start - at : last.end - at]) is not None
        or _AHEAD.search(words[: first.start - at]) is not None
        or _BEHIND.match(words[last.end - at :]) is not None
    )


#: In its name, right before it, and right behind it.
_FLARED = Pattern(r"\bdecompensat|\bexacerbat|\bADHF\b", re.IGNORECASE)
_AHEAD = Pattern(
    r"(?:(?<!not )(?<!no )(?<!without )(?<!non)(?<!prior )(?<!recent )\b(?:acute(?:ly)? )?(?:decompensated|ADHF|(?:exacerbation|decompensation) of)[ ,(]+(?:known |his |her |the |chronic |ischemic |nonischemic )*)$",
    re.IGNORECASE,
)
_BEHIND = Pattern(
    r"[ ,(]+(?:\(?EF \d\d?(?:-\d\d)?%?\)?,? )?(?:(?:with|in|w/|now|currently|an|acute(?:ly)?) )*(?:exacerbation|decompensation|decompensated)\b(?! (?:in (?:19|20)\d\d|last|\d+ (?:\w+ )?ago)\b)",
    re.IGNORECASE,
)


def _of_now(found: tuple[Assignment, ...], coding: Coding) -> tuple[Assignment, ...]:
    """At a visit, what is assessed as chronic is so now, though the story tells of the acute failure of a stay before."""
    if coding.encounter.setting in STAYS:
        return found
    chronic = any(a.value[5] == "2" and any(map(is_taken_up, a.mentions)) for a in found)
    return tuple(a for a in found if not chronic or a.value[5] in "02" or any(map(is_taken_up, a.mentions)))


def _mixed(coding: Coding) -> bool:
    """Systolic beside diastolic: another rule makes the combined code."""
    return bool(coding.having("I50.2") and coding.having("I50.3"))
