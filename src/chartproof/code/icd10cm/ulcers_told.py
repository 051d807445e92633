"""What any line of a record tells of the ulcer of one site: its stage or depth, and lists of ulcers by site.

A nurse's words count too: the provider says that there is an ulcer, any clinician how deep it is (I.B.14).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise

from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.wound_records import recorded
from chartproof.model.coding import Coding
from chartproof.model.lately import lately
from chartproof.model.pattern import Pattern
from chartproof.model.record import Author, Document, Evidence
from chartproof.terms.sought import sought

#: Sites as titles name them, as records name them, and the subcategory of a pressure ulcer there (s: the side).
SITES = (
    ("heel", r"heels?|mid-?foot", "L89.6s"),
    ("ankle", r"ankle|malleol\w+", "L89.5s"),
    ("calf", r"calf", ""),
    ("sacral", r"sacr(?:um|al)|coccy(?:x|geal)|tail ?bone", "L89.15"),
    ("hip", r"hip|(?:greater )?trochanter\w*", "L89.2s"),
    ("buttock", r"buttocks?|ischi(?:um|al)(?: tuberosit\w+)?|gluteal", "L89.3s"),
    ("elbow", r"elbow", "L89.0s"),
    ("upper back", r"(?:upper back|scapula\w*)", "L89.1u"),
    ("lower back", r"lower back", "L89.1l"),
    ("head", r"occiput|occipital|scalp", "L89.81"),
    (
        "foot",
        r"foot|toes?|hallux|(?:first |second |third |fourth |fifth |1st |2nd |3rd |4th |5th )?metatarsal(?: heads?)?|sole",
        "",
    ),
)
_SIDES = (("right", r"(?:r|right|rt)\.? "), ("left", r"(?:l|left|lt)\.? "))
_SIDED = Pattern(r"\b(?:right|left|rt|lt|[RL])\b")
_ANY = Pattern("|".join(rf"\b(?:{words})\b" for _, words, _ in SITES), re.IGNORECASE)
_CUTS = Pattern(
    r"(?<=[.;])\s+|(?<=\w),\s+(?=(?:and )?(?:right|left|[RL]|rt|lt|stage|unstageable|deep tissue)\b)|\s+(?=\(\d\))"
)
_LINE = Pattern(r"[^\n]+")
#: "Pressure injuries:" heads a list of their sites.
_HEAD = Pattern(
    r"\b(?:pressure (?:injur(?:y|ies)|ulcers?|wounds?|sores?)|decubit(?:us|i)(?: ulcers?)?|bedsores?)\b(?! (?:prevention|risk))[^.:\n]{0,25}(?::|[ \t]*\r?\n(?=\S))",
    re.IGNORECASE,
)
#: What is told with a site and is no ulcer there now.
GONE = Pattern(
    r"\b(?:healed|closed|resurfaced|resolved|re-?epitheliali[sz]ed|epitheliali[sz]ed|clear|no (?:open|breakdown|ulcer|pressure|skin|wound)|"
    r"none|intact without|blanch\w+|at risk|prevent\w*|history)\b",
    re.IGNORECASE,
)


#: Before words of depth where they are denied: "without bone or tendon exposed", "no exposed bone", "does not probe to bone".
_DENIED = Pattern(
    r"(?:\b(?:no|not|without|nor|neither|never)|n't) (?:(?:any|visible|palpable|exposed|underlying|deep|deeper|evidence|sign|signs|of|to|the|and|or|nor|"
    r"is|yet|down|does|probe|probes|probing|extend|extends|extension|go|goes|reach|expose|exposes|involve|involves|see|seen|exposure|penetrate|penetration|"
    r"muscles?|tendons?|bones?|joints?|fascia|capsule|ligaments?|fat|tissue|necrosis|structures?),?[ /]){0,8}$",
    re.IGNORECASE,
)

#: Behind words of depth where they are denied: "probe to bone negative", "bone exposed: no".
_NEGATIVE = Pattern(
    r"(?: test)?(?: ?[:=-] ?| \(?|)(?:is |was )?(?:neg(?:ative)?|none|absent|no)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Told:
    """Words of a stage or depth, the ending of the titles they stand for, and who wrote them when."""

    words: Evidence
    ending: str
    severity: int
    by: Author
    written: datetime | None


def told_of_site(title: str, coding: Coding, value: str) -> tuple[Told, ...]:
    """What every line says of the ulcer of a code's site and side, the most severe first."""
    title = title.lower()
    site = next((words for name, words, _ in SITES if name in title), None)
    sided, side = next(((name, words) for name, words in _SIDES if name in title), ("", ""))
    if site is None:
        return ()
    named = pattern(rf"\b{side}(?:[\w-]+ ){{0,2}}(?:{site})\b")
    found = []
    for document in coding.encounter.documents:
        if document.author is not Author.PATIENT:
            for part in _every_part(document):
                if named.search(part.words):
                    found += list(_depths(part, document, value))
            for wound in recorded(document):
                if wound.is_of(site, sided):
                    found += list(_depths(wound.fields, document, value))
    return tuple(sorted(found, key=lambda told: -told.severity))


