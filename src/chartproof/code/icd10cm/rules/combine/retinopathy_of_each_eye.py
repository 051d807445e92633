"""Diabetic retinopathy that is told of each eye apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import URL
from chartproof.code.icd10cm.sides import sides_named
from chartproof.code.icd10cm.under import flat, sentences
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Because, Give
from chartproof.rules.core import rule

_DIABETES = ("E08", "E09", "E10", "E11", "E13")
_KINDS = "2345"
_EYES = {"right": "1", "left": "2"}
#: Where what is told of one eye ends.
_STAGED = r"(?=(?:mild|moderate|severe|proliferative|PDR)\b)"
_APART = Pattern(
    r"[;.:](?=\s|$)|\b(?:while|whereas|but)\b|,? ?\band (?=(?:in )?(?:the |her |his )?(?:left|right|other|fellow|O[DS])\b)"
    rf"|, (?=(?:in )?(?:the |her |his )?(?:left|right|O[DS])\b)|(?:, (?:and )?|\band ){_STAGED}",
    re.IGNORECASE,
)
#: The character of each severity.
_SEVERITY = tuple(
    (char, Pattern(says, re.IGNORECASE))
    for char, says in (
        ("2", r"\bmild (?:stage )?(?:non-?proliferative|NPDR)"),
        ("3", r"\bmoderate (?:stage )?(?:non-?proliferative|NPDR)"),
        ("4", r"\bsevere (?:stage )?(?:non-?proliferative|NPDR)"),
        ("5", r"\b(?<!non-)(?<!non )proliferative\b|\bPDR\b"),
    )
)
_EDEMA = Pattern(r"\b(?:macular (?:o?edema|thickening)|(?:CS|CI-?)?DME|CSME)\b", re.IGNORECASE)
#: In front of it: that it is not there, was, or is in doubt.
_NOT = Pattern(
    r"\b(?:no|not|without|w/o|resolved|never|free of|negative for|prior|previous(?:ly)?|was|had|possibl[ey]|probabl[ey]|suspect\w*|rule|risk|may|if)\b[^,;.]*$",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "E11.32-E11.35, 7th characters", URL),
)
def retinopathy_of_each_eye(coding: Coding, books: Books) -> Iterator[Give]:
    """Where each eye is told with its own stage of diabetic retinopathy, each is coded by its stage and by its own macular edema."""
    for category in _DIABETES:
        found = coding.having(*(f"{category}.3{kind}" for kind in _KINDS))
        if not found:
            continue
        told = _eyes(coding, found[0])
        if len(told) < len(_EYES) or any(a.value[6] not in "19" for a in found if a.value[5] == "5"):
            continue
        values = {
            side: f"{category}.3{stage}{edema if edema == '1' else '9'}"
            for side, (stage, edema, _) in told.items()
        }
        wanted = {f"{value}{_EYES[side]}": told[side][2] for side, value in values.items()}
        if len(set(values.values())) == 1:
            wanted = {f"{values['right']}3": told["right"][2]}
        yield from _given(wanted, found, books)


def _given(wanted: dict[str, Evidence], found: tuple[Assignment, ...], books: Books) -> Iterator[Give]:
    """The codes of the eyes that are missing, instead of those that tell another stage of one."""
    wrong = tuple(a for a in found if a.value not in wanted)
    missing = {value: words for value, words in wanted.items() if value not in {a.value for a in found}}
    if all(books.tabular.billable(value) is not None for value in wanted):
        for value, words in missing.items():
            because: tuple[Because, ...] = (found[0], words)
            yield Give(value, because, instead_of=wrong, needed=found[0].needed)


def _eyes(coding: Coding, retinopathy: Assignment) -> dict[str, tuple[str, str, Evidence]]:
    """Each eye of which a part of a sentence tells a stage: the stage, "1" with macular edema or "9", and the words."""
    told: dict[str, tuple[str, str, Evidence]] = {}
    swollen: dict[str, Evidence] = {}
    for sentence in (s for m in retinopathy.mentions[:1] for s in sentences(m, coding)):
        words, start = flat(sentence), 0
        document = coding.encounter.document(sentence.document)
        for end in (*(m.start() for m in _APART.finditer(words)), len(words)):
            part = words[start:end]
            sides, stages = sides_named(part), [char for char, says in _SEVERITY if _says(part, says)]
            quote = document.quote(sentence.start + start, sentence.start + end)
            edema = _says(part, _EDEMA)
            if len(stages) == 1:
                for side in sorted(sides):
                    told.setdefault(side, (stages[0], "1" if edema else "9", quote))
            elif len(sides) == 1 and edema:
                swollen.setdefault(next(iter(sides)), quote)
            start = end
    return told | {side: (told[side][0], "1", quote) for side, quote in swollen.items() if side in told}


def _says(words: str, pattern: Pattern) -> bool:
    """Whether words say something as being there."""
    found = pattern.search(words)
    return found is not None and _NOT.search(words, 0, found.start()) is None
