"""Rheumatoid arthritis with rheumatoid factor that spares the organs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.wording import document_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, most_needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: With rheumatoid factor, unspecified; without organ involvement, of multiple sites.
UNSPECIFIED, SEVERAL = "M05.9", "M05.79"
_SPARED = Pattern(
    r"\b(?:no|without|free of) (?:any |other |evidence of |signs of )?(?:extra-?articular|organ|systemic|visceral|systems?|lung, eye)\b",
    re.IGNORECASE,
)
#: The same anywhere in the record.
_NO_ORGAN = Pattern(
    r"\b(?:no|without) (?:other |any )?(?:organ|extra-?articular) (?:involvement|disease|features|manifestations)\b",
    re.IGNORECASE,
)
_SEVERAL = Pattern(
    r"\bmultiple (?:joints|sites)\b|\bpoly-?arthritis\b|\bpolyarticular\b|\bseveral joints\b", re.IGNORECASE
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "M05.7"),
)
def rheumatoid_factor_without_organs(coding: Coding, _: Books) -> Iterator[Give]:
    """Rheumatoid arthritis with rheumatoid factor of multiple joints, the organs told to be spared, is M05.79."""
    for arthritis in coding.having(UNSPECIFIED):
        for mention in arthritis.mentions:
            words, text = mention.line.words, document_of(coding, mention.document).text
            if (_SPARED.search(words) and _SEVERAL.search(words)) or (
                _NO_ORGAN.search(text) and _are_inflamed(text)
            ):
                told = (arthritis, *coding.having("M05.70"))
                yield Give(SEVERAL, (arthritis,), told, most_needed(told))
                break


#: The joints that an examination finds inflamed: "swollen B MCP 2-3, B wrists, R knee".
_INFLAMED = Pattern(
    r"(?<!no )(?<!without )(?<!not )\b(?:swollen|swelling (?:of|in|at)|synovitis (?:of|in|at)|boggy)\b(?P<where>[^.;\n]{0,80})",
    re.IGNORECASE,
)
_JOINT = Pattern(r"\b(MCP|PIP|MTP|wrist|knee|ankle|elbow|shoulder)s?\b", re.IGNORECASE)


def _are_inflamed(text: str) -> bool:
    """Whether a record finds joints of several kinds inflamed."""
    found = {m[1].lower() for places in _INFLAMED.finditer(text) for m in _JOINT.finditer(places["where"])}
    return len(found) > 1
