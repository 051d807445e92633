"""A tumor of a site whose pathology is told without the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import in_one_line, says
from chartproof.code.icd10cm.wording import document_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: What a growth is, of no site, and its column of the figures.
KINDS = {"C80.1": 1, "D36.9": 2, "D48.9": 3}
#: Neoplasms of a site, but for those that have spread from another.
_OF_SITES, _SPREAD = ("C", "D0", "D1", "D2", "D3", "D4"), ("C77", "C78", "C79", "C80")
_VAGUE, _BEHAVIOR_OPEN = ("D09.9", "D49.9", *KINDS), "D49"
_TOLD = Pattern(
    r"\b(?:patholog\w*|histolog\w*|histopatholog\w*|biops\w*|cytolog\w*|fnac?|aspirat\w*|frozen|specimen|microscop\w*|immunohisto\w*|"
    r"diagnos\w*|confirm\w*|report\w*|reveal\w*|proved|proven|turned out)\b",
    re.IGNORECASE,
)
#: How far before a line its label stands: "Pathology: carcinoma".
_LABEL = 24
_AWAITED = Pattern(
    r"\b(?:pending|await\w*|feared|suspicious|suspected|concern\w*|rule out|possible|probable)\b",
    re.IGNORECASE,
)
#: What a teratoma is by how far its tissues are those of an adult (Alphabetic Index, Teratoma).
_IMMATURE = Pattern(r"\bimmature\b", re.IGNORECASE)
_MATURE = Pattern(
    r"\b(?:mature|benign|adult|differentiated|dermoid)\b(?: cystic)? ?(?:teratoma)?", re.IGNORECASE
)
_UROTHELIUM = Pattern(r"\b(?:urothelial|transitional)\b", re.IGNORECASE)
_SIDES = {"right": 0, "left": 1}


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2", URL),
)
def tumor_by_its_pathology(coding: Coding, books: Books) -> Iterator[Give]:
    """A tumor of one site is coded by what its pathology calls it, though that names the site no more."""
    tumors = [a for a in coding.having(_BEHAVIOR_OPEN) if a.value not in _VAGUE]
    found = coding.having(*KINDS)
    known = [
        a
        for a in coding.having(*_OF_SITES)
        if a.value not in _VAGUE and not a.value.startswith((_BEHAVIOR_OPEN, *_SPREAD))
    ]
    if len(tumors) != 1 or len(found) != 1 or known:
        return
    (tumor,), (kind,) = tumors, found
    if _is_open(kind, coding) or not _is_behind(kind, tumor):
        return
    if not (_is_told(kind, coding) or in_one_line(tumor, kind)):
        return
    value = _value(tumor, kind)
    if value and books.tabular.billable(value) is not None:
        yield Give(value, because=(tumor, kind), instead_of=(tumor, kind))


def _is_told(kind: Assignment, coding: Coding) -> bool:
    """Whether a line of it, or the label of one, says that pathology found it."""
    return any(
        _TOLD.search(document_of(coding, m.document).text, max(0, m.line.start - _LABEL), m.line.end)
        for m in kind.mentions
    )


def _is_open(kind: Assignment, coding: Coding) -> bool:
    """Whether pathology is still awaited where it is told."""
    return any(
        _AWAITED.search(document_of(coding, m.document).text, max(0, m.line.start - _LABEL), m.line.end)
        for m in kind.mentions
    )


def _is_behind(kind: Assignment, tumor: Assignment) -> bool:
    """Whether what it is stands in the same document, behind the tumor."""
    first = min((m.document, m.evidence[0].start) for m in tumor.mentions) if tumor.mentions else None
    return first is not None and any(
        m.document == first[0] and m.evidence[0].start > first[1] for m in kind.mentions
    )


def _value(tumor: Assignment, kind: Assignment) -> str:
    """The code of the site that the tumor's own words name, by what it is; "" where they name none of the figures."""
    column = KINDS[kind.value]
    if kind.value == "D48.9" and says(kind, _MATURE):
        column = KINDS["D36.9"]
    elif kind.value == "D48.9" and says(kind, _IMMATURE):
        column = KINDS["C80.1"]
    named = " ".join(e.words for m in tumor.mentions for e in m.evidence)
    row = next(
        (r for r in rows("neoplasm_behaviors") if re.search(rf"\b(?:{r[0]})\b", named, re.IGNORECASE)), None
    )
    if row is None or (row[0].startswith("kidney") and says(kind, _UROTHELIUM)):
        return ""
    codes = row[column].split("/")
    sides = {t.value for m in tumor.mentions for t in m.traits if t.axis == "laterality"}
    return codes[_SIDES.get(sides.pop(), -1) if len(sides) == 1 else -1] if len(codes) > 1 else codes[0]
