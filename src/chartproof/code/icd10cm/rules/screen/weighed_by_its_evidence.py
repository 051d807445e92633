"""A disease of the differential, written with what speaks against it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import document_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Words by which a paragraph says that it weighs diseases.
_WEIGHS = Pattern(
    r"\b(?:considered|differential|ddx|thought (?:of|about)|entertained|can'?t[- ]miss)\b", re.IGNORECASE
)
#: What stands between the start of the sentence and the disease.
_OPENS = Pattern(
    r"(?:^|[.;:\n])[ \t]*(?:(?:also )?considered )?[\w/ ]{0,25}$",
    re.IGNORECASE,
)
_SAYS_NO = r"(?:no|not|without|neither|nothing|never|denies|absent|neg\b|negative)\b[^,;.\n]*"
_NORMAL = (
    r"[\w/-]+(?: [\w/-]+){0,5} (?:(?:is|are|was|were) )?(?:all |both |also )?"
    r"(?:neg|negative|normal|nl|benign|clear|flat|clean|reassuring|unremarkable|intact|against(?: it)?|supple|low|do(?:es)? not fit)"
)
#: A dash or colon, and nothing but what is not there and what is normal, to the end of the sentence.
_AGAINST = Pattern(
    rf"[ \t]*(?:[-\u2013\u2014:]|\()[ \t]*(?:{_SAYS_NO}|{_NORMAL})(?:(?:,| and|, and| &)[ \t]*(?:{_SAYS_NO}|{_NORMAL}))*\)?[ \t]*(?=[.;\n]|$)",
    re.IGNORECASE,
)
#: An item of a list of problems begins: it is assessed by itself.
_ITEM = Pattern(r"\n[ \t]*(?:\d+[.)]|[-*•#])")
#: How far back a paragraph may have said so.
_FAR = 700


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.H", URL),
)
def weighed_by_its_evidence(coding: Coding, _: Books) -> Iterator[Reject]:
    """A disease that a paragraph weighs, and of which it writes only what speaks against it, is not coded."""
    for assignment in coding.assignments:
        found = [_against(m, coding) for m in assignment.mentions]
        if found and all(found):
            yield Reject(assignment, Why.NEGATED, because=tuple(e for e in found if e))


def _against(mention: Mention, coding: Coding) -> Evidence | None:
    """The words that speak against it, if its paragraph weighs diseases."""
    document = document_of(coding, mention.document)
    text, start, end = document.text, mention.evidence[0].start, mention.evidence[-1].end
    behind = _AGAINST.match(text, end)
    begins = max(text.rfind("\n\n", 0, start) + 1, start - _FAR, 0)
    if behind is None or _OPENS.search(text[begins:start]) is None:
        return None
    weighs = max(_WEIGHS.finditer(text, begins, start), key=lambda m: m.start(), default=None)
    if weighs is None or _ITEM.search(text, weighs.end(), start):
        return None
    return document.quote(end, behind.end())
