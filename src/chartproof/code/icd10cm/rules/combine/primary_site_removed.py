"""Metastases of a cancer whose primary site is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.metastases import PRIMARY_GONE, SECONDARY, spread_in
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.d, I.C.2.m", URL),
)
def primary_site_removed(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """Where the primary site was removed and has not come back, its metastases are coded and the site itself as history."""
    cancers = coding.having("C")
    for line in dict.fromkeys(m.line for a in cancers for m in a.mentions):
        spread = spread_in(line.words)
        if spread is None or not spread.primary or not _is_gone(coding, line, spread.primary):
            continue
        here = [a for a in cancers if any(m.line == line for m in a.mentions)]
        row = row_for("history_of_neoplasm", spread.primary)
        if row and books.tabular.billable(row[1]):
            yield Give(row[1], because=(here[0],), needed=Needed.OBLIGED)
        site = (spread.primary[:3], spread.as_secondary[:5])
        gone = (c for c in cancers if c.value.startswith(site) and c.value not in spread.secondary)
        yield from (Reject(cancer, Why.HISTORY) for cancer in gone)
        return
    yield from _excised(coding, books)


#: What was cut out in the line that tells the primary: of the skin, of an organ that was left untreated since.
_OF_SKIN = ("C43", "C44")
_CUT = Pattern(r"\bexcised?\b|\bexcision\b|\bresect\w+|\bWLE\b|\bMohs\b|\b\w{3,}ectomy\b", re.IGNORECASE)
_UNTREATED = Pattern(
    r"\bno (?:further |other |adjuvant |cancer )*(?:treatment|therapy|chemo(?:therapy)?)(?: since| after|[^.;\n]{0,20} (?:since|after))\b",
    re.IGNORECASE,
)


def _excised(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """A cancer that its own line calls excised and not come back, beside its metastases told elsewhere."""
    spread = coding.having(*SECONDARY)
    for cancer in [a for a in coding.having("C") if a not in spread] if spread else ():
        told = (m.line.words for m in coding.reading.mentions if m.concept[:3] == cancer.value[:3])
        skin = cancer.value.startswith(_OF_SKIN)
        gone = (line for line in told if _CUT.search(line) and PRIMARY_GONE.search(line))
        if not any(skin or _UNTREATED.search(line) for line in gone):
            continue
        row = row_for("history_of_neoplasm", cancer.value)
        if row and books.tabular.billable(row[1]):
            yield Give(row[1], because=(cancer, spread[0]), instead_of=(cancer,), needed=Needed.OBLIGED)


def _is_gone(coding: Coding, line: Evidence, primary: str) -> bool:
    """Whether this line, or another that names the primary cancer, says that its site is no more."""
    others = (m.line for m in coding.reading.mentions if m.concept[:3] == primary[:3])
    return any(PRIMARY_GONE.search(told.words) for told in (line, *others))
