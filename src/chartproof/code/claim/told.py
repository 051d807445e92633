"""A modifier that words of the record call for, and why it may not stand where it may not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chartproof.model.pattern import Pattern
from chartproof.model.record import Encounter, Evidence
from chartproof.model.results import Because
from chartproof.model.service import Bill, Modify, Withhold
from chartproof.model.visit import Add, Withheld
from chartproof.terms.letters import joined
from chartproof.terms.sought import sought


@dataclass(frozen=True, slots=True)
class Told:
    """A modifier, what it rests on, and in `but` why it may not stand; "" where it may."""

    modifier: str
    because: tuple[Because, ...]
    but: str = ""

    def on(self, bill: Bill) -> Modify | Withhold:
        """What it is on a line of services."""
        if self.but:
            return Withhold(bill, self.modifier, self.but, self.because)
        return Modify(bill, self.modifier, self.because)


def on_visit(many: Iterable[Told]) -> Iterator[Add | Withheld]:
    """What they are on a visit."""
    for told in many:
        if told.but:
            yield Withheld(told.modifier, told.but, told.because)
        else:
            yield Add(told.modifier, told.because, modifier=True)


def each(encounter: Encounter, pattern: Pattern) -> Iterator[Evidence]:
    """The words of the record that a pattern of small letters matches."""
    for document in encounter.documents:
        for match in sought(pattern, joined(document.text)):
            yield document.quote(*match.span())


def first(encounter: Encounter, pattern: Pattern) -> Evidence | None:
    """The first words of the record that a pattern of small letters matches."""
    return next(each(encounter, pattern), None)


def sentence(encounter: Encounter, words: Evidence) -> Evidence:
    """The sentence that words stand in: between full stops or line breaks."""
    text = encounter.document(words.document).text
    begins = max(m.end() for m in _ENDS.finditer(f"\n{text[: words.start]}")) - 1
    ends = _ENDS.search(text, words.end)
    return encounter.document(words.document).quote(begins, ends.start() if ends else len(text))


_ENDS = Pattern(r"\n|(?<!\bdr)(?<!\bmr)(?<!\bmrs)(?<!\bms)[.;](?=\s|$)", re.IGNORECASE)
