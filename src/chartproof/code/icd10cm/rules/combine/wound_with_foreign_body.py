"""A wound with something left in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import said_beside
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

_THINGS = r"(?:shrapnel|fragments?|foreign bod(?:y|ies)|fb|glass|gravel|splinters?|debris|bullet|(?<!damage to )(?<!injury to )(?<!through )(?<!the )nail(?! ?(?:beds?|plate|folds?|matrix|injur|damage|avuls|involve))|needle|fish ?hook|thorn|wood)"
#: "laceration w/ shrapnel", "embedded glass", "metal fragments removed".
WITH = Pattern(
    rf"\b(?:embedded|retained|lodged|impaled)\b(?: \w+){{0,3}} {_THINGS}\b|(?:\bwith|\bw/) ?(?:\w+ ){{0,2}}{_THINGS}\b"
    rf"|\b{_THINGS}\b[^.;,]{{0,25}}\b(?:embedded|retained|lodged|removed|extracted|retrieved)\b|\bremoval of (?:\w+ ){{0,3}}{_THINGS}\b",
    re.IGNORECASE,
)
#: What it was done with is not in it yet: "stuck with a used needle", "cut with glass".
_MEANS = Pattern(
    rf"\b(?:stuck|sticks?|poked|pricked|jabbed|stabbed|cut|lacerated|sliced|scratched)\b[^.;]{{0,30}}?\b(?P<means>(?:with|w/) ?(?:\w+ ){{0,2}}{_THINGS})\b(?! in\b| still\b)",
    re.IGNORECASE,
)
NONE = Pattern(rf"\b(?:no|without|negative for|denies|w/o)\b[^.;]{{0,40}}\b{_THINGS}\b", re.IGNORECASE)
#: Of an open wound: a laceration or a puncture without a foreign body, and with one.
WOUND = Pattern(r"^S\d1\.")
BECOMES = {"1": "2", "3": "4"}
WITHOUT = "without foreign body"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def wound_with_foreign_body(coding: Coding, books: Books) -> Iterator[Give]:
    """A laceration or puncture in which something was embedded, as its own line says, is one with a foreign body."""
    for wound in coding.having("S"):
        if not WOUND.match(wound.value) or WITHOUT not in (wound.title or ""):
            continue
        said = said_beside(coding, wound, WITH)
        words = next((e for m, e in said if not NONE.search(m.line.words) and not _is_means(m, e)), None)
        value = next((v for v in _others(wound.value) if _is_with(v, books)), None) if words else None
        if words is not None and value is not None:
            yield Give(value, (wound, words), (wound,))


def _is_means(mention: Mention, words: Evidence) -> bool:
    """Whether the words only say what the wound was made with."""
    made = _MEANS.search(mention.line.words)
    return made is not None and mention.line.start + made.start("means") == words.start


def _others(value: str) -> Iterator[str]:
    """The code with the character that a foreign body changes: the fifth or the sixth."""
    for at in (5, 6):
        if (more := BECOMES.get(value[at : at + 1])) is not None:
            yield f"{value[:at]}{more}{value[at + 1 :]}"


def _is_with(value: str, books: Books) -> bool:
    found = books.tabular.billable(value)
    return found is not None and " with foreign body" in found.title
