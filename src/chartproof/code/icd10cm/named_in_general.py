"""What named a code less specifically before it gave way: a diagnosis stands where its general name stood."""

from __future__ import annotations

from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.model.coding import Coding, Why
from chartproof.model.reading import Mention


def named_in_general(coding: Coding) -> dict[str, tuple[Mention, ...]]:
    """By category of which one code stands, the mentions, in its own problem, of one that gave way to it: "AKI on CKD, from ATN" names the necrosis first."""
    gone = {
        r.code.value
        for r in coding.rejected
        if r.why is Why.LESS_SPECIFIC and "unspecified" in (r.title or "").lower()
    }
    found: dict[str, tuple[Mention, ...]] = {}
    for value in gone:
        given = [a for a in coding.assignments if a.value.startswith(value[:3])]
        if len(given) != 1 or value[0] in "VWXYZ":
            continue
        problems = {(m.document, m.problem) for m in given[0].mentions if m.problem is not None}
        found[value[:3]] = (
            *found.get(value[:3], ()),
            *(
                m
                for m in coding.reading.mentions
                if value.startswith(m.concept) and is_certain(m) and (m.document, m.problem) in problems
            ),
        )
    return found
