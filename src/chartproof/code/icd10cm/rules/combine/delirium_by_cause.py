"""Delirium that the record lays to what causes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.delirium import KNOWN, OPEN, named
from chartproof.code.icd10cm.drug_codes import drug_names
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.cause import DUE_TO, LAID_TO, SET_OFF

_BY = (
    rf"(?:{DUE_TO}|(?<!ing )(?<!ed )from|{SET_OFF}|{LAID_TO}|related to|"
    r"(?:in (?:the )?)?setting of)"
)
#: Behind the word in its sentence, or at the head of the next, the cause and up to where its sentence ends.
_CAUSE = Pattern(
    rf"(?:[^.;\n]{{0,60}}?\b|[^.;\n]{{0,60}}[.;]\s+(?:(?:this|it) (?:was|is) )?(?:(?:likely|probably|felt|thought|mostly|largely|most likely)(?: to be)? )?){_BY} (?P<cause>[^.;\n]{{3,120}})",
    re.IGNORECASE,
)
#: Causes that have codes of their own, or are none.
_OTHERWISE = Pattern(
    r"\b(?:alcohol|etoh|withdraw\w*|intoxicat\w*|unknown|unclear|undetermined|uncertain|drugs?|medications?|meds|opioids?|opiates?|narcotics?|"
    r"sedat\w+|an(?:a)?esthe\w+|benzo\w*|steroids?|anticholinergics?|substances?|dementia|day|the (?:icu|floor|start))\b",
    re.IGNORECASE,
)
#: What parts one cause from the next.
_LISTED = Pattern(
    r",| and |\+|&|/| in (?:an? |the )?(?:\w+ )?(?:patient|pt|man|woman|male|female)\b| (?:superimposed )?on (?:top of|underlying|background|baseline) | with underlying "
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "F05"),
)
def delirium_by_cause(coding: Coding, _: Books) -> Iterator[Give]:
    """Delirium that the provider lays to an illness, or to several causes together, is delirium due to a known physiological condition, wherever else it is told without its cause."""
    for delirium in coding.having(OPEN):
        cause = next((c for m in named(delirium) if (c := _cause(m, coding)) is not None), None)
        if cause is not None:
            yield Give(KNOWN, because=(delirium, cause), instead_of=(delirium,))
        elif named(delirium) and (known := coding.having(KNOWN)):
            yield Give(KNOWN, because=(delirium, *known), instead_of=(delirium, *known))


def _cause(mention: Mention, coding: Coding) -> Evidence | None:
    """The cause that the words behind a mention name, where it is one of the body."""
    document = coding.encounter.document(mention.document)
    found = _CAUSE.match(document.text, mention.evidence[-1].end)
    if found is None:
        return None
    causes = [c for c in _LISTED.split(found["cause"]) if c.strip()]
    of_the_body = [c for c in causes if not _OTHERWISE.search(c) and not any(True for _ in drug_names(c))]
    return document.quote(*found.span("cause")) if of_the_body else None
