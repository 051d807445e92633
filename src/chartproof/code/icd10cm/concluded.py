"""What a case told as a story, without headings, came to: "the final diagnosis was", "was diagnosed"."""

from __future__ import annotations

import re

from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.model.lately import lately
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Reading

#: Parts that a story may have all the same: a label before its values parts nothing.
_OF_STORIES = frozenset({"", "other", "title", "hpi", "labs", "vitals", "exam", "imaging", "results", "ekg"})
_SURELY = r"(?:(?:then|therefore|thus|finally|eventually|also|both|ultimately|subsequently|definitively) )*"
#: Before what it came to.
_AHEAD = Pattern(
    r"(?:^|[,;:] |\b(?:and|so|that|the|our|a|his|her|their|patient's) )"
    r"(?:(?:final|definitive|definite|main|principal|clinical|histologic(?:al)?|patholog(?:ic|ical)|established|overall|concluding) )*"
    r"diagnos[ei]s (?:(?:was|were|is|are|reached was|made was|established was|given was|of)\b|:)"
    rf"|\b(?:we|I) {_SURELY}(?:diagnosed|concluded|established|made the diagnosis of|labell?ed)\b"
    r"|\b(?:was|were) diagnosed,? (?:along |together )?with\b"
    rf"|\b(?:case|picture|disease|condition|process|patient|(?:s?he|it|this)) (?:was|were|is) {_SURELY}(?:diagnosed (?:with|as|of)|labell?ed(?: as)?|catalogu?ed as|classified as)\b",
    re.IGNORECASE,
)
#: Behind it.
_BEHIND = Pattern(
    rf"[^.;]{{0,200}}?\b(?:was|were) {_SURELY}(?:diagnosed|established)\b"
    r"(?! (?:in|at|with|during|by) (?:19|20|\d|age|the age|\w+ of (?:19|20))|[^.;]{0,30}\b(?:ago|earlier|before|previously)\b)",
    re.IGNORECASE,
)
#: A diagnosis of another time or turn, which the story goes on from.
_NOT_LAST = Pattern(
    r"\b(?:initial|first|previous|prior|earlier|old|former|provisional|working|tentative|presumptive|differential|mistaken|referral|admission|alternative|"
    r"antenatal|prenatal|had been|has been|was known|known|years?|months?|in (?:19|20)\d\d|ago|previously|history of|antecedents?)\b",
    re.IGNORECASE,
)


#: What a story calls its last word.
_LAST_WORD = Pattern(
    r"\b(?:final|definitive|definite|main|principal|overall|concluding) (?:clinical )?diagnos[ei]s\b", re.IGNORECASE
)


@lately()
def last_word(reading: Reading) -> frozenset[tuple[str, int]]:
    """Of what a story states as diagnosed, what it calls the final diagnosis; all, where it calls none so."""
    places = concluded(reading)
    final = (m for m in reading.mentions if m.evidence and _LAST_WORD.search(m.line.words))
    return places & {(m.document, m.evidence[0].start) for m in final} or places


@lately()
def concluded(reading: Reading) -> frozenset[tuple[str, int]]:
    """Where the conditions stand (document, place) that a story states as what its case came to."""
    kinds: dict[str, set[str]] = {}
    for document, part in reading.sections:
        kinds.setdefault(document, set()).add(part.kind)
    stories = {d for d, parts in kinds.items() if parts <= _OF_STORIES}
    return frozenset(
        (m.document, m.evidence[0].start)
        for m in reading.mentions
        if m.document in stories and m.evidence and is_certain(m) and _is_concluded(m)
    )


def _is_concluded(mention: Mention) -> bool:
    words = mention.line.words
    start, end = (mention.evidence[0].start - mention.line.start, mention.evidence[-1].end - mention.line.start)
    ahead = _AHEAD.search(words, 0, max(start, 0))
    if ahead is not None:
        return not _NOT_LAST.search(words, max(0, ahead.start() - 40), start)
    return _BEHIND.match(words, end) is not None and not _NOT_LAST.search(words, 0, start)
