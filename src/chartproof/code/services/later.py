"""Whether a drug that a sentence names was given, as a later sentence tells: "Remicade 370 mg. Infusion started 10:00"."""

from __future__ import annotations

from chartproof.model.pattern import Pattern
from chartproof.model.record import Document, Evidence

_GIVEN = Pattern(
    r"\b\d[\d,.]* ?(?:mg|mcg|g|gm|units?|ml) (?:was |were )?(?:infused|given|administered|injected|pushed|delivered)\b|"
    r"\b(?:both|each|all) (?:of them |knees? |shoulders? |hips? |joints? |sides? |sites? )?(?:were |was )?injected\b|\binfusion (?:was )?(?:started|begun|began|completed|ran|given|start|time)\b|\bstart(?:ed)?(?: time)?(?: at)?:? ?\d{1,2}:?\d\d\b|\brate titrated\b|\bstop(?:ped)?(?: time)?(?: at)?:? ?\d{1,2}:?\d\d\b|\b(?:infused|administered|given) (?:over|from|at) \d"
)
_TAKEN = Pattern(r"\b(?:daily|bid|tid|tablets?|po|by mouth|prescri\w+)\b")
#: How far behind a drug it may be told.
_SOON = 240


def told_after(document: Document, drug: Evidence) -> Evidence | None:
    """The later words of the same paragraph by which a drug was given; None where it is taken at home, or nothing tells."""
    behind = document.text[drug.end : drug.end + _SOON].lower().split("\n\n")[0]
    told = _GIVEN.search(behind)
    if told is None or _TAKEN.search(behind[: told.start()]):
        return None
    return document.quote(drug.end + told.start(), drug.end + told.end())
