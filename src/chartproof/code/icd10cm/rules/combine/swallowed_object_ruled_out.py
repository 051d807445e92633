"""An object that was feared to be swallowed or breathed in, and is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import looked_for
from chartproof.code.icd10cm.under import sentences
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Objects in the airway and in the digestive tract, and what their observation is coded to.
OBSERVED = (("T17", "Z03.822"), ("T18", "Z03.821"))
_OBJECT = (
    r"(?:foreign (?:body|bodies|object)s?|fbs?|objects?|coins?|batter(?:y|ies)|magnets?|ingestion|aspiration)"
)
_GONE = Pattern(
    rf"\b{_OBJECT}\b[^.;\n]{{0,30}}\b(?:ruled out|r/o|excluded|not (?:seen|found|identified|there|present))\b|"
    rf"\b(?:no|without|negative for|neg for|clear of|free of|ruled out|excluded) (?:(?:evidence of|sign of|any|an?|radiopaque|radio-opaque|swallowed|ingested|aspirated|retained) ){{0,3}}{_OBJECT}\b"
    r"(?! (?:passed|yet|in (?:the )?stool|removed))",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2020, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.6", URL),
)
def swallowed_object_ruled_out(coding: Coding, _: Books) -> Iterator[Give]:
    """An object suspected to be swallowed or inhaled and ruled out, with nothing else found, is coded as its observation."""
    for mention in looked_for(coding):
        value = next((to for of, to in OBSERVED if mention.concept.startswith(of)), None)
        if value is None or not _is_doubted(mention) or coding.having("Z03.82"):
            continue
        for line in sentences(mention, coding):
            if _GONE.search(line.words):
                yield Give(value, because=(*mention.evidence, line), needed=Needed.ADDRESSED)
                return


def _is_doubted(mention: Mention) -> bool:
    return mention.assertion.presence in {Presence.POSSIBLE, Presence.ABSENT}
