"""One sentence on when all of them began."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule

#: A sentence of its own, of all diagnoses that stand before it.
_ALL = Pattern(
    r"(?<![^\n.;])[ \t*-]*all (?:of )?(?:(?:these|the|the above|above|listed) )?(?:(?:diagnoses|conditions|problems) )?(?:(?:were|was|are) )?(?:first )?(?:present|there|poa)"
    r"(?: (?:on|at|upon|or|within|hours|of|the|time)){1,6} (?:hospital )?(?:admission|arrival|presentation)\b",
    re.IGNORECASE,
)
#: The same of those below, in their heading: "ACTIVE HOSPITAL PROBLEMS (POA: all yes)".
_ALL_BELOW = Pattern(
    r"^[^\n]{0,60}\bPOA\b[ :=-]*(?:all\b[ :=-]*(?:yes|y)?|(?:yes|y)\b[ ,]*all|all)\b[^\n]{0,10}$",
    re.IGNORECASE | re.MULTILINE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.4.b", URL),
)
def all_present_on_admission(coding: Coding, _: Books) -> Iterator[Poa]:
    """Of diagnoses that one sentence calls all present on admission, each was that no words of its own put later."""
    if not reports_presence(coding.encounter):
        return
    for document in coding.encounter.documents:
        for found in _ALL.finditer(document.text):
            said = document.quote(*found.span())
            for assignment in coding.assignments:
                before = any(
                    m.document == document.id and m.line.start < found.start() for m in assignment.mentions
                )
                if before:
                    yield Poa(assignment, "Y", Rung.LATER + 5, (assignment, said))
        for found in _ALL_BELOW.finditer(document.text):
            said, end = document.quote(*found.span()), _end_of_list(document.text, found.end())
            for assignment in coding.assignments:
                if any(
                    m.document == document.id and found.end() < m.line.start < end
                    for m in assignment.mentions
                ):
                    yield Poa(assignment, "Y", Rung.LATER + 5, (assignment, said))


_NEXT = Pattern(r"\n(?=[ \t]*\n|[A-Z][A-Z /,&]{3,60}:)")


def _end_of_list(text: str, start: int) -> int:
    """Where the list below a heading ends: at a blank line, or at the next heading in capitals."""
    found = _NEXT.search(text, start + 1)
    return found.start() if found else len(text)
