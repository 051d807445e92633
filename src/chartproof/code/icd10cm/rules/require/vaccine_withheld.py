"""A vaccine that was due and not given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.vaccines import speaks_of_vaccines
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule
from chartproof.terms.sought import first

_VACCINE = (
    r"(?:vaccin\w+|immunizations?|shots?|boosters?|mmrv?|dtap|tdap|hib|ipv|pcv\d*|hpv|varicella|rotavirus|hep(?:atitis)? ?[ab]|"
    r"menacwy|influenza|flu|covid|rsv|shingrix|pneumococcal)"
)
_NOT = r"(?:not (?:given|done|administered)|held(?! in)|withheld|deferred|postponed|delayed)"
_ILL = r"(?:ill\b|illness|febrile|fever\w*|sick\b|acute infection)"
_PARENT = r"(?:parents?|mother|mom|father|dad|guardian|caregiver|family)"
_REFUSE = r"(?:refus\w+|declin\w+|do(?:es)?n['\u2019]?t want|do(?:es)? not want)"
#: Why a vaccine was not given, and the code of it (I.C.21.c.3; Tabular List Z28).
WHY = (
    ("Z28.01", Pattern(rf"\b{_VACCINE}\b[^.;\n]{{0,60}}\b{_NOT}\b[^.\n]{{0,60}}\b{_ILL}", re.IGNORECASE)),
    ("Z28.01", Pattern(rf"\b{_NOT}\b[^.;\n]{{0,40}}\b{_VACCINE}\b[^.\n]{{0,50}}\b{_ILL}", re.IGNORECASE)),
    (
        "Z28.82",
        Pattern(rf"\b{_PARENT}\b[^.;\n]{{0,40}}\b{_REFUSE}\b[^.;\n]{{0,40}}\b{_VACCINE}\b", re.IGNORECASE),
    ),
    ("Z28.82", Pattern(rf"\b{_VACCINE}\b[^.;\n]{{0,40}}\b{_REFUSE}\b by {_PARENT}\b", re.IGNORECASE)),
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=None,
    cite=Cite(GUIDELINES, "I.C.21.c.3", URL),
)
def vaccine_withheld(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """A vaccine that was due and not given for an acute illness, or that the parents refuse, is told by its reason."""
    if coding.encounter.is_stay:
        return
    known = coding.having("Z28")
    for document in coding.encounter.documents:
        for value, words in WHY if speaks_of_vaccines(document.text) else ():
            found = first(words, document.text)
            if found and books.tabular.billable(value):
                told = document.quote(*found.span())
                for vaccination in coding.having("Z23"):
                    if all(
                        m.document == document.id and found.start() <= m.evidence[0].start < found.end()
                        for m in vaccination.mentions
                    ):
                        yield Reject(vaccination, Why.NEGATED, (told,))
                if not known:
                    yield Give(value, (told,), needed=Needed.OBLIGED)
                return
