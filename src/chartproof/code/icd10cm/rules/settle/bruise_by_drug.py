"""A bruise that a drug makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import causes
from chartproof.code.icd10cm.drug_codes import drug_names
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM

#: Between the drug and the bruise, and between the bruise and the drug.
_MAKES = Pattern(
    r"\s+(?:(?:makes?|causes?|gives?|is) )?(?:(?:her|him|them|the|his|easily|some|mild|easy|skin|does) )*",
    re.IGNORECASE,
)
_BY = Pattern(
    rf"[^.;\n]{{0,40}}?\b(?:{FROM}|on|since starting|while on|attributed to) (?:(?:the|his|her|taking) )*",
    re.IGNORECASE,
)
#: Drugs by which the skin bleeds.
_THINS = Pattern(
    r"\w+(?:xaban|grel|grelor|parin|gatran)\b|\b(?:warfarin|coumadin|eliquis|xarelto|plavix|brilinta|aspirin|asa|heparin|prednisone|prednisolone|steroids?|anticoagul\w+|antiplatelet\w*|blood thinners?)\b",
    re.IGNORECASE,
)
_INJURED = Pattern(
    r"\b(?:fell|falls?|struck|hit|bumped|crash\w*|mv[ac]|injur\w+|trauma\w*|blow|kicked|punched|dropped)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "R23.3"),
)
def bruise_by_drug(coding: Coding, _: Books) -> Iterator[Reject]:
    """A bruise that the record lays to a drug, with no injury, is no contusion."""
    for bruise in coding.having("S"):
        told = [m for m in bruise.mentions if _is_by_drug(m)]
        if "ontusion" in (bruise.title or "") and told and not (_is_hurt(bruise.mentions) or causes(coding)):
            yield Reject(bruise, Why.EXCLUDED, tuple(told[0].evidence[:1]))


def _is_hurt(mentions: tuple[Mention, ...]) -> bool:
    return any(_INJURED.search(m.line.words) for m in mentions)


def _is_by_drug(mention: Mention) -> bool:
    line = mention.line
    first, last = mention.evidence[0].start - line.start, mention.evidence[-1].end - line.start
    for start, end, _ in drug_names(line.words):
        if _THINS.search(line.words, start, end) is None:
            continue
        if (end <= first and _MAKES.fullmatch(line.words, end, first)) or (
            last <= start and _BY.fullmatch(line.words, last, start)
        ):
            return True
    return False
