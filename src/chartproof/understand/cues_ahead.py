"""The cues before a concept whose scope reaches it."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.terms.ruled_out import TESTS
from chartproof.understand.apart import patient_again, resumes
from chartproof.understand.cuewords import Cue, Sense

_WORD = Pattern(r"\w+")
_NEGATORS = frozenset({"no", "not", "without", "non"})


def ahead_of(text: str, start: int, end: int, cues: tuple[Cue, ...]) -> list[Cue]:
    """Find the cues before the concept whose scope reaches it, walking away from it."""
    out: list[Cue] = []
    walls: dict[str, int] = {}
    short = 0
    opened = (
        -1
    )  # where a bracket opens that is closed before the concept: what stands in it is said of others
    for cue in reversed(cues):
        sense = cue.sense
        if cue.start > start or (cue.start == start and not _has(text, cue)):
            continue
        closed = sense.what == "end" and text[cue.start] == ")" and (opened < 0 or cue.start < opened)
        if closed and text.count("(", cue.end, start) <= text.count(")", cue.end, start):
            opened = text.rfind("(", 0, cue.start)
        if sense.direction in {"after", "inside"} or cue.start > opened >= 0 or tells_of_before(text, cue):
            continue
        if not _inside(text, cue, start) if sense.what == "nothing" else patient_again(cue, text, start):
            continue
        if sense.what == "end":
            if text[cue.start] == ")" and "(" in text[cue.end : start]:
                continue
            for axis, far in sense.ends:
                if far > walls.get(axis, 0):
                    walls[axis] = far
            short = short or int(text[cue.start] == ",")
        elif sense.what == "absent" and resumes(text, cue, start, cues):
            continue
        elif text.startswith(("VS ", "vs "), cue.start) and _OPENS_ITEM.search(text, 0, cue.start):
            continue  # visually significant: nothing stands before it that it could be weighed against
        elif (max(walls.get(sense.what, 0), short) < sense.reach and near(text, cue.end, start, sense)) or (
            sense.what == "absent"
            and (
                (short == 1 and _in_a_denied_list(text, cue, start, end))
                or _OR_HAD.fullmatch(text, cue.start, start)
            )
        ):
            out.append(cue)
    return out


_OPENS_ITEM = Pattern(r"(?:\A|\n)[ \t]*(?:[-*\u2022#]|\d{1,2}[.)])?[ \t]*\Z")
#: A verb that what is told begins with itself: "no hypertension, has ICD".
_HAS = Pattern(r"(?:has|have|had|s/p|status post)\b", re.IGNORECASE)


def _has(text: str, cue: Cue) -> bool:
    """Whether an end stands at the head of the concept: the patient has it, or had it done."""
    return cue.sense.what == "end" and _HAS.match(text, cue.start) is not None


#: Two verbs under one denial: "has never been jaundiced or had pancreatitis".
_OR_HAD = Pattern(
    r"(?:never|(?:(?:ha[sd]|have|do|does|did) )?not|(?:has|have|had|do|does|did)n['\u2019]t)(?: (?!(?:and|but|who|which|that|since|until|because|when|while|for|with|only)\b)[\w'-]+,?){1,9} "
    r"n?or (?:ever |even |yet )?ha(?:d|ve) (?:an? |any |the )?(?:[\w-]+ ){0,2}",
    re.IGNORECASE,
)
#: A list denied by one word: "Not pancreatitis, hepatitis or appendicitis".
_NOT_THESE = Pattern(
    r"not(?: (?!well|yet)[\w'-]+){1,3}(?:, (?!with|but|has|is|no\b)[\w'-]+(?: [\w'-]+){0,2})*(?:,| n?or|, n?or)(?: an?)? ",
    re.IGNORECASE,
)
_OR_THAT = Pattern(r"(?:, [\w'-]+(?: [\w'-]+){0,2})*,? n?or ", re.IGNORECASE)


def _in_a_denied_list(text: str, cue: Cue, start: int, end: int) -> bool:
    """Whether the concept is an item of a list that `not` opens at the head of a sentence and `or` closes."""
    heads = cue.start == 0 or text[: cue.start].rstrip(" \t")[-1:] in {".", "\n", ":", ";", ""}
    if not heads or (before := _NOT_THESE.fullmatch(text, cue.start, start)) is None:
        return False
    return bool(re.search(r" n?or(?: an?)? $", before.group())) or _OR_THAT.match(text, end) is not None


#: "Ruled out:" heads a list, unless what it rules out stands right before it: "PE ruled out: CT showed pneumonia".
RULED_OUT = Pattern(
    r"(?:ruled out|excluded|not (?:found|confirmed|present|supported|diagnosed|established|demonstrated))\s*:",
    re.IGNORECASE,
)
SAID_BEFORE = Pattern(
    r"(?<![\w-])(?!(?:and|or|but|also|considered|conditions?|diagnos[ei]s|items?|things|problems|causes|since|now|then|tests?|following)\b)[\w-]+\)?[ \t]+$",
    re.IGNORECASE,
)
#: A test and its result, which ends there: "CXR neg: LTBI", "COVID neg, influenza A".
TEST = Pattern(rf"\b(?:{TESTS}|covid|strep|flu|rsv)[ \t]+(?:was |were |is |are )?$", re.IGNORECASE)
RESULT = Pattern(r"(?:negative|neg)(?=[:,])", re.IGNORECASE)


def tells_of_before(text: str, cue: Cue) -> bool:
    """Whether a cue that mostly heads what follows tells of the words before it."""
    if cue.what == "absent" and RESULT.match(text, cue.start):
        return TEST.search(text, max(0, cue.start - 20), cue.start) is not None
    if cue.what != "absent" or RULED_OUT.match(text, cue.start, cue.end) is None:
        return False
    return SAID_BEFORE.search(text, max(0, cue.start - 24), cue.start) is not None


def _inside(text: str, cue: Cue, start: int) -> bool:
    """Whether the concept begins in what looked like no cue: no CHANGE IN VISION."""
    return cue.end > start and text[cue.start : start].split(None, 1)[0].lower() in _NEGATORS


def near(text: str, left: int, right: int, sense: Sense) -> bool:
    """Whether a cue stands as near as its sense asks: so many words between."""
    return sense.words is None or len(_WORD.findall(text, left, right)) <= sense.words
