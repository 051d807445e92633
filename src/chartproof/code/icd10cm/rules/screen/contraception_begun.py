"""Contraception that is begun under its own head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Mark
from chartproof.rules.core import rule

#: The initial prescription of a contraceptive, and what the item is called under which it stands.
_BEGUN = "Z30.01"
_HEAD = Pattern(
    r"[ \t]{0,12}[-#*\u2022]?[ \t]{0,4}(?:\d{1,2}[.):]?[ \t]{0,4})?(?:contracept\w+|birth control|BC)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.G, IV.J", URL),
)
def contraception_begun(coding: Coding, _: Books) -> Iterator[Mark]:
    """A visit has addressed contraception where an item of its assessment that is called so begins one."""
    for begun in coding.having(_BEGUN):
        for mention in begun.mentions:
            text = coding.encounter.document(mention.document).text
            line = text.rfind("\n", 0, mention.evidence[0].start) + 1
            if (
                begun.needed is Needed.ALSO
                and mention.standing is Standing.ASSESSED
                and _HEAD.match(text, line)
            ):
                yield Mark(begun, needed=Needed.ADDRESSED)
                break
