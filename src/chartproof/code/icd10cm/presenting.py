"""What the patient came with, as the record tells it before anything was studied."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.icd10cm.leading import may_lead
from chartproof.code.icd10cm.saying import CAME, behind
from chartproof.model.coding import Assignment, Coding, Rejected, Why
from chartproof.model.reading import Mention, Presence, Standing, Subject, Time

#: Documents written when the patient comes in; in order of what they say of it.
_ARRIVING = ("history and physical", "h&p", "admission", "admit", "emergency", "ed ")
#: Why a code was taken away that still names what the patient came with.
_STILL = frozenset({Why.UNCERTAIN, Why.INTEGRAL, Why.NOT_MANAGED, Why.LESS_SPECIFIC, Why.UNSUPPORTED})


def at_admission(coding: Coding) -> Assignment | Rejected | None:
    """What the patient was taken in for, as first thought: an admitting diagnosis, the assessment on arrival, the complaint."""
    arriving = [d.id for d in coding.encounter.documents if _arrives(d.kind, d.id)]
    for wanted in (
        lambda m: m.section == "admission_dx",
        lambda m: m.document in arriving and m.standing is Standing.PROBLEM,
        lambda m: m.document in arriving and m.standing is Standing.ASSESSED,
        lambda m: m.standing is Standing.REASON,
        lambda m: behind(m, CAME),
    ):
        for mention in coding.reading.mentions:
            if wanted(mention) and _is_his(mention):
                found = coded_as(coding, mention)
                if found is not None:
                    return found
    return None


def complaints(coding: Coding) -> Iterator[Assignment | Rejected]:
    """What the patient came for, in the order told: the chief complaint and the reason for the visit."""
    seen: set[str] = set()
    for mention in coding.reading.mentions:
        if mention.standing is Standing.REASON and _is_his(mention):
            found = coded_as(coding, mention)
            if found is not None and found.code.value not in seen:
                seen.add(found.code.value)
                yield found


def coded_as(coding: Coding, mention: Mention) -> Assignment | Rejected | None:
    """The code that a mention ended in, or the one it would have been."""
    words = set(mention.evidence)
    for given in coding.assignments:
        if mention in given.mentions and may_lead(given):
            return given
    for gone in coding.rejected:
        same = gone.why in _STILL and gone.code.value.startswith(mention.concept[:3])
        if same and words & set(gone.proof.words()) and may_lead(gone):
            return gone
    return None


def _arrives(kind: str | None, ident: str) -> bool:
    said = f"{kind or ident} ".lower()
    return any(word in said for word in _ARRIVING) and "discharge" not in said


def _is_his(mention: Mention) -> bool:
    """The patient's own, now, and not said to be absent; it may be in doubt."""
    said = mention.assertion
    return (
        said.presence is not Presence.ABSENT
        and said.time is Time.NOW
        and said.subject is Subject.PATIENT
        and mention.concept[0] not in "VWXY"
    )
