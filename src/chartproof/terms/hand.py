"""Whose hand a record is in, where that decides what of it may be billed: a surgeon's, an anesthetist's, an ambulance crew's."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from chartproof.model.document_kind import DocumentKind, is_of_one_procedure, kind_called
from chartproof.model.pattern import Pattern
from chartproof.model.record import Document
from chartproof.terms.sought import first, may_say


class Hand(Enum):
    """Those whose records tell of no visit, and name work by what it was part of."""

    SURGEON = "surgeon"
    ANESTHETIST = "anesthetist"  # names the operation, which is the surgeon's
    CREW = "ambulance crew"  # names what was done on the way, which is part of the transport


_OPERATORS = (
    r"(?:\w* ?surgeons?|gynecologists?|obstetricians?|urologists?|(?:interventional |invasive )?cardiologists?|electrophysiologists?|podiatrists?|"
    r"otolaryngologists?|ophthalmologists?|orthopa?edists?|proceduralists?|operators?|interventional \w+)"
)
#: How each begins its record.
_CALLED = {
    Hand.ANESTHETIST: Pattern(
        r"\banesthe(?:sia|tic|siology|tist|siologist)'?s?(?: (?:care|intra-?op\w*|procedure|billing|case|service|time|team|professional))* (?:record|report|note|summary|chart|sheet|log)\b|\b(?:crna|nurse anesthetist)(?:'s)? (?:record|note|report|claim)\b"
    ),
    Hand.SURGEON: Pattern(
        rf"\b(?:operative|operation|op|surgical|surgery|procedure|catheterization|cath lab|cath|ep|ep lab|ablation|device implant\w*|structural heart|endovascular|endoscopy) (?:report|note|record)\b|\b(?:ep|cath|endoscopy|ir|or)(?: lab| suite| room)? (?:procedure|case)\b|\b{_OPERATORS}'?s? (?:\w+ ){{0,2}}(?:report|operative note|procedure note)\b|"
        r"^\W*interventional (?:\w+ )?report\b|\bmohs\b[^.]{0,30}\b(?:note|report|record)\b"
    ),
    Hand.CREW: Pattern(
        r"\b(?:ambulance|ems|paramedic|prehospital|air medical|flight|medical transport|critical care transport|transport) (?:\w+ ){0,2}(?:report|record|sheet|narrative|log|ticket|transport|note|claim)\b|"
        r"\bpatient care report\b|\b(?:run|trip) (?:report|sheet|ticket)\b|^\W*(?:e?pcr|ambulance)\b|\b(?:als|paramedic|medic) intercept\b"
    ),
}
#: Who begins a record of anesthesia that has no title, and what such a record tells.
_PERSON = Pattern(
    r"\b(?:anesthesiologist|crna|nurse anesthetist|anesthesia (?:for|service|team|provider|group|department|care)|(?:general|spinal|monitored|regional) anesthesia|mac|anesthetic)\b(?!.*\b(?:pain|steroid|clinic|pre-?op\w*|evaluation|consult\w*)\b)"
)
_TOLD = Pattern(r"\basa\b(?! ?\d\d)|\bp[1-6]\b|\bphysical status\b|\banesthesia (?:time|start|began|from)\b")
#: What only who operated says of himself.
_OF_SURGEONS = r"\b(?:implanting|operating|performing) physician's (?:own )?(?:claim|bill)\b|(?:^|(?<=[.;:] ))(?:sole|same) surgeon\b"
#: What only each writes down, wherever it stands.
_WRITES = {
    Hand.ANESTHETIST: Pattern(
        r"\b(?:anesthesia|anes\.?|anesthetic) (?:care )?(?:start|begin|began|started|stop|stopped|end|ended|finish|time|times|minutes)\b(?! out)|"
        r"\banesthesia was (?:begun|started|ended|stopped)\b|\banesthesiologist(?:,| working| was)? (?:alone|personally|solo)\b|\b(?:anesthesiologist|crna|nurse anesthetist)'s (?:own )?claim\b"
    ),
    Hand.CREW: Pattern(
        r"\bloaded (?:statute |ground )?mil(?:e|es|eage)\b|\bmil(?:es|eage) loaded\b|\bmiles? with (?:the )?patient (?:on board|aboard)|"
        r"\b(?:bls|als|sct|als ?[12]) (?:\w+ ){0,2}(?:unit|ambulance|crew)\b[^.]{0,60}\b(?:dispatched|responded|requested)\b|"
        r"\bloaded (?:odometer|distance)\b|^\W*(?:911|9-1-1) (?:response|call|dispatch)\b[^.]*\.(?:[^.]*\.){0,3}[^.]*\b(?:transport\w*|paramedic|emts?)\b"
    ),
    Hand.SURGEON: Pattern(
        rf"\b{_OPERATORS}'s (?:own )?(?:claim|bill|billing)\b|{_OF_SURGEONS}|"
        r"\bi, (?:an? |the )?(?:[\w-]+ ){0,2}surgeon\b|\bfirst assist(?:ant)?\b|\bassistant's (?:own )?claim\b|\bdate of (?:op|operation|surgery)\b"
    ),
}
#: Parts of a visit or a stay, that tell of more than an operation.
_OF_A_STAY = Pattern(
    r"^[ \t]*(?:hospital course|assessment(?: and plan|/plan)?|a/p|plan|review of systems|ros|vitals?|vital signs|physical exam\w*|history of present illness|hpi|discharge \w+)\b[ \t]*[:\n]",
    re.MULTILINE,
)
#: Other titles of reports, but for those of tests and of visits.
_REPORT = Pattern(
    r"^(?!.*\b(?:study|tests?|monitor\w*|holter|sleep|stress|consult\w*|visit|progress|therap\w+|evaluation|screen\w*|incident|school|employer|clinic|office|urgent|follow\w*|medical|admission|exam\w*|annual|wellness|check\w*|nurs\w*|patient|assessment|case|status|psych\w*)\b)\W*(?:[\w'-]+ ){1,5}report\W*$"
)
_BEFORE = Pattern(r"\bpre-?op(?:erative)? (?:diagnos[ie]s|dx)\b")
_AFTER = Pattern(r"\bpost-?op(?:erative)? (?:diagnos[ie]s|dx)\b")
#: What labels the operation.
_DONE = Pattern(r"^\W*(?:proc(?:edure)?s?|operations?)(?: performed| done)?\s*:", re.MULTILINE)
_FIRST = Pattern(r"[.:\n](?!\\d)")
#: A title stands in the first characters, the diagnosis that led to an operation soon after.
_TITLE, _OPENING = 120, 400


def hand_of(document: Document) -> Hand | None:
    """Whose record a document is: by what it is called, else by what only they write; None for any other."""
    return _hand((document.kind or "").lower(), document.text)


@lru_cache(maxsize=64)
def _hand(kind: str, text: str) -> Hand | None:
    low = text.lower()
    titles = (f"{kind} record", _FIRST.split(low.strip()[:_TITLE])[0])
    if _PERSON.search(titles[1]) and first(_TOLD, low):
        return Hand.ANESTHETIST
    for hand, pattern in _CALLED.items():
        if any(pattern.search(title) for title in titles):
            return hand
    if _REPORT.search(titles[1]) and kind_called(titles[1]) in {None, DocumentKind.OPERATIVE}:
        return Hand.SURGEON
    if (_BEFORE.search(low, 0, _OPENING) and first(_AFTER, low)) or (
        _AFTER.search(low, 0, _OPENING) and _DONE.search(low, 0, _OPENING)
    ):
        return Hand.SURGEON
    plain = " ".join(low.split())
    writer = next(
        (hand for hand, pattern in _WRITES.items() if may_say(pattern, plain) and pattern.search(plain)), None
    )
    if writer is Hand.SURGEON and (
        first(_OF_A_STAY, low) or kind_called(titles[1]) not in {None, DocumentKind.OPERATIVE}
    ):
        return None
    if (
        writer is None
        and kind_called(titles[1]) in {None, DocumentKind.OPERATIVE}
        and is_of_one_procedure(text)
    ):
        return Hand.SURGEON
    return writer
