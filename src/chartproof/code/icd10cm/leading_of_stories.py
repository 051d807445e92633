"""What can lead a stay that is told as a story: not what the patient had before, and what came acutely before what lasts."""

from __future__ import annotations

import re

from chartproof.code.icd10cm.lasting import is_chronic, names_acute
from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.model.coding import Assignment
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Standing


def acute_of_a_story(addressed: list[Assignment]) -> list[Assignment]:
    """Where a stay is told without a list, by who came first of all, what the story calls acute; all, where it calls nothing so or opens with it."""
    if any(m.standing is not Standing.TOLD for a in addressed for m in a.mentions):
        return addressed
    acute = [a for a in addressed if any(names_acute(m) for m in a.mentions)]
    lasting = [a for a in addressed if a.value[0] == "Q" or is_chronic(a.value, a.title or "")]
    return [a for a in addressed if a not in lasting] if acute and lasting else addressed


#: How a sentence of a story begins to list what the patient had before.
_ANTECEDENTS = Pattern(
    r"\b(?:antecedents?|(?:medical|personal|clinical|past|surgical|pathological) histor(?:y|ies)|whose (?:only )?(?:relevant )?history|risk factors)\b|\bwith (?:an? )?(?:\w+ ){0,3}?(?:history|antecedents?|background) of\b",
    re.IGNORECASE,
)

#: What a story tells of who the patient is, and no stay is for beside a disease.
_SMOKES = "F17"


def beside_antecedents(addressed: list[Assignment]) -> list[Assignment]:
    """Where a stay is told without a list, what is not only named among the patient's antecedents; all, where nothing else is a disease."""
    if any(m.standing is not Standing.TOLD for a in addressed for m in a.mentions):
        return addressed
    others = [a for a in addressed if not a.value.startswith(_SMOKES)]
    others = [a for a in others if not a.mentions or not all(_is_antecedent(m) for m in a.mentions)]
    return others if any(not is_symptom(a.value) for a in others) else addressed


def _is_antecedent(mention: Mention) -> bool:
    return (
        _ANTECEDENTS.search(mention.line.words, 0, mention.evidence[-1].start - mention.line.start)
        is not None
    )
