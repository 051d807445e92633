"""An anesthetist's record: which operation it was for, its minutes, the patient's class, and who gave it for how many rooms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from chartproof.code.services.finding import quote, text_of
from chartproof.code.services.operations import Chosen, chosen, masked
from chartproof.code.services.wounds import sentences, whole
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene
from chartproof.terms.numbers import NUMBER, number

_LABEL = Pattern(
    r"(?:^|\n|\. |; )[ \t*-]*(?:planned |proposed |scheduled |actual |surgical |performed )?(?:procedures?|operations?|surgery|surger(?:y|ies)|case)(?:\(s\))?(?: performed| done)?[ \t]*:[ \t]*(?P<named>[^\n]+)"
)
_FOR = Pattern(
    r"\b(?:anesthe(?:sia|tic|tized)|mac|block|sedation)\b[^.\n]{0,40}?\bfor\b|\bunder(?:go|going|went)\b|\bscheduled for\b|\bpresent(?:s|ed)? for\b|\bhere for\b"
)


def operation_of(scene: Scene, done: Done) -> Chosen | None:
    """The row of the operation that was done under this anesthesia: as it is labelled, else as a sentence says, else of the whole."""
    for spans in _naming(scene, done):
        for span in spans:
            row = chosen(scene, replace(done, near=span, scene=span), "anesthesia")
            if row is not None:
                return row
    return None


def _naming(scene: Scene, done: Done) -> Iterator[list[Evidence]]:
    record = whole(scene, done)
    low = text_of(scene, record)
    labelled = [quote(scene, record, *m.span("named")) for m in _LABEL.finditer(low)]
    yield labelled
    yield [s for s in sentences(scene, record) if _FOR.search(s.words.lower())]
    yield [record]


_CLOCK = r"(?P<{0}h>[012]?\d):?(?P<{0}m>[0-5]\d)(?! ?(?:mg|ml|mcg|cc|min|g\b))(?: ?h(?:rs|ours)?)?\s?(?P<{0}a>[ap]\.?m\b)?"
_OURS = r"\b(?:anesthesia|anes\.?|anesthetic|epidural|neuraxial)(?: (?:care|time|service|provider))*"
_GAP = r"[^\d\n]{0,24}?"
_STARTED = Pattern(
    rf"{_OURS},? ?(?:was )?(?:start(?:ed)?|began|begun|begins?|in)\b{_GAP}{_CLOCK.format('s')}"
)
_ENDED = Pattern(
    rf"{_OURS},? ?(?:was )?(?:stop(?:ped)?|end(?:ed|s)?|finish(?:ed)?|out|complete[sd]?)\b{_GAP}{_CLOCK.format('e')}"
)
_HANDED = Pattern(
    rf"\b(?:handed (?:off|over|to)|transfer(?:red)? to|care transferred|turned over|arriv\w+ (?:in|at)|report (?:given )?(?:to|in)|(?:to|in) (?:the )?(?:pacu|recovery)|recovery|pacu|(?:end|stop|out)(?: time)?)\b{_GAP}{_CLOCK.format('e')}"
)
_RANGE = Pattern(
    rf"(?<!surgery )(?<!procedure )(?<!incision )(?:\bfrom )?{_CLOCK.format('s')},? ?(?:-|\u2013|to|until|through|till) ?{_CLOCK.format('e')}"
)
_BETWEEN = Pattern(
    rf"{_OURS}\b[^\d\n]{{0,30}}?{_CLOCK.format('s')}\s?(?:-|\u2013|to|until|through|and|,|/|;)*{_GAP}{_CLOCK.format('e')}"
)
_PLAIN = Pattern(
    rf"(?<!surgery )(?<!surgical )(?<!procedure )(?<!incision )\bstart(?:ed|ing)?(?: time)?\b{_GAP}{_CLOCK.format('s')}[^\n]{{0,40}}?(?<!surgery )(?<!surgical )(?<!procedure )\b(?:stop(?:ped)?|end(?:ed)?|finish(?:ed)?)(?: time)?\b{_GAP}{_CLOCK.format('e')}"
)
_TOTAL = Pattern(
    r"(?:\btotal (?:anesthesia |anesthetic )?(?:time|minutes)|\b(?:anesthesia|anesthetic) (?:time|minutes|duration|total))\b[^\d\n]{0,24}(?:(?P<h>\d{1,2}) ?(?:hours?|hrs?|h)\b(?: and|,)? ?)?(?:(?P<m>\d{1,3}) ?(?:minutes?|mins?|m)?\b(?![:\d]))?"
    r"|\b(?P<m2>\d{2,3}) ?(?:minutes?|mins?) (?:of |total )?(?:anesthesia|anesthetic)|\b(?P<m3>\d{2,3}) anesthesia (?:minutes|min)|\btotal:? (?P<m4>\d{2,3}) ?min(?:ute)?s?\b"
)
_DAY = 24 * 60


def minutes(scene: Scene, done: Done) -> tuple[int, Evidence] | None:
    """The minutes of the anesthesia: from its start to its end, else as totalled; the operation's own times are none of it."""
    record = whole(scene, done)
    low = text_of(scene, record)
    started = _STARTED.search(low)
    ended = _ENDED.search(low) or (_HANDED.search(low, started.end()) if started else None)
    if started and ended and ended.end() > started.start():
        spent = _spent(started, ended)
        return spent, quote(scene, record, started.start(), ended.end())
    for pattern in (_BETWEEN, _PLAIN):
        if match := pattern.search(low):
            return _spent(match, match), quote(scene, record, *match.span())
    for match in _TOTAL.finditer(low):
        told = int(match["h"] or 0) * 60 + int(match["m"] or match["m2"] or match["m3"] or match["m4"] or 0)
        if told:
            return told, quote(scene, record, *match.span())
    if match := _RANGE.search(low):
        return _spent(match, match), quote(scene, record, *match.span())
    return None


