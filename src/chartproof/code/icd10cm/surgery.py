"""What an operation was for, and whether it was done: the words of operative and admission notes."""

from __future__ import annotations

import re

from chartproof.code.icd10cm.complications import is_complication
from chartproof.code.icd10cm.leading import first_of, may_lead, stays
from chartproof.code.icd10cm.saying import behind
from chartproof.model.coding import Assignment, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention
from chartproof.terms.cause import WHY

_OPERATION = (
    r"(?:surgery|operation|procedure|\w{3,}(?:ectomy|otomy|ostomy|oplasty|plasty|rrhaphy|oscopy|pexy|desis)|"
    r"repair|replacement|fixation|release|extraction|excision|resection|bypass|ablation|THA|TKA)"
)
#: What stands behind these words is why the operation is done.
_FOR = Pattern(
    rf"\b{_OPERATION}\b(?:(?!cancel|abort|postpon|\bnot\b|\bfollowed\b)[^.;\n]){{0,40}}?\b(?:for|{WHY})\b",
    re.IGNORECASE,
)
#: The condition right before the operation: cataract surgery, hernia repair.
_ITS = Pattern(rf"[ -](?:\w+[ -]){{0,1}}?{_OPERATION}\b", re.IGNORECASE)
#: An operation on the day, from home.
OUTPATIENT_SURGERY = Pattern(
    rf"\b(?:outpatient|same[- ]day|ambulatory)\s+(?:\w+\s+){{0,4}}?{_OPERATION}\b|(?<!the )(?<!that )\bday[- ](?:surgery|case)\b|\b{_OPERATION}[,;]?\s+outpatient\b",
    re.IGNORECASE,
)
#: An operation or treatment that was not carried out.
NOT_CARRIED_OUT = Pattern(
    rf"\b(?:{_OPERATION}|case)\b(?:\s+(?:was|is|has been|had to be|therefore|then)){{0,3}}\s+"
    r"(?:cancel+ed|aborted|postponed|called off|abandoned|not (?:done|performed|carried out)"
    rf"(?=[^.\n]{{0,40}}\b(?:because|{WHY}|since|given)\b))\b"
    rf"|\b(?:cancel+ed|aborted|postponed|called off)\s+(?:the\s+)?(?:\w+\s+){{0,2}}?(?:{_OPERATION}|case)\b",
    re.IGNORECASE,
)


#: Complications of a device that an operation seldom meets on the day that it is put in.
EARLIER = ("K95.0", "T85.4", "T84.0", "T84.1", "T84.2", "T84.3", "T84.4", "T84.84")


def reason_for_surgery(coding: Coding) -> Assignment | None:
    """The condition the operation was for: the postoperative diagnosis, the final one, the preoperative one, or what it is said to be for."""
    able = [a for a in coding.assignments if may_lead(a) and a.value[0] != "Z" and not _is_of_today(a)]
    before = any(m.section == "preop_dx" for m in coding.reading.mentions)
    final = ("pathology_dx", "discharge_dx") if before else ()  # what was awaited when the operation ended
    same = (("postop_dx", "preop_dx"),) if stays(coding) else ()
    for parts in (*same, ("postop_dx",), final, ("preop_dx",), ("indications",)):
        named = [a for a in able if any(m.section in parts for m in a.mentions)]
        if named:
            return first_of(named, coding)
    operated = {m.concept[:3] for m in coding.reading.mentions if behind(m, _FOR) or _operated(m)}
    told = [a for a in able if a.value[:3] in operated]
    return first_of([a for a in told if a.needed is Needed.ADDRESSED] or told, coding)


def _is_of_today(assignment: Assignment) -> bool:
    """Whether a complication may be one of this operation: of no device that was in before, and not named before the operation."""
    before = assignment.value.startswith(EARLIER) or any(m.section == "preop_dx" for m in assignment.mentions)
    return is_complication(assignment) and not before


def _operated(mention: Mention) -> bool:
    """Whether the words of an operation on it stand right behind it."""
    end = mention.evidence[-1].end - mention.line.start if mention.evidence else 0
    return bool(_ITS.match(mention.line.words, end))
