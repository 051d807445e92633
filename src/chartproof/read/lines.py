"""Cut the parts of a note into sentences and list items, and say where each stands."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from chartproof.model.document_kind import DocumentKind, kind_of
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Line, Standing
from chartproof.model.record import Document, Section
from chartproof.read import sentences
from chartproof.read.blocks import blocks
from chartproof.read.headings import DIFFERENTIAL, headings
from chartproof.read.heads import known_label
from chartproof.read.problems import NAMING, TREATING, Count, Stretch, stretches
from chartproof.read.sections import JOTTING
from chartproof.terms.sought import sought

#: What a mention is worth by the part it stands in; parts not named here merely tell.
STANDINGS = {
    **dict.fromkeys(
        ("chief_complaint", "reason_for_visit", "consult_reason", "indications", "title"), Standing.REASON
    ),
    **dict.fromkeys(NAMING | TREATING, Standing.ASSESSED),
    **dict.fromkeys(
        ("instructions", "discharge_instructions", "follow_up", "disposition", "condition"),
        Standing.ASSESSED,
    ),
    **dict.fromkeys(
        (
            "pmh", "psh", "family_history", "social_history", "medications", "allergies",
            "immunizations", "ros", "problem_list", "birth_history", "ob_history", "gyn_history",
            "developmental_history", "psychiatric_history", "substance_history", "billing",
        ),
        Standing.LISTED,
    ),
}  # fmt: skip
#: Parts in which anything short before a colon is a label.
_LABELLED = frozenset({"exam", "ros", "vitals"})
_LABEL = Pattern(r"([A-Z][^:.;\n]{0,48}?)\s*\*{0,2}:\*{0,2}\s*")
#: Parts whose words run on as prose.
_PROSE = frozenset({"hpi", "interval_history", "hospital_course", "other", "procedure", "findings"})
_LETTER = Pattern(
    r"^[^\w\n]{0,20}(?:re:[^\n]*\n\s{0,20})?dear\b|\bthank you for (?:the|this|your|referring|sending|asking|allowing|involving)\b|\b(?:kind|best|warm) regards\b|\byours (?:sincerely|truly|faithfully)\b",
    re.IGNORECASE | re.MULTILINE,
)
#: How a letter comes to its assessment, which no heading opens.
_SUMS_UP = Pattern(
    r"(?:in (?:summary|conclusion|short|brief)\b|to (?:summari[sz]e|sum up|conclude)\b|summari[sz]ing\b|my (?:\w+ )?(?:impression|assessment|opinion|conclusion|diagnos[ei]s) (?:is|are|was)\b|"
    r"(?:the|her|his) (?:\w+ )?diagnos[ei]s (?:is|are)\b|i (?:believe|feel|think|conclude) (?:that )?(?:she|he|they|we|this|it|the)\b|"
    r"(?:so|overall|thus|altogether),? (?:i|we|she|he|this|my)\b)",
    re.IGNORECASE,
)
#: Whole sentences of what happened are a narrative, however short.
_TELLS = Pattern(r"\b(?:was|were|showed|revealed|underwent)\b|\b(?:[Hh]e|[Ss]he) (?:has|had|is|complains)\b")
#: What a jotting may be called.
_OF_VISITS = frozenset({None, DocumentKind.EMERGENCY, DocumentKind.CONSULT, DocumentKind.PROGRESS})
_EDGE = "*_\ufeff"
_FRONT = _EDGE + ":;,\u2013\u2014"


def lines(document: Document, parts: tuple[Section, ...], *, alone: bool = False) -> tuple[Line, ...]:
    """Cut the bodies of all parts of a document into lines, in order; `alone`: the record has no other."""
    count = Count()
    text = document.text
    plain = (
        STANDINGS | {"other": Standing.ASSESSED}
        if _is_summing_up(document, parts, alone=alone)
        else STANDINGS
    )
    letter = not any(part.kind in NAMING for part in parts) and bool(sought(_LETTER, text))
    found: list[Line] = []
    for part in parts:
        start, end = part.body.start, part.body.end
        cut = blocks(text, start, end, listing=part.kind not in _PROSE)
        if part.kind in NAMING or part.kind in TREATING:
            stretched = stretches(text, part.kind, cut, count)
        else:
            stretched = _labelled(text, part.kind, [(b.start, b.end, b.gap) for b in cut])
        standing = plain.get(part.kind, Standing.TOLD)
        for stretch in stretched:
            told = _sentences(text, part.kind, standing, stretch)
            found.extend(_summed_up(text, told) if part.kind == "other" and letter else told)
    return tuple(found)


def _summed_up(text: str, told: list[Line]) -> list[Line]:
    """The sentences of a paragraph, those from its summing up on as assessed."""
    sums = next((i for i, line in enumerate(told) if _SUMS_UP.match(text, line.start)), len(told))
    return [*told[:sums], *(replace(line, standing=Standing.ASSESSED) for line in told[sums:])]


def _is_summing_up(document: Document, parts: tuple[Section, ...], *, alone: bool) -> bool:
    """Whether a document without any heading sums up: a jotting that is the whole record, or what a stay came to."""
    if any(part.kind != "other" for part in parts):
        return False
    kind = kind_of(document)
    jotted = (
        alone and len(document.text) <= JOTTING and kind in _OF_VISITS and not _TELLS.search(document.text)
    )
    return jotted or kind is DocumentKind.DISCHARGE


def _labelled(text: str, kind: str, cut: list[tuple[int, int, bool]]) -> list[Stretch]:
    """Read the label in front of each block; a label alone stands for the blocks below it."""
    out = []
    running: str | None = None
    for start, end, gap in cut:
        label, at = _label(text, kind, start, end)
        if label and at >= end:
            running = label
            continue
        if gap and not label:
            running = None
        out.append(Stretch(at, end, label or running, None, heads=False))
    return out


def _label(text: str, kind: str, start: int, end: int) -> tuple[str | None, int]:
    if kind in _LABELLED:
        match = _LABEL.match(text, start, end)
        if match and len(match[1].split()) < 8:
            return match[1].strip(), match.end()
    found = known_label(text, start, end)
    if found:
        return found
    return None, start


def _sentences(text: str, kind: str, standing: Standing, stretch: Stretch) -> list[Line]:
    """Cut a stretch into its sentences; a head is one line."""
    start, end, label, problem, heads = stretch
    if heads:
        start, end = _trimmed(text, start, end)
        line = Line(start, end, kind, Standing.PROBLEM, problem, label)
        return [line] if start < end else []
    found = []
    bounds = [start, *sentences.ends(text, start, end), end]
    for first, last in pairwise(bounds):
        first, last = _trimmed(text, first, last)  # noqa: PLW2901
        if first != start and (named := known_label(text, first, last)):
            label, first = named[0], _trimmed(text, named[1], last)[0]  # noqa: PLW2901
        if first < last:
            thought = _is_thought_of(text, label, first)
            section = DIFFERENTIAL if thought else kind
            found.append(Line(first, last, section, Standing.TOLD if thought else standing, problem, label))
    return found


def _is_thought_of(text: str, label: str | None, first: int) -> bool:
    """Whether a sentence stands right behind the label of a differential, or in the list below one alone in its line."""
    if label is None or headings().kind(label) != DIFFERENTIAL:
        return False
    behind = text[text.rfind(label, 0, first) + len(label) : first]
    return "\n" in behind or not behind.strip(" \t:*_-")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out white space, emphasis, and what parts a head from its text."""
    while start < end and (text[start].isspace() or text[start] in _FRONT):
        start += 1
        if text.startswith(" - ", start - 1, end):
            start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _EDGE):
        end -= 1
    return start, end
