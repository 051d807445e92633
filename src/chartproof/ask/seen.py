"""What the record shows besides diagnoses: values out of their limits, treatment, signs, drugs.

These are evidence of a question, never of a code (guidelines I.A.19 and III.B): a value does not
become a diagnosis. What stands in histories and of other persons is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from chartproof.ask.figures import Limit, limit
from chartproof.model.coding import Assignment, Coding, Needed, Why
from chartproof.model.lately import lately
from chartproof.model.reading import Doing, Mention, Presence, Reading, Standing, Subject
from chartproof.model.record import Author, Drug, Evidence, Measure, Setting

#: Stays in a bed: what is measured and treated there is the stay's (guideline III).
WARD = frozenset(
    {
        Setting.INPATIENT,
        Setting.OBSERVATION,
        Setting.PSYCHIATRIC,
        Setting.LONG_TERM_HOSPITAL,
        Setting.REHAB,
    }
)
#: Sections that tell what was before, or of others.
_BEFORE = frozenset({"pmh", "psh", "family_history", "social_history", "allergies", "immunizations"})
_OTHERS = frozenset({Why.FAMILY, Why.OTHER_PERSON})
#: What a value in other units is multiplied by.
_UNITS = {
    ("creatinine", "mol/l"): Decimal(1) / Decimal("88.4"),
    ("bilirubin", "mol/l"): Decimal(1) / Decimal("17.1"),
    ("hemoglobin", "g/l"): Decimal("0.1"),
    ("albumin", "g/l"): Decimal("0.1"),
    ("glucose", "mmol/l"): Decimal(18),
    ("lactate", "mg/dl"): Decimal("0.111"),
    ("magnesium", "mmol/l"): Decimal("2.43"),
    ("calcium", "mmol/l"): Decimal(4),
    ("phosphate", "mmol/l"): Decimal("3.1"),
}
#: Counts are written in thousands, or in full.
_COUNTS = {"platelets": Decimal(1500), "white cells": Decimal(500)}


def on_a_ward(coding: Coding) -> bool:
    """Whether the encounter is a stay in a bed."""
    return coding.encounter.setting in WARD


def usual(measure: Measure) -> Decimal:
    """The value in the unit that thresholds are written in."""
    value, unit = measure.value, (measure.unit or "").lower()
    if measure.name == "temperature" and value > Decimal(60):
        return (value - 32) * 5 / 9
    if measure.name in _COUNTS and value >= _COUNTS[measure.name]:
        return value / 1000
    if measure.name == "troponin" and unit in {"ng/l", "pg/ml"}:
        return value / 1000
    for (name, written), factor in _UNITS.items():
        if name == measure.name and unit.endswith(written):
            return value * factor
    return value


def values(coding: Coding, *names: str) -> tuple[Measure, ...]:
    """The measures of these names that the record gives as of now, in its order."""
    return tuple(m for m in coding.reading.measures if m.name in names and m.evidence and _is_now(coding, m))


def _is_now(coding: Coding, measure: Measure) -> bool:
    began = coding.encounter.began
    if measure.at is not None and began is not None and (began - measure.at.date()).days > 2:
        return False
    return measure.evidence is not None and _section(coding, measure.evidence) not in _BEFORE


def _section(coding: Coding, at: Evidence) -> str:
    for document, section in coding.reading.sections:
        if document == at.document and section.body.start <= at.start < section.body.end:
            return section.kind
    return "other"


def beyond(coding: Coding, day: date, *names: str) -> tuple[Evidence, ...]:
    """Where values stand beyond the named limits of the day; a patient's usual values are not."""
    found: list[Evidence] = []
    for name in names:
        held = limit_for(coding, name, day)
        if held is not None:
            for m in values(coding, held.measure):
                if m.evidence and not m.baseline and is_beyond(m, held):
                    found.append(m.evidence)
    return tuple(dict.fromkeys(found))


def limit_for(coding: Coding, name: str, day: date) -> Limit | None:
    """The limit of the day for a patient of this age; an unknown age is a grown person's."""
    held, age = limit(name, day), coding.encounter.age
    return None if held is None or (age is not None and age < held.age) else held


def is_beyond(measure: Measure, held: Limit) -> bool:
    """Whether a value is beyond a limit; the laboratory's mark or range decides where it may."""
    if held.own and measure.flag:
        return measure.flag == ("low" if held.side == "below" else "high")
    own = measure.low if held.side == "below" else measure.high
    if held.own and own is not None:
        return measure.value < own if held.side == "below" else measure.value > own
    return held.is_beyond(usual(measure))


def acts(coding: Coding, *names: str) -> tuple[Evidence, ...]:
    """Where the record says that these were done or ordered."""
    return tuple(a.evidence for a in coding.reading.acts if a.name in names and a.doing is not Doing.PLANNED)


