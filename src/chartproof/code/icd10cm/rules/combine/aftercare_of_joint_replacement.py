"""Rehabilitation after a joint was replaced."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.recovering import seen_after
from chartproof.code.icd10cm.saying import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence, Setting
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.numbers import spelled

_JOINT = r"\b(?:replacement|arthroplasty|TKA|THA|TKR|THR|TSA)\b"
_SPAN = rf"\b(?:\d{{1,2}}|{spelled()})[ -]?(?:days?|weeks?|wks?|months?|mos?)"
_REHABILITATION = Pattern(
    r"\b(?:rehab(?:ilitation)?|physical therapy|therapy|aftercare)\b[^.;\n]{0,40}\b(?:after|following|status post|s/p|post)\b"
    r"|\b(?:s/p|status post|after|from)\b[^.;\n]{0,60}\b(?:post-?op(?:erative)?|surgical|wound|staple) (?:check|visit|follow-?up|removal)\b"
    rf"|{_JOINT}[^.;\n]{{0,30}}{_SPAN} (?:post[- ]?op(?:eratively)?|out|s/p)\b"
    r"|\b(?:replacement|arthroplasty|TKA|THA|TKR|THR|TSA)\b[^.;\n]{0,30}\b(?:aftercare|routine healing)\b"
    rf"|{_SPAN} (?:s/p|status post|after|following|out from|post)\b[^.;\n]{{0,40}}{_JOINT}"
    rf"|{_JOINT},? {_SPAN}(?:[ -](?:post-?op\w* )?(?:check|visit|follow-?up|recheck))?(?=\.|;|,|\n|$)"
    rf"|\b(?:s/p|status post)\b[^.;\n]{{0,40}}{_JOINT},? {_SPAN}\b(?! ago)"
    r"|\bpost-?op(?:erative)? (?:check|visit|follow-?up)\b[^.;\n]{0,40}\b(?:after|following|status post|s/p|from)\b",
    re.IGNORECASE,
)
#: The joint by the status its replacement leaves, and the arthritis it ended; the last digit is the side.
JOINTS = {"Z96.64": ("M16.", "M19.9"), "Z96.65": ("M17.", "M19.9"), "Z96.61": ("M19.01", "M19.9")}

_REPLACED = r"(?:[\w-]+ )?(?:replacement|arthroplasty)"
#: How each joint's replacement is called.
_NAMED = {
    "Z96.64": rf"hip {_REPLACED}|TH[AR]",
    "Z96.65": rf"knee {_REPLACED}|(?:[tu]k|pk)[ar]",
    "Z96.61": rf"shoulder {_REPLACED}|r?TSA",
}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "II.K", URL),
)
def aftercare_of_joint_replacement(coding: Coding, _: Books) -> Iterator[Give]:
    """Rehabilitation after a joint was replaced for arthritis is aftercare: the arthritis of that joint is no longer present."""
    if not coding.having(*JOINTS) or coding.having("S", "T84", "M80", "M84"):
        return
    seen = {begins: seen_after(coding, joint) for begins, joint in _NAMED.items()}
    in_care = coding.encounter.setting is Setting.REHAB or any(said(coding, _REHABILITATION))
    for begins, arthritis in JOINTS.items():
        for joint in coding.having(begins):
            lately = _lately(joint, coding)
            if seen[begins] or lately or (in_care and joint.needed is Needed.ADDRESSED):
                gone = tuple(a for a in coding.having(*arthritis) if _same_side(a, joint))
                gone += coding.having("Z48.89", "Z47.89")
                told = seen[begins] or lately
                because = (joint, *gone, *((told,) if told else ()))
                yield Give("Z47.1", because, gone, Needed.ADDRESSED, Why.HISTORY)


#: Where a patient is cared for after an operation, and how long.
_AT_HOME = frozenset({Setting.HOME_HEALTH, Setting.NURSING})
_DAYS = 92
_DATE = Pattern(r"[^.;\n]{0,24}?\b(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:20)?\d\d)\b")


def _lately(joint: Assignment, coding: Coding) -> Evidence | None:
    """Where care at home or in a nursing facility begins within three months of the replacement: the words that date it."""
    began = coding.encounter.began
    if coding.encounter.setting not in _AT_HOME or began is None:
        return None
    for mention in joint.mentions:
        text = coding.encounter.document(mention.document).text
        found = _DATE.match(text, mention.evidence[-1].end)
        if found is None:
            continue
        month, day, year = int(found["month"]), int(found["day"]), int(found["year"]) % 100 + 2000
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            ago = (began - date(year, month, day)).days
            if 0 <= ago <= _DAYS:
                return coding.encounter.document(mention.document).quote(
                    mention.evidence[0].start, found.end()
                )
    return None


def _same_side(arthritis: Assignment, joint: Assignment) -> bool:
    """The last digit is the side; arthritis of no side or site is of this joint too."""
    both = joint.value[-1] == "3"
    return both or arthritis.value[-1] in {joint.value[-1], "9"} or arthritis.value.startswith("M19.9")
