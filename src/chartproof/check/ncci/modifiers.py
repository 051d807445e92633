"""The modifiers that separate a pair of codes (NCCI Policy Manual, chapter I, E), and where each of them belongs."""

from __future__ import annotations

from chartproof.model.claim import Claim, ServiceLine
from chartproof.terms.evaluation import is_laboratory, is_visit

ANATOMIC = frozenset(
    {"E1", "E2", "E3", "E4", "FA", "TA", "LT", "RT", "LC", "LD", "RC", "LM", "RI"}
    | {f"F{n}" for n in range(1, 10)}
    | {f"T{n}" for n in range(1, 10)}
)
_GLOBAL_SURGERY = frozenset({"24", "25", "57", "58", "78", "79"})
_EXACT = frozenset({"XE", "XP", "XS", "XU"})
_OTHER = frozenset({"27", "59", "91", *_EXACT})
#: All that may separate a pair; 22, 76 and 77 never do.
ASSOCIATED = ANATOMIC | _GLOBAL_SURGERY | _OTHER

_OF_VISITS = frozenset({"24", "25", "57"})
_OF_PROCEDURES = frozenset({"58", "59", "78", "79"})
#: Weekly management of radiation treatment: 59 is never used with it (Policy Manual, chapter I, E.1.d).
_NEVER_59 = "77427"


def separating(*lines: ServiceLine) -> tuple[tuple[ServiceLine, str], ...]:
    """The modifiers of lines that separate a pair, each with its line."""
    return tuple((line, m) for line in lines for m in line.modifiers if m in ASSOCIATED)


def misplaced(modifier: str, line: ServiceLine, claim: Claim) -> str | None:
    """Why a modifier cannot say of its own line what it says; None where it may."""
    code = line.code or ""
    if modifier in _OF_VISITS and not is_visit(code):
        return f"{modifier} belongs to a visit, and {code} is none"
    if modifier in _OF_PROCEDURES and is_visit(code):
        return f"{modifier} does not belong to a visit, and {code} is one"
    if modifier == "91" and not is_laboratory(code):
        return f"91 belongs to a laboratory test, and {code} is none"
    if modifier == "27" and not (claim.is_facility and is_visit(code)):
        return "27 belongs to a visit on a hospital's claim"
    if modifier == "59" and code == _NEVER_59:
        return f"59 is never used with {code}"
    if modifier == "XP" and len({p.npi for p in claim.providers if _rendered(p.role)}) == 1:
        return "XP says that another practitioner did it, and the claim names one alone"
    return None


def _rendered(role: str | None) -> bool:
    return role is not None and role.lower() == "rendering"


def same_site(one: ServiceLine, other: ServiceLine) -> tuple[str, ...]:
    """The sites that both lines name, where nothing but sites separates them and they are the same."""
    ours, theirs = (frozenset(line.modifiers) & ASSOCIATED for line in (one, other))
    return tuple(sorted(ours)) if ours and ours == theirs and ours <= ANATOMIC else ()
