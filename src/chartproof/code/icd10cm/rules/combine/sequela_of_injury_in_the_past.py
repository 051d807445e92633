"""What an old injury left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.episodes import POST_TRAUMATIC
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Rejected, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.cause import DUE_TO, FROM, LATE_EFFECT

_LEFT = Pattern(
    rf"\b(?:{FROM}|following|as an? result of|(?:{LATE_EFFECT}) of)\b",
    re.IGNORECASE,
)
#: The same of a delivery or a pregnancy, where "following" only says when.
_LEFT_BY_BIRTH = Pattern(rf"\b(?:{DUE_TO}|(?:{LATE_EFFECT}) of)\b", re.IGNORECASE)
#: Between post-traumatic arthritis and the injury it is of.
_AFTER = Pattern(
    r"(?<!\w)(?:s/p|status post|after|since|old|previous|prior|remote|h/o|history of)(?!\w)", re.IGNORECASE
)
#: Between a scar and the injury whose place it is at.
_AT = Pattern(
    r"\b(?:at|over|in|on|along|within)\b(?:(?!\b(?:and|with|also)\b)[^.;,]){0,30}\b(?:site|area|place|location|spot)\b|\bwhere\b",
    re.IGNORECASE,
)
#: Between an injury and what it left: "spinal cord injury in 2009 with resulting paraplegia".
_LEAVING = Pattern(
    r"\b(?:with (?:a )?(?:resulting|resultant|residual|consequent|subsequent)|resulting in|that (?:left|caused|resulted in)|leading to|causing|left (?:him|her|them) with|->)(?!\w)",
    re.IGNORECASE,
)
SCARS = ("L90.5", "L91.0")
#: What a bone broke by is nothing that the fracture left: "osteoporosis from steroids, old wrist fracture".
BONE_LOSS = ("M80", "M81")
#: What an injury of the spinal cord leaves, with no word between: "T4 complete SCI (MVC 2011), paraplegia".
PALSIES, CORD = ("G82", "G83.4"), ("S14.1", "S24.1", "S34.1")

#: The sequelae of what complicated a pregnancy or a delivery have one code: guideline I.C.15.p.
OF_BIRTH = "O"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.10", URL),
)
def sequela_of_injury_in_the_past(coding: Coding, books: Books) -> Iterator[Give]:
    """A condition laid to an injury that is over is coded with the injury as its sequela, not as history."""
    for injury in coding.rejected:
        value = "O94" if injury.code.value[0] == OF_BIRTH else injury.code.value[:-1] + "S"
        if (
            injury.why is not Why.HISTORY
            or injury.code.value[0] not in "STO"
            or not books.tabular.billable(value)
        ):
            continue
        left = next((a for a in coding.assignments if _is_left_by(a, injury)), None)
        if left is not None:
            yield Give(value, because=(left, *injury.proof.words()), needed=left.needed)


def _is_left_by(residual: Assignment, injury: Rejected) -> bool:
    """Whether a line names the residual, words of cause, then the injury; or the injury, then what it left."""
    if residual.value[0] in "STVWXYZ" or residual.value.startswith(BONE_LOSS):
        return False
    after = residual.value.startswith(POST_TRAUMATIC)
    for mention in residual.mentions:
        for words in injury.proof.words():
            if words.document == mention.document and mention.line.start <= words.start < mention.line.end:
                first, last = mention.evidence[0].end - mention.line.start, words.end - mention.line.start
                if _LEAVING.search(mention.line.words[max(last, 0) : max(first, 0) + 1]):
                    return True
                if residual.value.startswith(PALSIES) and injury.code.value.startswith(CORD):
                    return True
                between = mention.line.words[first:last]
                scar = residual.value.startswith(SCARS) and _AT.search(between)
                left = _LEFT_BY_BIRTH if injury.code.value[0] == OF_BIRTH else _LEFT
                if first < last and (scar or left.search(between) or (after and _AFTER.search(between))):
                    return True
    return False
