"""Care of a patient who elected hospice: by an attending the hospice does not employ (GV), or of another condition (GW)."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.claim.told import Told, first, sentence
from chartproof.model.pattern import Pattern
from chartproof.model.record import ClaimKind, Encounter, Payer

_ATTENDING = Pattern(
    r"\b(?:i am|i'm|i remain|i serve as|as|designated|elected|named)[^.;\n]{0,24}\battending(?: of record)?\b|\battending (?:physician )?(?:of record )?(?:for|of) (?:\w+ )?hospice\b|\b(?:and|as) (?:his|her|their|the patient's) attending\b"
)
_FREE = Pattern(
    r"\b(?:not|nor) (?:an? )?(?:employ\w*|paid|contracted|affiliated|compensated)\b[^.;\n]{0,50}\bhospice\b|\bindependent of (?:the )?hospice\b|\bhospice\b[^.;\n]{0,30}\b(?:does not|doesn't) (?:employ|pay)\b"
)
_BOUND = Pattern(
    r"\b(?<!not )(?:employed|paid|contracted) (?:by|with|under)[^.;\n]{0,30}\bhospice\b|\bhospice (?:medical director|physician|employee|team physician)\b"
)
_OTHER = Pattern(
    r"\b(?:unrelated|not related|no relation|non-?related) to (?:the |his |her |their )?(?:\w+ )?(?:terminal|hospice)\b[^.;\n]{0,30}|\bunrelated to the reason for hospice\b"
)
_SAME = Pattern(
    r"\b(?<!not )(?<!un)related to (?:the |his |her |their )?(?:\w+ )?(?:terminal|hospice)\b[^.;\n]{0,30}|\bis (?:the|his|her) terminal (?:illness|condition|diagnosis)\b"
)
_ENROLLED = Pattern(r"\bhospice\b")


def hospice(encounter: Encounter) -> Iterator[Told]:
    """GV and GW for Medicare's hospice patients, as the record says."""
    if encounter.payer is not Payer.MEDICARE or first(encounter, _ENROLLED) is None:
        return
    other = first(encounter, _OTHER)
    same = None if other else first(encounter, _SAME)
    if other:
        yield Told("GW", (other,))
    elif same:
        yield Told("GW", (same,), "the condition is related to the terminal illness")
    attending = first(encounter, _ATTENDING)
    if attending is None or other or encounter.claim_kind is ClaimKind.FACILITY:
        return
    bound, free = first(encounter, _BOUND), first(encounter, _FREE)
    if free:
        yield Told("GV", (attending, free))
    elif bound:
        yield Told(
            "GV", (attending, bound), "the hospice employs or pays the attending; it bills the service itself"
        )
    elif "hospice" in sentence(encounter, attending).words.lower():
        yield Told(
            "GV",
            (attending,),
            "the record does not say that the hospice neither employs nor pays the attending",
        )
