"""Wounds that are recorded in fields: a field that tells where the wound is, and the fields around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chartproof.code.icd10cm.sides import sides_named
from chartproof.model.pattern import Pattern
from chartproof.model.record import Document, Evidence

#: A field of the place: "Location: left heel", "Site - L medial calf", "Wound location: ...".
_PLACE = Pattern(
    r"^[ \t]*(?:[-*\u2022][ \t]*)?(?:(?:wound|ulcer)[ ]?#?\d?[ ,:-]*)?(?:anatomic(?:al)? )?(?:location|site)[ \t]*[:=][ \t]*(?P<where>[^\n;]+)",
    re.IGNORECASE | re.MULTILINE,
)
_WOUND = Pattern(
    r"\b(?:wound|ulcer|granulation|slough|exudate|peri-?wound|eschar|undermining|tunnel\w*)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One wound in fields: the words of its place, and all of its fields."""

    where: Evidence
    fields: Evidence

    def is_of(self, sites: str, side: str) -> bool:
        """Whether its place is one of a pattern's sites, on this side where one is asked for."""
        words = self.where.words
        return re.search(rf"\b(?:{sites})\b", words, re.IGNORECASE) is not None and (
            not side or sides_named(words) == {side}
        )


def recorded(document: Document) -> Iterator[Recorded]:
    """Each wound of a document that is recorded in fields: from one place to the next, or to an empty line."""
    places = list(_PLACE.finditer(document.text))
    for i, place in enumerate(places):
        first = document.text.rfind("\n\n", 0, place.start()) + 1
        last = document.text.find("\n\n", place.end())
        start = max(first, places[i - 1].end() if i else 0)
        after = places[i + 1].start() if i + 1 < len(places) else len(document.text)
        end = min(after, last if last >= 0 else len(document.text))
        fields = document.quote(place.start(), end)
        if _WOUND.search(document.text, start, end):
            yield Recorded(document.quote(*place.span("where")), fields)
