"""An allergy that is no longer one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.allergy_disproved import disproved_below, removed_behind
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import said_beside
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Allergy status to drugs, foods and others.
STATUS = ("Z88", "Z91.01", "Z91.02", "Z91.03", "Z91.04", "Z91.09")
#: Words that say it is over: outgrown, tolerated since, tested and found not to be there.
_OVER = Pattern(
    r"\b(?:outgrew|outgrown|grew out of|no longer allergic|(?<!not )(?<!not yet )de-?label\w*|allergy (?:was |has been )?removed)\b"
    r"|\bas (?:an? )?(?:infant|baby|toddler|(?:young )?child)\b[^.;\n]{0,60}\b(?:freely|fine|tolerat\w+)\b"
    r"|\b(?:now|since)\b[^.;\n]{0,30}\b(?:tolerat\w+ (?:it|them|this|well|fine)|(?:eats|drinks|takes|has had|took) (?:it|them|\w+) (?:freely|fine|without))\b"
    r"|\ballerg\w+\b[^.;\n]{0,20}\b(?:but|though|although|yet)\b(?: (?:s?he|they|patient|pt))?(?: (?:still|now|regularly|often))?"
    r" (?:eats|drinks|takes|uses|tolerates) (?:it|them|both)\b(?! (?:with|and (?:gets|has|breaks|itches)))"
    r"|\b(?:shellfish|seafood|crustacean)\b[^.;\n]{0,50}\b(?:but|though|although|yet)\b(?: (?:s?he|they|patient|pt))?(?: (?:still|now|regularly|often))?"
    r" (?:eats|tolerates) (?:shrimps?|prawns?|crabs?|lobsters?|craw?fish|shellfish|seafood)\b(?! (?:with|and (?:gets|has|breaks|itches)))"
    r"|\b(?:oral|graded|drug|food) challenge\b[^.;\n]{0,30}\b(?:passed|negative|tolerated|no reaction)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.3", URL),
)
def allergy_outgrown(coding: Coding, _: Books) -> Iterator[Reject]:
    """An allergy that the record says is outgrown, tolerated or disproved leaves no status."""
    for status in coding.having(*STATUS):
        told = {mention.line: words for mention, words in said_beside(coding, status, _OVER)}
        for mention in status.mentions:
            if mention.line not in told and (words := disproved_below(coding, mention.evidence)):
                told[mention.line] = words
        alike = [m for a in coding.having(status.value) for m in a.mentions]
        removed = next((w for m in alike if (w := removed_behind(coding, m.evidence))), None)
        if removed is not None:
            yield Reject(status, Why.HISTORY, because=(removed,))
        elif status.mentions and all(mention.line in told for mention in status.mentions):
            yield Reject(status, Why.HISTORY, because=tuple(told.values()))
