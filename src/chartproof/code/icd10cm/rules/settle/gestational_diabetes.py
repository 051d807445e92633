"""What controls gestational diabetes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.diabetes import names_type
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

#: The last character by what controls it: diet, insulin, tablets.
DIET, INSULIN, TABLETS = "0", "4", "5"
_INSULIN = Pattern(r"\binsulin\b", re.IGNORECASE)
_TABLETS = Pattern(r"\b(?:metformin|glyburide|glibenclamide|glipizide)\b", re.IGNORECASE)
#: Tablets of no name.
_UNNAMED = Pattern(r"(?<!no )(?<!without )(?<!need )\boral (?:hypoglyc\w+|agents?)\b", re.IGNORECASE)
_DIET = Pattern(r"\bdiet\w*\b", re.IGNORECASE)

#: That what is eaten controls it, in a sentence of its own.
_BY_DIET = Pattern(
    r"(?<!not )(?<!poorly )(?<!not being )\b(?:(?:well[- ])?controlled|managed?|kept|held|treated|doing well|in range|at goal|on target|within (?:range|goal|target)s?|(?:under|below|less than) \d{2,3})\b[^.;\n]{0,30}"
    r"\b(?:(?:with|on|by) (?:her )?(?:diet|the meal plan|meal plan|nutrition)|dietary)\b|\b(?:on|with|by|via|through) (?:her )?diet(?:ary (?:changes|control|therapy))? alone\b|(?:^|[,;] )diet (?:and (?:exercise|walking|activity) )?(?:alone|only)(?=[.,;]|$)|\bdiet alone (?:has |is |have )?(?:keeps?|kept|holds?|holding|controls?|controlling|controlled|works?|working)\b|\bdiet[- ]controlled\b|\bA1 ?GDM\b|\bGDM ?A1\b",
    re.IGNORECASE,
)
#: That it does not, or only should.
_NOT_SO = Pattern(
    r"\bfail\w*|\b(?:inadequate|insufficient|no longer|despite|in spite of|until|hope|hopes|hoping|aim|target is|targets are|goals? (?:is|are|of|will))\b"
    r"|(?:\bnot\b|n't\b) (?:\w+ ){0,2}(?:enough|sufficient|working|adequate|controlled|control|at goal|in range|held|hold|holding|kept|keep|keeping|managed)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.i, I.C.15.h", URL),
)
def gestational_diabetes(coding: Coding, _: Books) -> Iterator[Give | Reject]:
    """Gestational diabetes takes one code, by what controls it: insulin or tablets before diet; it stands without long-term drugs."""
    for diabetes in coding.having("O24.4"):
        for drug in coding.having("Z79.4", "Z79.84", "Z79.85"):
            yield Reject(drug, Why.EXCLUDED, (diabetes,))
        for other in coding.having("O24.0", "O24.1", "O24.3", "O24.8", "O24.9"):
            if not names_type(other):
                yield Reject(other, Why.EXCLUDED, (diabetes,))
        char, because = _control(diabetes, coding)
        if char and char != diabetes.value[-1]:
            yield Give(diabetes.value[:-1] + char, because=(diabetes, *because), instead_of=(diabetes,))


def _control(diabetes: Assignment, coding: Coding) -> tuple[str, tuple[Evidence, ...]]:
    """The last character, and the drugs that say so besides the words themselves."""
    for char, kind, names in ((INSULIN, "insulin", _INSULIN), (TABLETS, None, _TABLETS)):
        drugs = tuple(
            d.evidence
            for d in coding.reading.drugs
            if d.evidence
            and d.stopped is None
            and d.long_term is not False
            and not _is_conditional(d.evidence, coding)
            and (d.kind == kind or names.search(d.name))
        )
        if drugs:
            return char, drugs[:2]
    if says(diabetes, _UNNAMED):
        return TABLETS, ()
    if any(_DIET.search(m.line.words) and not _NOT_SO.search(m.line.words) for m in diabetes.mentions):
        return DIET, ()
    told = next(_by_diet(diabetes, coding), None)
    return (DIET, (told,)) if told is not None else ("", ())


#: A drug that waits for values: "if fasting over 95 will start insulin".
_IF = Pattern(r"\bif\b[^.;\n]*\b(?:start|begin|add|need|initiate|use|go to)\b[^.;\n]*$", re.IGNORECASE)


def _is_conditional(drug: Evidence, coding: Coding) -> bool:
    """Whether its sentence only says when it would be begun."""
    text = coding.encounter.document(drug.document).text
    start = max(text.rfind(stop, 0, drug.start) for stop in (". ", "; ", "\n")) + 1
    return _IF.search(text, start, drug.start) is not None


def _by_diet(diabetes: Assignment, coding: Coding) -> Iterator[Evidence]:
    """The sentences under its head in the assessment that say that diet alone controls it."""
    problems = {(m.document, m.problem) for m in diabetes.mentions if m.problem is not None}
    for page in coding.reading.pages:
        for line in page.lines:
            if (page.document.id, line.problem) in problems:
                words = page.document.quote(line.start, line.end)
                if _BY_DIET.search(words.words) and not _NOT_SO.search(words.words):
                    yield words
