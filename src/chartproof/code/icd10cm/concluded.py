"""What a case told as a story, without headings, came to: "the final diagnosis was", "Kawasaki disease was diagnosed"."""

from __future__ import annotations

import re

from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.model.lately import lately
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Reading

#: Parts that a story may have all the same: a label before its values parts nothing.
_OF_STORIES = frozenset({"", "other", "title", "labs", "vitals", "imaging", "results", "ekg"})
_SURELY = r"(?:(?:therefore|thus|finally|eventually|ultimately|definitively) )*"
#: Before what it came to.
_AHEAD = Pattern(
    r"(?:^|[,;:] |\b(?:and|so|that|the|our|a|his|her|their|patient's) )"
    r"(?:(?:final|definitive|definite|main|principal|clinical|histologic(?:al)?|patholog(?:ic|ical)|established|overall|concluding) )*"
    r"diagnos[ei]s (?:(?:was|were|is|are|reached was|made was|established was|given was|of)\b|:)"
    rf"|\b(?:we|I) {_SURELY}(?:diagnosed|concluded|established|made the diagnosis of|labell?ed)\b"
    rf"|\b(?:case|picture|disease|condition|process) (?:was|were|is) {_SURELY}(?:diagnosed as|labell?ed(?: as)?|catalogu?ed as|classified as)\b"
    r"|(?<!\bhe )(?<!\bshe )(?<!patient )\b(?:was|were) diagnosed,? (?:along |together )?with\b",
    re.IGNORECASE,
)
#: Of the patient, behind so much of the story: before that it is a diagnosis the patient came with.
_OF_PATIENT = Pattern(r"\b(?:he|she|patient) was (?:\w+ly )?diagnosed (?:with|as having)\b", re.IGNORECASE)
_BEHIND_SO_MUCH = 0.4
#: Behind it.
_BEHIND = Pattern(
    rf"[^.;]{{0,200}}?\b(?:was|were) {_SURELY}diagnosed\b(?! (?:in|at|by|on|after|during|before|with)\b)",
    re.IGNORECASE,
)
#: A diagnosis of another time, of another's or of less weight, which the story goes on from.
_NOT_LAST = Pattern(
    r"\b(?:initial|first|previous|prior|earlier|old|former|provisional|working|tentative|presumptive|differential|mistaken|referral|admission|alternative|"
    r"antenatal|prenatal|had been|has been|was known|known|years?|months?|in (?:19|20)\d\d|ago|previously|recently|history of|antecedents?|"
    r"also|in addition|additionally|mentioned|told|work-?up)\b",
    re.IGNORECASE,
)
#: Of the stay itself, in its sentence or the one before: what followed what was done.
_OF_THE_STAY = Pattern(
    r"\b(?:post-?operativ\w*|(?:after|following) (?:the |her |his |an? )?(?:surgery|operation|procedure|transfusion|catheter\w*|\w*line|\w+(?:ectomy|otomy|plasty|ostomy))|"
    r"during (?:his|her|the) (?:stay|admission|hospital\w*|drip|infusion|course)|(?:next|following) (?:morning|day|night)|(?:on|by) (?:hospital )?day \d|"
    r"hours? after|days? after|weeks? after|later|then|catheter-associated|heparin-induced|transfus\w+|hospital-acquired|nosocomial|ventilator-associated)\b",
    re.IGNORECASE,
)
#: What a story calls its last word.
_LAST_WORD = Pattern(
    r"\b(?:final|definitive|definite|main|principal|overall|concluding) (?:clinical )?diagnos[ei]s\b",
    re.IGNORECASE,
)

#: What care brings: no word of the diagnosis says that it was before the stay.
OF_CARE = (*(f"T8{n}" for n in range(9)), "K91", "D75.82", "T45.515")


@lately()
def last_word(reading: Reading) -> frozenset[tuple[str, int]]:
    """Of what a story states as diagnosed, what it calls the final diagnosis; all, where it calls none so; where it states nothing, the neoplasm that the pathologist saw."""
    places = concluded(reading)
    final = (m for m in reading.mentions if m.evidence and _LAST_WORD.search(m.line.words))
    return (places & {(m.document, m.evidence[0].start) for m in final}) or places or _seen(reading)


#: What the microscope showed.
_UNDER_MICROSCOPE = Pattern(
    r"\b(?:pathologists?|patholog(?:y|ical)|anatomopathological|histolog\w+|histopatholog\w+|biops(?:y|ies)|specimen)\b[^.;]{0,60}?"
    r"\b(?:described|reported|revealed|showed|confirmed|demonstrated|disclosed|identified|(?:compatible|consistent) with|informed(?: of)?)\b",
    re.IGNORECASE,
)
_NEOPLASMS = ("C", "D0", "D1", "D2", "D3", "D4")


def _seen(reading: Reading) -> frozenset[tuple[str, int]]:
    told = stories(reading)
    return frozenset(
        (m.document, m.evidence[0].start)
        for m in reading.mentions
        if m.document in told
        and m.evidence
        and is_certain(m)
        and m.concept.startswith(_NEOPLASMS)
        and _UNDER_MICROSCOPE.search(m.line.words, 0, m.evidence[0].start - m.line.start)
    )


@lately()
def concluded(reading: Reading) -> frozenset[tuple[str, int]]:
    """Where the conditions stand (document, place) that a story states as what its case came to, none of them of the stay itself."""
    texts = stories(reading)
    return frozenset(
        (m.document, m.evidence[0].start)
        for m in reading.mentions
        if m.document in texts and m.evidence and is_certain(m) and _is_concluded(m, texts[m.document])
    )


def stories(reading: Reading) -> dict[str, str]:
    """The documents that tell a case as a story, without headings: each by its text."""
    kinds: dict[str, set[str]] = {}
    for document, part in reading.sections:
        kinds.setdefault(document, set()).add(part.kind)
    told = {d for d, parts in kinds.items() if parts <= _OF_STORIES}
    return {page.document.id: page.document.text for page in reading.pages if page.document.id in told}


#: So far back the sentence before is looked at.
_BEFORE = 260
_STOP = Pattern(r"[.\n](?=\s)")


def _is_concluded(mention: Mention, text: str) -> bool:
    line = mention.line
    start, end = (mention.evidence[0].start - line.start, mention.evidence[-1].end - line.start)
    before = _STOP.split(text[max(0, line.start - _BEFORE) : line.start].rstrip(" .\n"))[-1]
    if _OF_THE_STAY.search(line.words) or _OF_THE_STAY.search(before):
        return False
    ahead = _AHEAD.search(line.words, 0, max(start, 0))
    if ahead is None and line.start > _BEHIND_SO_MUCH * len(text):
        ahead = _OF_PATIENT.search(line.words, 0, max(start, 0))
    if ahead is not None:
        return not _NOT_LAST.search(line.words, max(0, ahead.start() - 40), start)
    return _BEHIND.match(line.words, end) is not None and not _NOT_LAST.search(line.words)
