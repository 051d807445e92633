"""The cause of an injury that is history."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import causes
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Rejected, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM

#: Injuries, and the fractures by disease that a cause is told with.
INJURIES = ("S", "T", "M80", "M84")
#: It happened long ago: "old GSW", "GSW 2014".
_OLD = Pattern(
    r"\b(?:old|remote|prior|previous) \||\| (?:in |of |from )?(?P<year>(?:19|20)\d\d)\b(?!-)", re.IGNORECASE
)
#: Between an injury and what brought it about.
_BY = Pattern(
    rf"[ ]?(?:(?!\b(?:and|now|with)\b)[^.;,\n]){{0,20}}(?<!\w)(?:{FROM}|in|after|by)(?!\w)[^.;,\n]{{0,25}}",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.a.1", URL),
)
def cause_of_injury_in_history(coding: Coding, _: Books) -> Iterator[Reject]:
    """What brought about an injury that is only history is not coded, where no injury nor sequela is."""
    if coding.having(*INJURIES):
        return
    for cause in causes(coding):
        if cause.mentions and all(_is_old(m, coding) for m in cause.mentions):
            yield Reject(cause, Why.HISTORY)
    over = [r for r in coding.rejected if r.why is Why.HISTORY and r.code.value.startswith(INJURIES)]
    for cause in causes(coding):
        if any(_brought_about(cause, injury) for injury in over):
            yield Reject(cause, Why.UNSUPPORTED)


def _is_old(mention: Mention, coding: Coding) -> bool:
    """Whether it is called old, or was in a year before that of the encounter."""
    found = _OLD.search(_around(mention))
    year, began = found and found["year"], coding.encounter.began or coding.encounter.ended
    return found is not None and (not year or began is None or int(year) < began.year - 1)


def _around(mention: Mention) -> str:
    """A few words before what happened, and right behind it."""
    first, last = (at - mention.line.start for at in (mention.evidence[0].start, mention.evidence[-1].end))
    words = mention.line.words
    return f"{words[max(0, first - 12) : first]}|{words[last : last + 12]}"


def _brought_about(cause: Assignment, injury: Rejected) -> bool:
    """Whether a line names the injury, words of cause, then what brought it about."""
    for mention in cause.mentions:
        for words in injury.proof.words():
            if words.document != mention.document:
                continue
            first, last = words.end - mention.line.start, mention.evidence[0].start - mention.line.start
            if 0 <= first < last and _BY.fullmatch(mention.line.words[first:last]):
                return True
    return False
