"""Rheumatoid arthritis with its factor, and the joints named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.under import told_below
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, most_needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Rheumatoid arthritis that leaves the factor, or the organs and the joints, open.
NO_FACTOR = "M06.00"
OPEN = ("M05.9", "M06.9", NO_FACTOR)
_FACTOR = Pattern(
    r"\bsero-?positive\b|\b(?:RF|rheumatoid factor)(?:,? (?:and|&|/) (?:anti-?)?CCP)?(?: (?:is|are|was|were|both|came|comes|back|strongly|highly|quite|very|high))* ?(?:\+|pos\w*)",
    re.IGNORECASE,
)
#: What a sentence behind the name says the disease does in joints: "flaring in the wrists and the hands".
_AT_WORK = Pattern(
    r"\b(?:involv(?:ed|es|ing|ement)|affect(?:ed|s|ing)|flar(?:e|ed|es|ing)|synovitis|active in|erosions?|inflamed|active (?:\w+ ){0,2}(?:in|of|at)|(?:swollen|swelling|tender) (?:\w+ ){0,2}(?:in|of|at))\b",
    re.IGNORECASE,
)
_NEXT = Pattern(r"[\s.:;,\u2013-]*([^.;\n]+)")
_NO_ORGAN = Pattern(
    r"\b(?:no|without) (?:\w+ )?(?:organs?|systems?|systemic|extra-?articular)\b", re.IGNORECASE
)
#: The joints of M05.7 by their character, each with the side in front.
_JOINTS = {
    "shoulder": "1",
    "elbow": "2",
    "wrist": "3",
    "hand": "4",
    "hip": "5",
    "knee": "6",
    "ankle": "7",
    "foot": "7",
}
_JOINT = Pattern(
    rf"\b(?P<side>left|right|both|bilateral|[LRB]) (?P<joint>{'|'.join(_JOINTS)}|feet)s?\b", re.IGNORECASE
)
#: What notes call them besides.
_CALLED = {"feet": "foot", "mcp": "hand", "pip": "hand", "finger": "hand", "mtp": "foot", "toe": "foot"}
_NAMED = Pattern(rf"\b(?P<joint>{'|'.join(_JOINTS)}|{'|'.join(_CALLED)})s?\b", re.IGNORECASE)
SEVERAL = "M05.79"
SEVERAL_WITHOUT_FACTOR = "M06.09"
#: Joints that are named as free of it: "without synovitis of the hands, wrists or knees", "the knees are spared".
_DENIED = Pattern(
    r"\b(?:no|not|without|denies|never|nor)\b[^.;,]{0,40}\b(?:of|in|at|over|involving)\b(?:(?!\bbut\b)[^.;])*$|\b(?:no|not|nor|without|denies|sparing|spares)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
_FREE = Pattern(
    r"[^.;]{0,40}?\b(?:is|are|were|was) (?:\w+ )?(?:quiet|spared|normal|not|without|cool|free|uninvolved)\b",
    re.IGNORECASE,
)
#: Organs that the disease is in, which have codes of their own.
_ORGAN = Pattern(
    r"(?<!no )(?<!without )\b(?:rheumatoid (?:lung|vasculitis|nodules?)|interstitial lung|felty|vasculitis|ILD|scleritis|pericarditis|myopathy|nodulosis)\b",
    re.IGNORECASE,
)
_SIDES = {"l": "2", "r": "1", "b": "12"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.13.a.2, I.B.20", URL),
)
def rheumatoid_arthritis_by_joint(coding: Coding, books: Books) -> Iterator[Give]:
    """Rheumatoid arthritis with its factor and without organ involvement has a code for each joint that is named."""
    found = coding.having(*OPEN)
    for arthritis in found:
        for mention in arthritis.mentions:
            line = mention.line
            positive = arthritis.value != NO_FACTOR and _is_positive(coding, arthritis, mention)
            if not positive and arthritis.value != NO_FACTOR:
                continue
            sided = list(_joints(coding, arthritis, line, found, books)) if positive else ()
            plain = _NO_ORGAN.search(_paragraph(coding, line)) or _is_of_joint(mention)
            if sided and plain and not _is_in_organs(line.words):
                yield from sided
            elif _are_several(coding, mention) and not _is_in_organs(_paragraph(coding, line)):
                value = SEVERAL if positive else SEVERAL_WITHOUT_FACTOR
                needed = most_needed(found)
                yield Give(value, (arthritis, line), found, needed)


def _is_positive(coding: Coding, arthritis: Assignment, mention: Mention) -> bool:
    """Whether its line or those of the problem it heads tell of its factor."""
    named = arthritis.value == "M05.9" or _FACTOR.search(mention.line.words)
    return bool(named or told_below(coding, mention, _FACTOR))


#: Joints without their names.
_MANY = Pattern(
    r"\b(?:multiple|several|many) (?:(?:small|large|inflamed|swollen|active) )*joints\b(?: (?:are|remain|still) )?|\bpolyarticular\b",
    re.IGNORECASE,
)


#: What may stand between the disease and the one joint that it is said to be in: "RF+ RA of the R wrist".
_IN = Pattern(
    r"(?:[ (]+(?:of|in|at|the|his|her|affecting|involving|flar(?:e|ing)|active))*[ (]+", re.IGNORECASE
)


def _is_of_joint(mention: Mention) -> bool:
    """Whether a joint with its side stands right behind the disease, and no other joint is named in the line."""
    line = mention.line
    found = [j for j in _JOINT.finditer(line.words) if not _is_free(line.words, j)]
    if not found or _unsided(line.words) - {_name(j["joint"]) for j in found}:
        return False
    return _IN.fullmatch(line.words, mention.evidence[-1].end - line.start, found[0].start()) is not None


def _are_several(coding: Coding, mention: Mention) -> bool:
    """Whether several joints are named with the disease, or in the sentence behind it that tells it at work there."""
    line = mention.line
    if _is_of_several(line.words) or told_below(coding, mention, _MANY):
        return True
    behind = _NEXT.match(coding.encounter.document(line.document).text, line.end)
    if behind is None or _AT_WORK.search(behind[1]) is None:
        return False
    named = [found for found in _NAMED.finditer(behind[1]) if not _is_free(behind[1], found)]
    return len({_name(found["joint"]) for found in named}) > 1


def _joints(
    coding: Coding, arthritis: Assignment, line: Evidence, gone: tuple[Assignment, ...], books: Books
) -> Iterator[Give]:
    document = coding.encounter.document(line.document)
    for joint in _JOINT.finditer(line.words):
        if _is_free(line.words, joint):
            continue
        words = document.quote(line.start + joint.start(), line.start + joint.end())
        for side in _SIDES[joint["side"][0].lower()]:
            value = f"M05.7{_JOINTS[joint['joint'].lower().replace('feet', 'foot')]}{side}"
            if books.tabular.billable(value) is not None:
                yield Give(value, (arthritis, words), gone, arthritis.needed)


def _unsided(words: str) -> set[str]:
    """The joints that words name without a side: "of the hands, wrists and knees"."""
    plain = _JOINT.sub(" ", words.replace("\n", " "))
    named = [found for found in _NAMED.finditer(plain) if not _is_free(plain, found)]
    return {_name(found["joint"]) for found in named}


def _is_in_organs(words: str) -> bool:
    """Whether an organ is named that the disease is in, in no list of what is not there: "no lung disease, nodules or vasculitis"."""
    return any(not _NOT_THERE.search(words, 0, found.start()) for found in _ORGAN.finditer(words))


_NOT_THERE = Pattern(r"\b(?:no|not|without|denies|nor)\b(?:(?!\bbut\b)[^.;:])*$", re.IGNORECASE)


def _is_of_several(words: str) -> bool:
    """Whether several joints are named, not each with its side: "both wrists, the MCPs and the left knee"."""
    unsided = _unsided(words)
    sided = {_name(j["joint"]) for j in _JOINT.finditer(words.replace("\n", " ")) if not _is_free(words, j)}
    return bool(unsided) and len(unsided | sided) > 1


def _name(joint: str) -> str:
    return _CALLED.get(joint.lower(), joint.lower())


def _is_free(words: str, joint: re.Match[str]) -> bool:
    """Whether a joint is named as one that the disease leaves alone."""
    flat = words.replace("\n", " ")
    return bool(_DENIED.search(flat, 0, joint.start()) or _FREE.match(flat, joint.end()))


def _paragraph(coding: Coding, line: Evidence) -> str:
    """The line with what is said behind it in the same paragraph."""
    text = coding.encounter.document(line.document).text
    end = text.find("\n", line.end)
    return text[line.start : end if end >= 0 else len(text)]