def signs(coding: Coding, *names: str) -> tuple[Evidence, ...]:
    """Where the record tells these signs."""
    return tuple(s.evidence for s in coding.reading.signs if s.name in names)


def drugs(coding: Coding, *kinds: str) -> tuple[Drug, ...]:
    """The drugs of these classes or names that are given or taken."""
    return tuple(
        d
        for d in coding.reading.drugs
        if (d.kind in kinds or d.name in kinds) and d.evidence and d.long_term is not False
    )


def given(coding: Coding, *kinds: str) -> tuple[Evidence, ...]:
    """Where drugs of these classes or names stand outside histories, for however long they are given."""
    found = (d.evidence for d in coding.reading.drugs if d.kind in kinds or d.name in kinds)
    return tuple(e for e in found if e and _section(coding, e) not in _BEFORE)


def is_named(coding: Coding, codes: Iterable[str]) -> bool:
    """Whether the provider names a condition of these codes: as there, as over, as doubted or denied.

    What a nurse or a dietitian names, the provider has not named (guideline I.B.14).
    """
    begins, others = tuple(codes), by_others(coding)
    return (
        bool(coding.having(*begins))
        or any(
            r.code.value.startswith(begins)
            and r.why not in _OTHERS
            and not all(e.document in others for e in r.proof.words())
            for r in coding.rejected
        )
        or any(
            m.concept.startswith(begins)
            and m.assertion.subject is Subject.PATIENT
            and m.document not in others
            for m in coding.reading.mentions
        )
    )


def by_others(coding: Coding) -> frozenset[str]:
    """The documents that the provider did not write."""
    return frozenset(d.id for d in coding.encounter.documents if d.author is not Author.PROVIDER)


def treated(coding: Coding, *codes: str) -> Iterator[Evidence]:
    """The words of the codes that begin so and that the encounter was about."""
    for a in coding.having(*codes):
        if a.needed is not Needed.ALSO:
            yield from a.proof.words()


def some(*groups: Iterable[Evidence], each: int = 3) -> tuple[Evidence, ...]:
    """The first few of each group, in their order."""
    return tuple(e for group in groups for e in list(dict.fromkeys(group))[:each])


def fall(measured: Iterable[Measure], by: Decimal) -> tuple[Measure, ...]:
    """The highest value and a later one that is lower by at least this much; () where none is."""
    high: Measure | None = None
    for m in measured:
        if high is not None and usual(high) - usual(m) >= by:
            return high, m
        if high is None or usual(m) > usual(high):
            high = m
    return ()


def rise(measured: Iterable[Measure], *, by: Decimal, times: Decimal) -> tuple[Measure, ...]:
    """Two values, one higher than the other by so much in two days, or so many times; () where none is.

    A value that falls back was higher before the stay: it counts by `times` only.
    """
    known = tuple(measured)
    for i, one in enumerate(known):
        for then in known[i + 1 :]:
            low, high = (one, then) if usual(one) <= usual(then) else (then, one)
            if usual(high) >= usual(low) * times:
                return one, then
            if low is one and not low.baseline and usual(high) - usual(low) >= by and _within(one, then, 2):
                return one, then
    return ()


def _within(one: Measure, then: Measure, days: int) -> bool:
    return one.at is None or then.at is None or abs((then.at.date() - one.at.date()).days) <= days


def has_diagnoses(coding: Coding) -> bool:
    """Whether the record names conditions at all: a bare list of drugs leaves nothing to ask."""
    return any(not a.value.startswith("Z") and a.needed is not Needed.ALSO for a in coding.assignments)


def denied_later(coding: Coding, assignment: Assignment) -> tuple[Evidence, ...]:
    """Where the assessment or course of a document denies the condition, and no later one states it."""
    order = {document: number for number, document in enumerate(_by_time(coding))}
    last = max((order[m.document] for m in assignment.mentions), default=len(order))
    concepts = tuple(m.concept for m in assignment.mentions)
    return tuple(
        m.evidence[0]
        for m in _denials(coding.reading)
        if order[m.document] > last
        and any(c.startswith(m.concept) or m.concept.startswith(c) for c in concepts)
    )


@lately()
def _denials(reading: Reading) -> tuple[Mention, ...]:
    """What the assessment or course of a document denies."""
    return tuple(
        m
        for m in reading.mentions
        if m.assertion.presence is Presence.ABSENT and m.standing in {Standing.PROBLEM, Standing.ASSESSED}
    )


def _by_time(coding: Coding) -> list[str]:
    """The documents in the order they were written, where all say when; else as they came."""
    documents = coding.encounter.documents
    if all(d.written for d in documents):
        documents = tuple(sorted(documents, key=lambda d: str(d.written)))
    return [d.id for d in documents]
