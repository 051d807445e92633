"""Which codes only name a sign, a symptom or a finding (figures/symptoms.tsv, read by prefix)."""

from __future__ import annotations

from functools import lru_cache

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.figures import rows
from chartproof.model.coding import Coding
from chartproof.model.reading import Mention, Presence, Standing, Subject, Time
from chartproof.model.record import FACILITY_SETTINGS, Setting

#: Settings that section IV speaks of, and visits by professionals anywhere but in a facility's stay.
OUTPATIENT = frozenset(Setting) - FACILITY_SETTINGS | {Setting.ASC}


#: Syndromes that chapter 18 holds.
SYNDROMES = ("R11.16",)


@lru_cache(maxsize=65_536)
def is_symptom(code: str) -> bool:
    """Whether a code names no disease but what is felt, seen or measured."""
    return code.startswith(_beginnings()) and code not in SYNDROMES


def is_disease(code: str) -> bool:
    """Whether a code names a disease or an injury: no symptom, no cause of one, no status or circumstance."""
    return code[0] not in "VWXYZ" and not is_symptom(code)


@lru_cache(maxsize=1)
def _beginnings() -> tuple[str, ...]:
    return tuple(row[0] for row in rows("symptoms"))


def is_certain(mention: Mention) -> bool:
    """Whether the patient has it now, for sure."""
    said = mention.assertion
    return said.presence is Presence.PRESENT and said.time is Time.NOW and said.subject is Subject.PATIENT


def looked_for(coding: Coding) -> list[Mention]:
    """What an assessment, a plan or a course takes up, where no condition of it is certain; nothing where one is."""
    taken = [m for m in coding.reading.mentions if is_taken_up(m)]
    return [] if any(is_certain(m) and m.concept[0] not in "VWXYZ" for m in taken) else taken


def certainty(coding: Coding) -> tuple[bool, bool, bool]:
    """Of the assessment: whether it establishes anything, a disease, and whether something stays in doubt."""
    taken = [(a, m) for a in coding.assignments for m in a.mentions if is_taken_up(m)]
    sure = [a for a, m in taken if is_certain(m)]
    disease = any(is_disease(a.value) for a in sure)
    doubt = any(
        m.assertion.presence is Presence.POSSIBLE and m.standing is Standing.PROBLEM for _, m in taken
    )
    return bool(sure), disease, doubt
