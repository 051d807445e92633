"""Whose claim carries a service: the professional's, the place's, a therapist's own."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.model.record import ClaimKind, Encounter, Evidence, Setting
from chartproof.terms.procedures import Work
from chartproof.terms.sought import first

#: Where the place, not the physician, bears the cost of staff, rooms and things.
_PLACES = frozenset(
    {
        Setting.OUTPATIENT,
        Setting.ED,
        Setting.OBSERVATION,
        Setting.ASC,
        Setting.INPATIENT,
        Setting.PSYCHIATRIC,
        Setting.REHAB,
        Setting.LONG_TERM_HOSPITAL,
    }
)
_OF_THE_PLACE = frozenset({Work.LAB, Work.STAFF, Work.SUPPLY, Work.DRUG, Work.VACCINE, Work.THERAPY})
_STAYS = frozenset(
    {
        Setting.INPATIENT,
        Setting.PSYCHIATRIC,
        Setting.LONG_TERM_HOSPITAL,
        Setting.REHAB,
        Setting.HOSPICE,
        Setting.NURSING,
        Setting.HOME_HEALTH,
    }
)
_AGE = Pattern(r"\b(\d{1,3})(?:[- ]?(?:years?|yrs?)[- ]?old|[- ]?y/?o\b| ?yo\b)", re.IGNORECASE)


def claims_services(encounter: Encounter) -> bool:
    """Whether the claim carries CPT and HCPCS lines: a professional's, or a facility's for an outpatient."""
    return encounter.claim_kind is ClaimKind.PROFESSIONAL or encounter.setting not in _STAYS


def in_a_facility(encounter: Encounter) -> bool:
    """Whether the service happened where a facility bills its own part."""
    return encounter.setting in _PLACES


def age_of(encounter: Encounter) -> int | None:
    """Age in years: of the day of birth, else as the record tells it."""
    if encounter.age is not None:
        return encounter.age
    told = (first(_AGE, d.text) for d in encounter.documents)
    return next((int(t[1]) for t in told if t), None)


def is_ours(work: Work, encounter: Encounter) -> bool:
    """Whether this claim carries a kind of work: a professional in a facility bills no staff, drugs, supplies or laboratory."""
    if encounter.claim_kind is ClaimKind.PROFESSIONAL:
        if work is Work.THERAPY and encounter.setting is Setting.OUTPATIENT and _is_a_therapists(encounter):
            return True
        return not (in_a_facility(encounter) and work in _OF_THE_PLACE)
    if encounter.setting is Setting.ASC:
        return work in {Work.ACT, Work.SUPPLY}
    return True


def is_by_physician(work: Work, near: Evidence, encounter: Encounter) -> bool:
    """Whether a sentence of a professional in a facility tells that the physician did with their own hands what staff does."""
    professional = encounter.claim_kind is ClaimKind.PROFESSIONAL
    return work is Work.STAFF and professional and _OWN_HANDS.search(near.words.lower()) is not None


_OWN_HANDS = Pattern(
    r"\b(?:by me|by (?:the )?(?:physician|provider|md|attending)|i (?:then |myself )?(?:placed|inserted|passed|put|did|performed|advanced)|physician[- ]placed)\b"
)


def _is_a_therapists(encounter: Encounter) -> bool:
    """Whether the records are a therapist's own, whose professional claim carries the therapy."""
    return bool(encounter.documents) and all(_THERAPISTS.search(d.text[:_TITLE]) for d in encounter.documents)


#: How a therapist's record begins, and how far its title reaches.
_TITLE = 160
_THERAPISTS = Pattern(
    r"\b(?:physical|occupational|speech(?:[- ]language)?) therap(?:y|ist)|\b(?:pt|ot|slp) (?:daily|treatment|visit|note|progress|eval\w*|initial|outpatient)\b|\b(?:dpt|otr/?l?|ccc-slp)\b",
    re.IGNORECASE,
)
