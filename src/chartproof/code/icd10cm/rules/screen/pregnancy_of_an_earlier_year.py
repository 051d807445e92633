"""What a pregnancy of years ago brought with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule

_YEAR = Pattern(r"\b(?:19|20)\d\d\b")
#: A year stands this close to what it dates.
_NEAR = 16
#: The time after a birth is over in the year that follows (I.C.15.o.1).
_SINCE = 1
#: Codes of the chapter that tell of the past themselves.
_OF_THE_PAST = ("O09", "O34.2", "O94")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.o.1, IV.J", URL),
)
def pregnancy_of_an_earlier_year(coding: Coding, _: Books) -> Iterator[Reject]:
    """A condition of pregnancy, birth or the weeks after, listed with the year of an earlier pregnancy, is over."""
    began = coding.encounter.began
    for told in coding.having("O") if began else ():
        listed = told.mentions and not told.value.startswith(_OF_THE_PAST)
        if listed and began and all(_is_of_earlier(m, began.year) for m in told.mentions):
            yield Reject(told, Why.HISTORY)


def _is_of_earlier(mention: Mention, year: int) -> bool:
    """Whether a list of the past dates it by a year that is long over."""
    if mention.standing not in {Standing.LISTED, Standing.TOLD} or not mention.evidence:
        return False
    words, at = mention.line.words, mention.line.start
    first = max(0, mention.evidence[0].start - at)
    if (
        mention.section == "ob_history"
    ):  # one pregnancy an item, the year at its head: "2021, cesarean for breech"
        first = words.rfind(";", 0, first) + 1
    last = min(len(words), mention.evidence[-1].end - at + _NEAR)
    years = [int(found) for found in _YEAR.findall(words[first:last])]
    return bool(years) and max(years) < year - _SINCE
