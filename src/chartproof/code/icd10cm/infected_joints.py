"""Organisms that a record tells of an infected joint, behind it, before it or grown from it, and the codes of the joint.

Source: ICD-10-CM Tabular List M00, B95, B96; Alphabetic Index, Arthritis, pyogenic or pyemic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.icd10cm.organisms import ORGANISMS
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence
from chartproof.terms.cause import FROM

_NOT = (
    r"(?! (?:negative|neg|pending|coverage|screen\w*|nares|swab|coloni\w+|carrier|ruled|not|UTI|pneumonia)\b)"
)
#: What leads from the arthritis to its organism, and from a culture to it.
_BY = rf"[^.;\n]{{0,30}}?(?:,| (?:{FROM}|with)| \(|:| -) ?\(?"
_GREW = r"(?<!\bno )\b(?:grew|growing|growth of|grown|positive for|yielded|with|\+ for|isolated|\+)(?: out)?(?: pan-?sensitive)? "
_CULTURE = r"\b(?:(?:joint|synovial|fluid|aspirate|arthrocentesis|intraoperative|OR|blood|knee|hip|shoulder)s?(?: fluid)? )?(?:cultures?|cx|aspirate|fluid|tap)\b[^.;\n]{0,25}?"
_ELSEWHERE = Pattern(r"\b(?:urine|sputum|stool|wound|throat|nasal|nares)\b[^.;\n]{0,30}$", re.IGNORECASE)
#: The joints of M00 by their character.
_JOINTS = {
    "shoulder": "1",
    "elbow": "2",
    "wrist": "3",
    "hand": "4",
    "finger": "4",
    "hip": "5",
    "knee": "6",
    "ankle": "7",
    "foot": "7",
    "toe": "7",
}
_JOINT = Pattern(
    rf"\b(?:(?P<side>left|right|both|bilateral|[LRB]) (?:\w+ )??)?(?P<joint>{'|'.join(_JOINTS)})s?\b(?:[ ,(]+(?P<behind>left|right|L|R)\b)?",
    re.IGNORECASE,
)
_SIDES = {"r": "1", "l": "2", "b": "12", "": "9"}
_FOUND = tuple(
    (
        o.arthritis,
        o.agent,
        Pattern(rf"{_BY}(?P<organism>{o.words})\b{_NOT}", re.IGNORECASE),
        Pattern(rf"\b(?P<organism>{o.words})(?: native)?(?: joint)? $", re.IGNORECASE),
        Pattern(rf"{_CULTURE}{_GREW}(?P<organism>{o.words})\b{_NOT}", re.IGNORECASE),
    )
    for o in ORGANISMS
    if o.arthritis
)


def organisms(coding: Coding, paragraph: Evidence, mention: Mention) -> Iterator[tuple[str, str, Evidence]]:
    """The kind of arthritis and the cause's code of the organism that a paragraph tells of it, with the words."""
    text, start = paragraph.words, paragraph.start
    first, last = mention.evidence[0].start - start, mention.evidence[-1].end - start
    for kind, agent, behind, before, grown in _FOUND:
        found = behind.match(text, last) or before.search(text, max(0, first - 60), first)
        found = found or next(
            (g for g in grown.finditer(text) if not _ELSEWHERE.search(text, 0, g.start())), None
        )
        if found is not None:
            first, last = found.span("organism")
            document = coding.encounter.document(paragraph.document)
            yield kind, agent, document.quote(start + first, start + last)
            return


def joint_codes(kind: str, text: str) -> Iterator[str]:
    """The codes of a kind by the joint that is named first."""
    joint = _JOINT.search(text)
    if joint is None:
        yield f"{kind}0"
        return
    side = (joint["side"] or joint["behind"] or "")[:1].lower()
    yield from (f"{kind}{_JOINTS[joint['joint'].lower()]}{n}" for n in _SIDES[side])


def paragraph(coding: Coding, mention: Mention) -> Evidence:
    """The line with what is said behind it in the same paragraph."""
    document = coding.encounter.document(mention.document)
    end = document.text.find("\n", mention.line.end)
    return document.quote(mention.line.start, end if end >= 0 else len(document.text))
