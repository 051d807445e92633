"""The injury that the provider puts first and that the stay treated.

Source: ICD-10-CM Official Guidelines I.C.19.b (the most serious injury, as determined by the provider and the focus of treatment).
"""

from __future__ import annotations

import re

from chartproof.model.coding import Assignment, Coding
from chartproof.model.pattern import Pattern

#: How a bone is operated on.
_FIXED = Pattern(
    r"(?<!considered )(?<!declined )(?<!over )(?<!not )(?<!no )\b(?:nail(?:ing|ed)?|orif|open reduction|plat(?:ed|ing)|internal fixation|external fixat\w+|pinn(?:ed|ing)|(?:hemi)?arthroplasty)\b",
    re.IGNORECASE,
)
_BONES = (
    "femur",
    "tibia",
    "fibula",
    "humerus",
    "radius",
    "ulna",
    "clavicle",
    "pelvis",
    "acetabul",
    "hip",
    "ankle",
    "patella",
    "vertebra",
)
#: What is done for an organ inside, unless it is said not to have been.
_DRAINED = Pattern(
    r"(?<!no )(?<!without )(?<!without a )(?<!nor )\b(?:chest tube|thoracostomy|thoracotomy|pigtail|laparotomy|craniotomy|craniectomy|burr holes?|splenectomy|nephrectomy|embolization|embolized)\b(?![^.;\n]{0,30}\b(?:not|never|avoided|unnecessary)\b)",
    re.IGNORECASE,
)


def is_focus(light: Assignment, grave: Assignment, coding: Coding) -> bool:
    """Whether the provider calls it the principal injury, or the final diagnoses begin with a broken bone that was operated on, and no organ inside was."""
    if is_called_first(light, grave, coding):
        return True
    listed = [a for a in coding.assignments if any(m.section == "discharge_dx" for m in a.mentions)]
    if light not in listed or not coding.encounter.codes_uncertain:
        return False
    if any(_place(a) < _place(light) for a in listed if a is not light) or grave not in listed:
        return False
    bones = [bone for bone in _BONES if bone in (light.title or "").lower()]
    texts = [d.text for d in coding.encounter.documents]
    if not bones or any(_DRAINED.search(text) for text in texts):
        return False
    return any(
        bone in text[max(0, found.start() - 60) : found.end() + 60].lower()
        for text in texts
        for found in _FIXED.finditer(text)
        for bone in bones
    )


def is_called_first(one: Assignment, other: Assignment, coding: Coding) -> bool:
    """Whether the provider calls the one the principal injury, and not the other."""
    return _is_put_first(one, coding) and not _is_put_first(other, coding)


#: The label of the injury that the provider puts first.
_FIRST = Pattern(
    r"\b(?:principal|main|most serious|primary(?= (?:injur|diagnos|problem|dx)))\b[^:.;\n]{0,40}:\s*$",
    re.IGNORECASE,
)


#: The same in the sentences behind it: "This is the lead injury".
_CALLED_FIRST = Pattern(
    r"[^\n]{0,120}?\b(?:this is|is|as|-) (?:clearly |felt to be |considered )?(?:the |her |his )?(?:lead|main|principal|most serious|primary|most severe|dominant) injury\b",
    re.IGNORECASE,
)


def _is_put_first(injury: Assignment, coding: Coding) -> bool:
    """Whether it stands right behind a label by which the provider calls it the principal or the most serious one, or the words behind it do."""
    for mention in injury.mentions:
        text = coding.encounter.document(mention.document).text
        if _FIRST.search(text, text.rfind("\n", 0, mention.line.start) + 1, mention.line.start):
            return True
        if _CALLED_FIRST.match(text, mention.evidence[-1].end):
            return True
    return False


def _place(assignment: Assignment) -> int:
    """Where the final diagnoses name it."""
    return min(m.evidence[0].start for m in assignment.mentions if m.section == "discharge_dx")
