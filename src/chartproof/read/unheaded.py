"""Assessments that no heading opens: problems behind hashes, in numbered paragraphs, in the last lines of a note."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.read.blocks import LINE
from chartproof.read.headings import Found
from chartproof.read.part_kinds import ASSESSING, PLANNING, TITLE

#: A line that begins with a hash, whatever is told behind the problem: "# NSTEMI - heparin, cath in the morning".
_HASH = Pattern(r"^\#{1,5}[ \t]*(?=[A-Za-z])", re.MULTILINE)


def behind_hashes(text: str, found: list[Found]) -> list[Found]:
    """Problems headed by a hash in a note that heads no part so: they are an assessment from the first on."""
    hashed = [each for each in found if text[each.start : each.end].lstrip().startswith("#")]
    headed = {each.start for each in hashed if each.kind}
    problems = [at for m in _HASH.finditer(text) if (at := m.start()) not in headed]
    if len(problems) < 2 or any(each.kind in ASSESSING | {"plan"} for each in found):
        return found
    first = problems[0]
    opens = Found(first, first, "assessment_plan", 3.6, "")
    rest = [each for each in found if each not in hashed]
    return sorted([*rest, opens], key=lambda each: (each.start, each.end))


#: A paragraph that begins with a number and tells more than one thing: "3. Anemia. Hgb 6.9 on arrival. One unit given".
_NUMBERED = Pattern(
    r"^[ \t]*(?P<number>\d{1,2})[.)][ \t]+(?=[A-Z])(?:(?P<tells>[^\n]{3,180}?[.:][ \t]+[^\n]{15,})|[^\n]{3,180})$",
    re.MULTILINE,
)
_ITEMS = 3


def in_numbers(text: str, found: list[Found]) -> list[Found]:
    """Problems told in numbered paragraphs, in a note that heads no part of its plan: they are an assessment, up to the paragraph behind."""
    if any(each.kind in PLANNING for each in found):
        return found
    # a label in the midst of an item parts nothing, unless each item tells its own examination: a visit's matters
    parting = [h for h in found if h.kind not in {"", TITLE} and (_opens_line(text, h) or h.kind == "exam")]
    items = [
        m
        for m in _NUMBERED.finditer(text)
        if not any(h.start <= m.start() and not _is_told_before(text, h, m.start()) for h in parting)
    ]
    if sum(m["tells"] is not None for m in items) < _ITEMS or [int(m["number"]) for m in items] != list(
        range(1, len(items) + 1)
    ):
        return found
    first, behind = items[0].start(), text.find("\n\n", items[-1].start())
    if any(each.kind in {"pmh", "problem_list"} and each.start < first for each in found):
        return found
    ends = [] if behind < 0 else [Found(behind, behind, "other", 3.6, "")]
    rest = [each for each in found if not first <= each.start < max(behind, first)]
    return sorted(
        [*rest, Found(first, first, "assessment_plan", 3.6, ""), *ends],
        key=lambda each: (each.start, each.end),
    )


#: A problem and its plan behind a dash or an arrow, in a line of its own: "BPPV R post canal - Epley x2"; "1 CKD 4 - slow decline".
_PLANNED = Pattern(
    r"[ \t]*(?:[\u2022*\u00b7>-][ \t]*)?(?:\#?(?P<number>\d{1,2})[.):]?[ \t]+)?(?P<head>[A-Za-z0-9\u2191\u2193][^\n:;\u2013\u2014\u2192]{1,70}?(?::[^\n:\u2013\u2014\u2192]{3,70}(?=[ \t]\u2192))?)[ \t]+(?:[-\u2013\u2014]|(?P<arrow>\u2192|-+>))[ \t]+\S[^\n]*$"
)
#: A value that came to be another heads nothing: "Hgb 9.8 → 8.1".
_VALUE = Pattern(
    r"(?!.*\b(?:gr|grade|stage|type|class|phase|ckd|dm|mobitz)\b)(?:[\w/]+ ){1,3}[<>]?(?!2/2\b)\d[\d.,/]*(?: ?[\w/%]{1,6})?",
    re.IGNORECASE,
)
#: What such a line may head that is no problem: parts of the body that were examined, what was asked, days.
_LOOKED_AT = Pattern(
    r"(?:gen(?:eral)?|const\w*|heent|head|eyes?|ears?|nose|throat|mouth|neck|lungs?|chest|resp\w*|cv|cor|heart|abd(?:omen)?|gi|gu|ext(?:remities)?|"
    r"skin|neuro|psych|msk|back|spine|breasts?|pelvic|rectal|vitals?|vs|labs?|imaging|pe|exam|ros|hx|pmh|psh|meds?|all(?:ergies)?|sh|fh|social|family|"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*|(?:mon|tues?|wed(?:nes)?|thurs?|fri|satur|sun)(?:day)?|week|day|month|penicillins?|pcn|amoxicillin|codeine|sulfa|latex|shellfish|home meds?|hpi|cc|s|o|od|os|ou|ad|as|au|[rl]|right|left|knees?|hips?|shoulders?|hands?|feet|ct|mri|us|xr|cxr|ekg|ecg|echo|eeg|emg|tte)\b[^\n]{0,12}",
    re.IGNORECASE,
)
#: A last line that only says when to come back.
_LEAVES = Pattern(
    r"[ \t]*(?:[\u2022*\u00b7>-][ \t]*)?(?:\d+ ?(?:d|days?|wks?|weeks?|mos?|months?|yrs?|years?)|flu|vax|vaccin\w+|contraception|hcm|health maint\w*|time|rtc|rto|f/?u|fu|follow|return|recheck|see (?:back|me)|back in|ntg|thanks?|thank you|cc|dispo|call|labs?|next)\b",
    re.IGNORECASE,
)
#: So many such lines at least close a note.
_CLOSE = 3


def _planned(text: str, lines: list[re.Match[str]]) -> list[re.Match[str]]:
    """The last of some lines that each tell a problem and its plan."""
    items: list[re.Match[str]] = []
    for line in reversed(lines):
        item = _PLANNED.match(text, line.start(), line.end())
        if item is None or _LOOKED_AT.fullmatch(item["head"]):
            break
        if item["arrow"] and _VALUE.fullmatch(item["head"]):
            break
        items.insert(0, item)
    return items


def in_last_lines(text: str, found: list[Found]) -> list[Found]:
    """Problems with their plans in the last lines of a note that heads no assessment: they are one."""
    if any(
        each.kind in PLANNING | {"discharge_dx", "hospital_course", "pmh", "problem_list"} for each in found
    ):
        return found
    lines = [m for m in LINE.finditer(text) if not m[0].isspace()]
    while lines and _LEAVES.match(lines[-1][0]):
        lines.pop()
    items = _planned(text, lines) or _planned(text, lines[:-1])  # one line more may be told of all
    numbers = [int(i["number"]) for i in items if i["number"]]
    if len(items) < _CLOSE or (numbers and numbers != list(range(1, len(items) + 1))):
        return found
    first = items[0].start()
    rest = [each for each in found if each.start < first]
    return [*rest, Found(first, first, "assessment_plan", 3.6, "")]


def _opens_line(text: str, heading: Found) -> bool:
    """Whether a heading stands at the beginning of its line; a label in the midst of an item parts nothing."""
    return not text[text.rfind("\n", 0, heading.start) + 1 : heading.start].strip()


#: Parts that tell what was found: a paragraph of one, behind its label, ends before a blank line.
_FOUND = frozenset("ed_course vitals labs exam imaging ekg results hpi".split())


def _is_told_before(text: str, heading: Found, at: int) -> bool:
    """Whether a heading only labels a paragraph of findings that ends before a place: "ED: T 38.2, lactate 1.0"."""
    end = text.find("\n", heading.end)
    labels = heading.kind in _FOUND and bool(text[heading.end : end].strip())
    return labels and "\n\n" in text[heading.end : at]
