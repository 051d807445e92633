"""A hematoma that an operation or a biopsy left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from chartproof.code.icd10cm.chart import chart_of
from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.document_kind import REPORTS
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM

_DONE = r"(?:biops(?:y|ies)|surgery|operation|procedure|\w{3,}(?:ectomy|plasty|scopy|tripsy)|nephrostomy|resection)"
#: What an organ's hematoma is called, by the body system whose operations the codes are of.
_PLACES = (
    (
        r"(?:peri-?nephric|peri-?renal|renal|kidney|(?:peri-?)?graft|bladder|retropubic|prostatic|scrotal|pelvic)",
        "N99.840",
    ),
    (
        r"(?:hepatic|liver|peri-?hepatic|intra-?hepatic|mesenteric|intra-?abdominal|splenic bed|gallbladder fossa)",
        "K91.870",
    ),
    (r"(?:mediastinal|pleural|hemithorax|chest wall|pulmonary)", "J95.860"),
)
_RELATED = rf"(?:[\w,()'-]+ ){{0,3}}?(?:after|following|{FROM}|complicating|as a complication of|post|pod ?#?\d{{1,2}},? (?:s/p|status post|of|from))[- ](?:the |an? |his |her |this )?(?:[\w-]+ ){{0,3}}?"
_TOLD = tuple(
    (
        Pattern(
            rf"\bpost-?(?:biopsy|op(?:erative)?|procedur\w+|surgical) (?:\w+ )?{place} hematoma\b|\b{place}(?: [\w-]+)? hematoma {_RELATED}{_DONE}\b",
            re.IGNORECASE,
        ),
        code,
    )
    for place, code in _PLACES
)
#: The same of no organ named: the operations of the record say which system.
_ANY = Pattern(
    rf"\bpost-?(?:biopsy|op(?:erative)?|procedur\w+|surgical) (?:(?!subdural|epidural|wound|scalp)\w+ )?hematoma\b|(?<!subdural )(?<!epidural )(?<!wound )\bhematoma {_RELATED}{_DONE}\b",
    re.IGNORECASE,
)
GIVEN = (
    "N99.84",
    "K91.87",
    "J95.86",
    "E89.82",
    "L76.3",
    "I97.6",
    "M96.84",
    "H59.3",
    "H95.4",
    "G97.6",
    "O90.2",
)


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.16", URL),
)
def hematoma_after_procedure(coding: Coding, books: Books) -> Iterator[Give]:
    """A hematoma that the provider documents as following an operation or a biopsy is coded by the body system of what was done."""
    if coding.having(*GIVEN):
        return
    kinds = chart_of(coding.encounter).kinds
    for words, code in (*_TOLD, (_ANY, None)):
        told = said(coding, words)
        if told is None or kinds.get(told.document) in REPORTS:
            continue
        values = {code} if code else {v for d in coding.encounter.documents for v in _systems(d.text)}
        for value in values if len(values) == 1 else ():
            if value and books.tabular.billable(value) is not None:
                yield Give(value, because=(told,))
                return


def _systems(text: str) -> Iterator[str]:
    """The codes of a hematoma after the operations that a text names."""
    return (value for words, value in _known() if words.search(text))


@lru_cache(maxsize=1)
def _known() -> tuple[tuple[Pattern, str], ...]:
    found = rows("procedure_systems")
    return tuple(
        (Pattern(rf"\b(?:{words})\b", re.IGNORECASE), value) for words, _, value, _ in found if value
    )
