"""Labor that began before the day of a planned cesarean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.measured import ground_of
from chartproof.code.icd10cm.obstetric import TERM, weeks_of
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: From what completed week on labor is no longer early.
FULL = 39
_CESAREAN = r"(?:c(?:a)?esarean|c[- ]?section|c/s|section|r?cs|[rp]?ltcs)\b"
_PLANNED = Pattern(
    rf"\b(?:scheduled|planned|booked|elective)\b[^.;\n]{{0,30}}\b{_CESAREAN}|\b{_CESAREAN}[^.;\n]{{0,30}}\b(?:scheduled|planned|booked)\b",
    re.IGNORECASE,
)
_LABOR = Pattern(
    r"\b(?<!arrest )(?<!prior )(?<!previous )(?:in|into|spontaneous|active|early|onset of|spont) labor\b|\blabor at\b|\+ labor\b|\blabored\b|\blaboring\b",
    re.IGNORECASE,
)
_VAGINAL = Pattern(r"\b(?:n?svd|vbac|vavd|favd|tolac|trial of labor|vaginal(?:ly)?)\b", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "O75.82"),
)
def labor_before_planned_cesarean(coding: Coding, _: Books) -> Iterator[Give]:
    """Labor that begins after 37 and before 39 completed weeks, with delivery by the cesarean that was planned, has its own code."""
    weeks, born = weeks_of(coding), coding.having("Z37", "O82")
    if weeks is None or not TERM <= weeks.value < FULL or not born or coding.having("O75.82", "O66.4"):
        return
    planned, labor = said(coding, _PLANNED), said(coding, _LABOR)
    if planned and labor and not said(coding, _VAGINAL):
        yield Give("O75.82", because=(born[0], planned, labor, ground_of(weeks)), needed=Needed.ADDRESSED)