def _spent(first: re.Match[str], last: re.Match[str]) -> int:
    begins, ends = _of_day(first, "s"), _of_day(last, "e")
    if first["sa"] and last["ea"]:
        return (ends - begins) % _DAY
    return (ends - begins) % (_DAY // 2 if ends < begins < _DAY // 2 + 60 else _DAY)


def _of_day(match: re.Match[str], which: str) -> int:
    hour, half = int(match[which + "h"]), (match[which + "a"] or "")[:1]
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return hour * 60 + int(match[which + "m"])


_CLASS = Pattern(
    r"\b(?:asa(?![- ]?\d{2})|physical status|asa-ps|p\.s\.)(?:[ -]?(?:physical status|ps|class(?:ification)?|score|status|p/s))*[ :=#(-]{0,3}(?:asa |p|class )?(?P<n>[1-6]|iii|ii|iv|i|vi|v)[ -]?(?P<e>e)?\b(?! ?mg)|\b(?P<p>p[1-6])\b"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}


@dataclass(frozen=True, slots=True)
class Class:
    """The patient's physical status, 1 to 6, and whether it is marked as an emergency."""

    number: int
    emergency: bool
    words: Evidence


def class_of(scene: Scene, done: Done) -> Class | None:
    """The physical status the record gives."""
    record = whole(scene, done)
    match = _CLASS.search(text_of(scene, record))
    if match is None:
        return None
    told = match["n"] or match["p"][1:]
    value = _ROMAN.get(told) or int(told)
    return Class(value, match["e"] is not None, quote(scene, record, *match.span()))


_DOCTOR = Pattern(
    r"\b(?:anesthesiologist|attending anesthesia|anesthesi\w+ attending|physician anesthesi\w+|md anesthesia|anesthesia md|teaching anesthesi\w+)\b|\bi (?:medically |personally )?(?:directed|supervised)\b|\b(?:directed|supervised|direction|supervision) (?:by|of) dr\b|"
    r"\banesthesia (?:record|note|report)?,? ?(?:by|provider)?[:,]? ?(?:dr\.? \w+|[^\n.]{2,40}?\b(?:md|do|m\.d\.)(?!\w))"
)
_NURSE = Pattern(
    r"\b(?:c\.?r\.?n\.?a|nurse anesthetists?|crnas|anesthesiologist assistants?|anesthesia assistants?|caa|srna)\b"
)
_RESIDENT = Pattern(r"\b(?:anesthesia |anesthesiology )?(?:resident|fellow)\b")
_PERSONAL = Pattern(
    r"\bpersonally (?:performed|administered|provided|gave)|\b(?:performed|administered|given|provided) (?:personally|solely|alone|entirely) by|\b(?:no|without(?: a)?) (?:crna|nurse anesthetist|resident)|\bcrna ?: ?(?:none|n/?a|no|-)|\bsolo\b"
)
_ALONE = Pattern(
    r"\b(?:without|no|not under|non-?)[- ]?(?:physician |anesthesiologist |any )?(?:medical(?:ly)? )?(?:direct(?:ion|ed)|supervis(?:ion|ed))|\bnot (?:medically )?(?:directed|supervised)|\bindependent(?:ly)?\b|\bno anesthesiologist\b|\bwithout an? anesthesiologist\b|\bopt-?out\b"
)
_DIRECTED = Pattern(r"\bmedical(?:ly)? direct\w+|\bdirect(?:ed|ing|ion)\b|\bsupervis\w+|\bconcurren\w+")
_ROOMS = Pattern(
    rf"\b(?P<a>{NUMBER})[ -](?:\w+ )?(?:concurrent|simultaneous|overlapping|other concurrent)\b|\b(?:concurrent(?:ly)?|simultaneous(?:ly)?|direct(?:ing|ed)|supervis(?:ing|ed)|covering|oversaw|overseeing|medically direct(?:ing|ed))\b[^.\d\n]{{0,30}}?\b(?P<b>{NUMBER})\b(?! ?(?:minutes|min|hours|mg|years|crna\b.{{0,20}}(?:start|end)))|"
    rf"\bone of (?P<c>{NUMBER})\b|\b1 of (?P<d>\d)\b|\b1 ?: ?(?P<e>\d)\b|\b(?P<f>{NUMBER}) (?:rooms|cases|crnas|anesthetizing|anesthetics|operating rooms|nurse anesthetists)\b|\bconcurrency:? ?(?P<g>\d)"
)
_SINGLE = Pattern(
    r"\b(?:one|a single|single|1|only this|this one) (?:crna|nurse anesthetist|room|case|anesthetist)\b|\bone-to-one\b|\bonly this (?:case|room)\b|\bno (?:other|concurrent) (?:rooms?|cases?)\b"
)
_THEIRS = Pattern(
    r"\b(?:claim|billing|bill|billed|coding)\b[^.\n]{0,40}\b(?:crna|nurse anesthetist|caa)\b|\b(?:crna|nurse anesthetist|caa)(?:'s)? (?:own )?(?:claim|bill)\b|\bi am (?:the|a) (?:crna|nurse anesthetist)|^\W*(?:crna|nurse anesthetist)(?:'s)? (?:record|note|report|claim)\b"
)
_FOUR = 4


def given_by(scene: Scene, done: Done) -> tuple[str, tuple[Evidence, ...]] | None:
    """The modifier that says who gave the anesthesia and for how many rooms; None where the record leaves it open."""
    record = whole(scene, done)
    low, plain = text_of(scene, record), masked(text_of(scene, record), ())

    def seen(pattern: Pattern, text: str) -> Evidence | None:
        match = pattern.search(text)
        return quote(scene, record, *match.span()) if match else None

    doctor, nurse = seen(_DOCTOR, plain), seen(_NURSE, plain)
    alone, personal = seen(_ALONE, low), seen(_PERSONAL, low)
    if nurse and alone:
        return "QZ", (nurse, alone)
    if personal and doctor:
        return "AA", (doctor, personal)
    if doctor and not nurse:
        return ("AA", (doctor,)) if seen(_RESIDENT, plain) or not seen(_DIRECTED, plain) else None
    if doctor is None or nurse is None:
        return None
    rooms = _rooms(scene, record)
    if theirs := seen(_THEIRS, low):
        return "QX", (nurse, theirs)
    if rooms is None:
        return None
    code = "QY" if rooms[0] == 1 else "QK" if rooms[0] <= _FOUR else "AD"
    return code, (doctor, rooms[1])


def _rooms(scene: Scene, record: Evidence) -> tuple[int, Evidence] | None:
    low = text_of(scene, record)
    if match := _SINGLE.search(low):
        return 1, quote(scene, record, *match.span())
    for match in _ROOMS.finditer(low):
        told = next((g for g in match.groups() if g), None)
        if told and 0 < number(told) < _MANY:
            return number(told), quote(scene, record, *match.span())
    return None


#: A greater number counts no rooms.
_MANY = 20