def of_both_sides(title: str, coding: Coding) -> bool:
    """Whether a document names the site of a code on both sides: an ulcer of each is no contradiction."""
    site = next((words for name, words, _ in SITES if name in title.lower()), None)
    named = [pattern(rf"\b{side}(?:{site})\b") for _, side in _SIDES]
    return site is not None and any(
        all(side.search(document.text) for side in named) for document in coding.encounter.documents
    )


def listed(document: Document) -> Iterator[tuple[str, Evidence]]:
    """The subcategories of pressure ulcers that a list under their name gives by site alone, with the words."""
    for head in sought(_HEAD, document.text):
        end = document.text.find("\n\n", head.end())
        for line in _LINE.finditer(document.text, head.end(), end if end >= 0 else len(document.text)):
            if line.start() > head.end() + 1 and not re.match(r"\s*(?:[-*•]|\(?\d[.)])", line[0]):
                break
            for part in _parts(document, line.start(), line.end()):
                if _ANY.search(part.words) and not GONE.search(part.words):
                    yield from _subcategory(part)


def _subcategory(part: Evidence) -> Iterator[tuple[str, Evidence]]:
    for _, words, code in SITES:
        if code and re.search(rf"\b(?:{words})\b", part.words, re.IGNORECASE):
            side = next(
                (i for i, (_, s) in enumerate(_SIDES, 1) if re.search(rf"\b{s}", part.words, re.IGNORECASE)),
                0,
            )
            upper = {"u": ("1", "2"), "l": ("3", "4")}.get(code[-1])
            number = ("0", *upper)[side] if upper else str(side)
            yield re.sub("[sul]$", number, code), part
            return


def site_named(part: Evidence) -> str | None:
    """The subcategory of a pressure ulcer of the one site that a piece of a line names; None where it names none, or several."""
    if len(_sites(part.words)) != 1:
        return None
    return next((code for code, _ in _subcategory(part)), None)


def part_at(document: Document, place: int) -> Evidence | None:
    """The piece of a line around a place, where it names the site of an ulcer."""
    start = document.text.rfind("\n", 0, place) + 1
    end = document.text.find("\n", place)
    parts = _parts(document, start, end if end >= 0 else len(document.text))
    return next((p for p in parts if p.start <= place < p.end and _ANY.search(p.words)), None)


@lately(8)
def _every_part(document: Document) -> tuple[Evidence, ...]:
    return tuple(_parts(document))


def _parts(document: Document, start: int = 0, end: int | None = None) -> Iterator[Evidence]:
    """The pieces of lines, each with one site: a sentence that names none goes with the one before it."""
    for line in _LINE.finditer(document.text, start, len(document.text) if end is None else end):
        cuts = [0, *(cut.end() for cut in _CUTS.finditer(line[0])), len(line[0])]
        pieces: list[tuple[int, int]] = []
        for first, last in pairwise(cuts):
            if pieces and _goes_with(line[0][first:last], line[0][slice(*pieces[-1])]):
                pieces[-1] = (pieces[-1][0], last)
            elif line[0][first:last].strip():
                pieces.append((first, last))
        for first, last in pieces:
            yield document.quote(
                line.start() + first, line.start() + first + len(line[0][first:last].rstrip())
            )


def _goes_with(words: str, before: str) -> bool:
    """Whether words name no site, or without a side the site that is named before."""
    sites, others = _sites(words), _sites(before)
    return not sites or (sites <= others and not _SIDED.search(words))


def _sites(words: str) -> frozenset[str]:
    if _ANY.search(words) is None:
        return frozenset()
    return frozenset(name for name, says, _ in SITES if re.search(rf"\b(?:{says})\b", words, re.IGNORECASE))


def _depths(part: Evidence, document: Document, value: str) -> Iterator[Told]:
    """What a piece of a line says of depth, the most severe first."""
    table = list(enumerate(rows("ulcer_depths")))
    for severity, (of, words, ending, _) in reversed(table):
        found = undenied(words, part.words) if value.startswith(of) else None
        if found:
            words_ = document.quote(part.start + found.start(), part.start + found.end())
            yield Told(words_, ending, severity, document.author, document.written)


def undenied(words: str, text: str) -> re.Match[str] | None:
    """Where a text first says words of a depth and does not deny them."""
    flat = text.replace("\n", " ")
    said = pattern(words).finditer(flat)
    return next(
        (f for f in said if not _DENIED.search(flat, 0, f.start()) and not _NEGATIVE.match(flat, f.end())),
        None,
    )


@lru_cache(maxsize=256)
def pattern(words: str) -> Pattern:
    """A pattern of words, capitals or not."""
    return Pattern(words, re.IGNORECASE)
