"""The receptors of a breast cancer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.passages import sentences_outside
from chartproof.code.icd10cm.wording import document_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Subject
from chartproof.model.record import Evidence
from chartproof.model.results import Give, Mark
from chartproof.rules.core import rule

_NAMES = {
    "E": r"ER|[Ee]strogen(?:[ -]receptors?)?",
    "P": r"PR|PgR|[Pp]rogesterone(?:[ -]receptors?)?",
    "H": r"HER[- ]?2(?:[ /-]?neu)?|[Hh]er-?2(?:[ /-]?neu)?",
    "R": r"HR|[Hh]ormone[ -]receptors?",
}
_SIGN = Pattern(
    r"[ :=-]{0,2}(?:is |was |status )?\(?(?:(?P<yes>\+|[Pp]os(?:itive)?\b)|[-\u2212\u2013](?!\w)|[Nn]eg(?:ative)?\b|[Nn]on-?amplified)"
)
_NAME = Pattern("|".join(rf"(?P<{name}>\b(?:{words})(?![\w]))" for name, words in _NAMES.items()))
#: A mark in figures, where a sentence gives several receptors: the share of cells that stain (none or under 1% is negative), the grade of HER2.
_SHARE = Pattern(
    r"[ :=-]{0,2}\(?(?:(?P<yes>(?:100|[1-9]\d?) ?%|(?:100|[1-9]\d)(?=[ ,;/]+(?:ER|PR|PgR|HER-?2)\b))|(?:0|< ?1) ?%|0(?![.\d]))"
)
_GRADE = Pattern(
    r"[ :=-]{0,2}\(?(?:(?:by )?IHC[ :]?)?(?:(?P<yes>3 ?\+)|[01] ?\+|0(?!\.?\d|%)|(?:1\+|2\+|equivocal)?[ ,;/(]{0,3}(?:by )?(?:F?ISH)[ :-]{1,2}(?:neg(?:ative)?\b|(?:not |non-?)amplified)|2 ?\+[ ,;/(]{0,3}(?:F?ISH)[ :-]{1,2}(?:(?P<too>pos(?:itive)?\b|amplified)))",
    re.IGNORECASE,
)
_JOIN = Pattern(r"[ ,]*(?:/|,|&|and)[ ]*")
#: The code of each receptor, present and absent, and of both kinds told as one.
_CODES = {
    ("E", True): "Z17.0",
    ("E", False): "Z17.1",
    ("P", True): "Z17.21",
    ("P", False): "Z17.22",
    ("H", True): "Z17.31",
    ("H", False): "Z17.32",
}
_TOGETHER = {
    (True, True): "Z17.410",
    (True, False): "Z17.411",
    (False, True): "Z17.420",
    (False, False): "Z17.421",
}


@rule(
    holds=Period(date(2024, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "C50, Z17"),
)
def receptor_status(coding: Coding, books: Books) -> Iterator[Give | Mark]:
    """Beside a breast cancer, each receptor that the record marks as present or absent is required; none of three is triple negative."""
    cancer = next(iter(coding.having("C50", "C79.81", "D05")), None)
    if cancer is None:
        return
    found: dict[str, tuple[bool, Evidence]] = {}
    lines = {m.line for m in coding.reading.mentions if m.assertion.subject is Subject.PATIENT}
    lines |= {s for s in sentences_outside(coding, "family_history") if len(_named(s.words)) > 1}
    of_both: dict[str, tuple[bool, Evidence]] = {}
    for line in sorted(lines, key=lambda e: (e.document, e.start)):
        named = {}
        for name, here, start, end in _marked(line.words):
            quoted = document_of(coding, line.document).quote(line.start + start, line.start + end)
            named[name] = (here, quoted)
            found.setdefault(name, (here, quoted))
        if {"R", "H"} <= named.keys() and _are_one({n: words for n, (_, words) in named.items()}):
            of_both = {"R": named["R"], "H": named["H"]}
    found.update(of_both)  # the provider sums up: HR+/HER2-
    if {"E", "P"} <= found.keys() and not _are_one({name: words for name, (_, words) in found.items()}):
        found.pop("R", None)
    values = _values({name: here for name, (here, _) in found.items()})
    wrong = tuple(a for a in coding.having("Z17") if values and a.value not in values)
    for value in values:
        told = coding.having(value)
        yield from (Mark(a, needed=Needed.OBLIGED) for a in told if a.needed is not Needed.OBLIGED)
        if books.tabular.billable(value) and not told:
            yield Give(value, (cancer, *(e for _, e in found.values())), wrong, Needed.OBLIGED)


def _are_one(told: dict[str, Evidence]) -> bool:
    """Whether the hormones' receptors and HER2 are told in one breath: HR+/HER2-."""
    if not {"R", "H"} <= told.keys():
        return False
    hormones, her2 = told["R"], told["H"]
    return hormones.document == her2.document and abs(hormones.start - her2.start) <= _IN_ONE_BREATH


_IN_ONE_BREATH = 60


def _values(said: dict[str, bool]) -> tuple[str, ...]:
    """The codes of what was said of each receptor."""
    if "R" in said and "H" in said:
        return (_TOGETHER[said["R"], said["H"]],)
    if {"E", "P", "H"} <= said.keys() and not any(said[name] for name in "EPH"):
        return ("Z17.421",)
    return tuple(_CODES[name, here] for name, here in said.items() if name != "R")


def _named(text: str) -> frozenset[str | None]:
    """The receptors that words name."""
    return frozenset(m.lastgroup for m in _NAME.finditer(text))


def _marked(text: str) -> Iterator[tuple[str, bool, int, int]]:
    """Each receptor of a line with its mark; names joined before one mark share it ("ER/PR positive")."""
    open_names: list[tuple[str, int, int]] = []
    several = len(_named(text)) > 1
    for m in _NAME.finditer(text):
        if open_names and not _JOIN.fullmatch(text, open_names[-1][2], m.start()):
            open_names = []
        open_names.append((str(m.lastgroup), m.start(), m.end()))
        sign = _SIGN.match(text, m.end())
        if sign is None and several:
            sign = (_GRADE if m.lastgroup == "H" else _SHARE).match(text, m.end())
        if sign:
            here = any(sign.groupdict().values())
            yield from ((name, here, start, sign.end()) for name, start, _ in open_names)
            open_names = []
