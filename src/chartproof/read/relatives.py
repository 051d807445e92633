"""Where a family history that opens a line of a narrative ends, and the patient is told of again."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.read.blocks import LINE
from chartproof.read.headings import Found

#: A sentence of the patient: whom it tells of, what was found or done.
_OWN = Pattern(
    r"\b(?:the patient|patients?|pt|s?he|his|hers?|examination|exam|revealed|showed|shows|presented|presents|reported|performed|"
    r"admitted|developed|diagnosed|complain\w+|consult\w*|general condition|weight|height|temperature|heart rate|blood pressure|auscultation|"
    r"abdomen|laboratory|ultrasound|x-ray)\b",
    re.IGNORECASE,
)
#: A sentence of relatives still.
_KIN = Pattern(
    r"\b(?:famil\w+|relatives?|first-degree|mother|father|mom|dad|parents?|brothers?|sisters?|siblings?|sons?|daughters?|children|"
    r"aunts?|uncles?|cousins?|grand\w+|maternal|paternal|sides?|mgm|mgf|pgm|pgf|twins?|half-\w+|adopted|died|deceased|alive|age[ds]?|inherit\w*|"
    r"hereditary|genetic\w*|ancest\w+|consangui\w+|nephews?|nieces?|wife|husband)\b",
    re.IGNORECASE,
)


def told_of_own(text: str, found: list[Found]) -> list[Found]:
    """The parts of a note, a family history ended where a later line of the narrative tells of the patient."""
    parts: list[Found] = []
    for at, each in enumerate(found):
        parts.append(each)
        if each.kind != "family_history" or not text[each.end :].split("\n", 1)[0].strip():
            continue  # a heading of its own line opens all that stands under it
        end = found[at + 1].start if at + 1 < len(found) else len(text)
        opened = text.find("\n", each.end, end)
        for line in LINE.finditer(text, opened, end) if opened >= 0 else ():
            own = len(line[0].split()) > 3
            if own and _OWN.search(line[0]) and not _KIN.search(line[0]):
                parts.append(Found(line.start(), line.start(), "other", 1.0, ""))
                break
    return parts
