"""Kidney failure that a transplant ended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import joined_by_cause
from chartproof.code.icd10cm.wording import ahead, behind
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence
from chartproof.model.results import Reject
from chartproof.rules.core import rule

ENDED = "N18.6"
#: The same with hypertension, where one term names both: "ESRD from hypertensive nephrosclerosis".
WITH_HYPERTENSION = ("I12.0", "I13.11", "I13.2")
#: It is there again, or still; a rejection or an infection alone leaves the stage that is told.
AGAIN = ("T86.12", "Z76.82")
TROUBLED = ("T86.11", "T86.13")
STAGES = ("N18.1", "N18.2", "N18.3", "N18.4", "N18.5")
DIALYSIS = "Z99.2"
#: Glomerular diseases, which the kidneys failed of.
GLOMERULAR = ("N01", "N02", "N03", "N04", "N05", "N06", "N07")
#: Dialysis that was before: "was on PD".
_WAS_ON = Pattern(
    r"\b(?:was|previously|formerly|former|prior|had been) (?:on )?(?:(?:hd|pd|(?:hemo)?dialysis) via (?:\w+ ){0,2})?$",
    re.IGNORECASE,
)
#: The same behind it: "HD x 3y prior".
_PRIOR = Pattern(
    r"\W{0,3}(?:x|for|\u00d7) ?\d+(?:\.\d)? ?(?:y|yrs?|years?|mos?|months?) (?:prior|before)\b", re.IGNORECASE
)
_GRAFT = r"(?:DDRT|LRRT|LURT|LDRT|DDKT|LRKT|LURKT|LDKT)"
_WHOSE = (
    r"(?:(?:deceased|living|related|unrelated|donor|cadaveric|renal|kidney|underwent|received|had)[ -]){0,4}"
)
#: A transplant that is only waited for, or that was lost.
_NONE = (
    r"(?![^.;\n]*\b(?:list\w*|evaluation|candidate|workup|work-up|referral|failed|rejected|lost|await\w*)\b)"
)
#: The transplant that was for it, right before its name: "s/p DDRT 6/2019 for ESRD".
_FOR = Pattern(
    rf"\b(?:transplant\w*|{_GRAFT}|kidney tx|renal tx)\b{_NONE}[^.;\n]{{0,40}}"
    r"(?:\b(?:for|due to|2/2|secondary to|because of) (?:the |his |her )?|\()$",
    re.IGNORECASE,
)
#: The transplant that followed, right behind its name: "ESRD 2/2 IgAN, DDKT 8/2019", "ESRD s/p txp".
_THEN = Pattern(
    rf"^[^.;\n]{{0,60}}?(?:(?:,|->|\u2192|\(|\bthen)\s*(?:s/p )?{_WHOSE}(?:{_GRAFT}|(?:transplant(?:ed|ation)?|txp?)\b(?= (?:in )?(?:\d|'\d)))|"
    rf"\b(?:s/p|status[ -]post|followed by) {_WHOSE}(?:{_GRAFT}|transplant\w*|txp?\b)){_NONE}",
    re.IGNORECASE,
)
#: So far from its name the transplant may stand.
_NEAR = 90


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.14.a.2", URL),
)
def kidney_failure_before_transplant(coding: Coding, _: Books) -> Iterator[Reject]:
    """End-stage kidney disease told as what a transplant was for is over, and the dialysis before it; what is left of it is coded by its stage."""
    dialysis = coding.having(DIALYSIS)
    ended = tuple(a for a in dialysis if _was_before(a))
    if coding.having(*AGAIN) or len(ended) < len(dialysis):
        return
    if coding.having(*TROUBLED) and not coding.having(*STAGES):
        return
    for failure in coding.having(ENDED, *WITH_HYPERTENSION):
        if failure.mentions and all(_is_ended(m) for m in failure.mentions):
            yield Reject(failure, Why.HISTORY)
            yield from (Reject(before, Why.HISTORY) for before in ended)
            yield from (Reject(native, Why.HISTORY) for native in _brought_by(failure, coding))


def _brought_by(failure: Assignment, coding: Coding) -> Iterator[Assignment]:
    """The disease of the patient's own kidneys that the failure is laid to, named in its line alone: "ESRD from IgAN, s/p LRRT"."""
    lines = {m.line for m in failure.mentions}
    for native in coding.having(*GLOMERULAR):
        if all(m.line in lines for m in native.mentions) and joined_by_cause(failure, native):
            yield native


def _was_before(dialysis: Assignment) -> bool:
    """Whether wherever a dialysis is told, and not denied, it is told as of before."""
    told = [m for m in dialysis.mentions if m.assertion.presence is not Presence.ABSENT]
    return all(_WAS_ON.search(ahead(m, 40)) or _PRIOR.match(behind(m, 24)) for m in told)


def _is_ended(mention: Mention) -> bool:
    """Whether a transplant is told right before its name as what was for it, or right behind it as what followed."""
    return bool(_FOR.search(ahead(mention, _NEAR)) or _THEN.search(behind(mention, _NEAR)))
