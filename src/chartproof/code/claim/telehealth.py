"""How a service by video or telephone is told: by modifier or place, by payer and day (figures/telehealth.tsv)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.claim.figures import remote
from chartproof.code.claim.told import Told, first
from chartproof.model.coding import Coding, Fact
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Doing
from chartproof.model.record import ClaimKind, Encounter, Evidence, Payer, Setting

_METHOD_II = Pattern(r"\b(?:method ii|method 2)\b[^.\n]{0,40}|\bcah\b[^.\n]{0,30}\bmethod ii\b")
_STROKE = Pattern(r"\btele-?stroke\b|\b(?:acute (?:ischemic )?stroke|code stroke|stroke alert|acute cva)\b")
_OF_STROKE_SINCE = date(2019, 1, 1)
_CLINIC = Pattern(
    r"\b(?:fqhc|federally qualified health center|rhc|rural health clinic|opioid treatment program|otp)\b"
)
_CLINIC_SINCE = date(2022, 1, 1)
_FAILED = Pattern(
    r"\bvideo (?:failed|froze|dropped|did not work|connection (?:failed|lost))\b|\b(?:could not|unable to) connect by video\b"
)


def telehealth(encounter: Encounter, video: Evidence | None, audio: Evidence | None) -> Iterator[Told]:
    """The modifiers of a telehealth service; `video` and `audio` are the words that say how it was held."""
    day = encounter.began
    if day is None or not (video or audio):
        return
    only_audio = (
        audio if audio and (video is None or audio.start < video.start or _failed(encounter)) else None
    )
    yield from (
        _by_sound(encounter, only_audio, video, day) if only_audio else _by_sight(encounter, video, day)
    )
    if encounter.payer is Payer.MEDICARE and day >= _OF_STROKE_SINCE:
        stroke = first(encounter, _STROKE)
        if stroke:
            yield Told("G0", (stroke,))


def _failed(encounter: Encounter) -> bool:
    return first(encounter, _FAILED) is not None


def _by_sound(encounter: Encounter, audio: Evidence, video: Evidence | None, day: date) -> Iterator[Told]:
    medicare = encounter.payer is Payer.MEDICARE
    if medicare and day >= _CLINIC_SINCE:
        clinic = first(encounter, _CLINIC)
        if clinic:
            yield Told("FQ", (audio, clinic))
            return
    row = remote("medicare" if medicare else "other", "audio", day)
    if row and row.modifier:
        yield Told(row.modifier, (audio,))
    if video and row and row.modifier != "95":
        yield Told("95", (video, audio), "the service was held by telephone alone")


def _by_sight(encounter: Encounter, video: Evidence | None, day: date) -> Iterator[Told]:
    if video is None:
        return
    medicare = encounter.payer is Payer.MEDICARE
    method = first(encounter, _METHOD_II) if medicare else None
    if method:
        yield Told("GT", (video, method))
        return
    row = remote("medicare" if medicare else "other", "video", day)
    in_hospital = encounter.setting is Setting.OUTPATIENT
    if row is None or row.modifier:
        if row:
            yield Told(row.modifier, (video,))
    elif in_hospital or encounter.claim_kind is ClaimKind.FACILITY:
        yield Told("95", (video, Fact("setting", encounter.setting.value)))
    else:
        says = f"Medicare wants place of service 02 or 10 alone on {day} ({row.source})"
        yield Told("95", (video, Fact("payer", "medicare")), says)


def held(coding: Coding) -> tuple[Evidence | None, Evidence | None]:
    """The words that say a service was held by video, and those that say by telephone; only where it was held from afar."""
    far = coding.encounter.setting is Setting.TELEHEALTH
    said = {
        a.name: a.evidence
        for a in reversed(coding.reading.acts)
        if a.kind == "visit" and a.doing is not Doing.PLANNED
    }
    video = said.get("video")
    led = video is not None and video.start < _TITLE and coding.encounter.setting is Setting.OUTPATIENT
    if far or (led and first(coding.encounter, _AT_HOME)):
        return said.get("video"), said.get("audio only")
    return None, None


#: Words within so many characters of the beginning are what the record is called.
_TITLE = 100
_AT_HOME = Pattern(
    r"\b(?:patient|pt|he|she|they)\b[^.;\n]{0,24}\b(?:at|in|from) (?:his |her |their |own )?(?:own )?home\b"
)
