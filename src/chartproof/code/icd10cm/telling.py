"""Words that a record says somewhere, where what they tell belongs to no mention."""

from __future__ import annotations

import re

from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.record import Author, Evidence
from chartproof.terms.sought import sought

#: What stands right before words that are denied, asked for, of another time or of someone else.
_DENIED = Pattern(
    r"(?<![\w-])-$|(?<!\w)(?:no|not|never|denies|denied|without|w/o|neg(?:ative)? for|\(-\)|ruled out|r/o|if|prior|previous(?:ly)?|"
    r"history of|hx of|h/o|family history of|mother|wife|partner|trying to|planning to|become|became|becoming|risk of|risk for)(?:\s+\w+){0,2}\s*$",
    re.IGNORECASE,
)
#: How far before the words it may stand.
_REACH = 36


def said(coding: Coding, words: Pattern) -> Evidence | None:
    """The first place where a provider says these words and does not deny them."""
    for document in coding.encounter.documents:
        if document.author is Author.PATIENT:
            continue
        for found in sought(words, document.text):
            before = document.text[max(0, found.start() - _REACH) : found.start()]
            sentence = re.split(r"[.\n;]", before)[-1]
            if not _DENIED.search(sentence):
                return document.quote(*found.span())
    return None
