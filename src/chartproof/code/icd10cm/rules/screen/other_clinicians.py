"""What a diagnosis may not rest on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.record import Author, Document
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.sides import may_be_one_place

#: Social circumstances, which a patient may report if signed off.
SOCIAL = ("Z55", "Z56", "Z57", "Z58", "Z59", "Z60", "Z61", "Z62", "Z63", "Z64", "Z65")
#: How a firearm came to be used: by accident, on oneself, by another, in doubt, by law.
FIREARMS = ("W32", "W33", "W34", "X72", "X73", "X74", "X93", "X94", "X95", "Y22", "Y23", "Y24", "Y35.0")
#: BMI, coma and stroke scales, blood alcohol, underimmunization, firearm intent, social circumstances.
BY_CLINICIANS = ("Z68", "R40.2", "R29.7", "Y90", "Z28.3", *FIREARMS, *SOCIAL)
#: Ulcers whose depth or stage clinicians may document; that there is one, the provider must say.
ULCERS = ("L89", "L97", "L98.4")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.14", URL),
)
def other_clinicians(coding: Coding, _: Books) -> Iterator[Reject]:
    """Only a few codes may rest on the words of a clinician who is not the provider, fewer on those of the patient."""
    authors = {d.id: d for d in coding.encounter.documents if d.author is not Author.PROVIDER}
    if not authors:
        return
    told = [a for a in coding.having(*ULCERS) if any(m.document not in authors for m in a.mentions)]
    for assignment in coding.assignments:
        for mention in assignment.mentions:
            document = authors.get(mention.document)
            if document and not _may_rest_on(assignment, document, told):
                yield Reject(assignment, Why.UNSUPPORTED)
                break


def _may_rest_on(assignment: Assignment, document: Document, ulcers: list[Assignment]) -> bool:
    value = assignment.value
    if document.author is Author.PATIENT:
        return value.startswith(SOCIAL) and bool(document.signed_off)
    if not value.startswith(ULCERS):
        return value.startswith(BY_CLINICIANS)
    return any(_may_be_one_ulcer(assignment, ulcer) for ulcer in ulcers)


def _may_be_one_ulcer(one: Assignment, other: Assignment) -> bool:
    """Whether a clinician's ulcer may be the one that the provider names: no site or side is against it."""
    if one.value[:3] != other.value[:3] or not may_be_one_place(one.title, other.title):
        return False
    sited = [a.value[:5] for a in (one, other) if not a.value.startswith(("L89.9", "L97.9"))]
    return len(set(sited)) < 2
