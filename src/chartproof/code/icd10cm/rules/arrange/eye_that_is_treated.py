"""One disease of both eyes, and the eye that is treated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.leading import Rank, leader
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Lead
from chartproof.rules.core import rule

#: Diseases of the eye, and how a plan names the eye.
EYES = ("H0", "H1", "H2", "H3", "H4", "H5", "E08.3", "E09.3", "E10.3", "E11.3", "E13.3")
_EYES_NAMED = {"right": r"(?:OD\b|[Rr]ight eye\b)", "left": r"(?:OS\b|[Ll]eft eye\b)"}
_EYE = {side: Pattern(rf"\b{eye}") for side, eye in _EYES_NAMED.items()}
#: What is done to an eye at the visit, not only watched for or planned.
_DONE = {
    side: Pattern(
        rf"\b(?:[Ii]ntravitreal|[Ii]njection|[Aa]flibercept|[Bb]evacizumab|[Rr]anibizumab|[Ff]aricimab|[Ll]aser|SLT|PRP|LPI)\b(?:(?! if\b)[^.;,\n]){{0,40}}?\b{eye}(?: today\b|[ \t]*[:.;,\n])"
    )
    for side, eye in _EYES_NAMED.items()
}
PLAN = "plan"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.G", URL),
)
def eye_that_is_treated(coding: Coding, _: Books) -> Iterator[Lead]:
    """Of one disease with a code for each eye, that of the only eye which the plan names is listed first, or of the only eye that was injected or lasered."""
    asked = coding.having(*EYES) and not coding.encounter.codes_uncertain
    first = leader(coding) if asked else None
    if first is None or not first.value.startswith(EYES):
        return
    plans = " ".join(s.body.words for _, s in coding.reading.sections if s.kind == PLAN)
    named = [side for side, words in _EYE.items() if words.search(plans)]
    done = [side for side, words in _DONE.items() if words.search(plans)]
    treated = done if len(done) == 1 else named
    if len(treated) == 1 and treated[0] not in (first.title or ""):
        for other in coding.having(first.value[:5]):
            if other is not first and treated[0] in (other.title or "") and _side(first):
                yield Lead(other, rank=Rank.SIDE)


def _side(eye: Assignment) -> bool:
    """Whether a code is of one eye."""
    return any(side in (eye.title or "") for side in _EYE)
