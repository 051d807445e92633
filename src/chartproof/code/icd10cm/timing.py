"""What a sentence says of when a condition began: before the admission or in the course of the stay.

The words stand before the condition ("admitted with", "developed") or behind it ("present on
admission", "on hospital day 3"); the nearest that no other parts from it counts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from chartproof.model.calendar import LETTERED_DAY
from chartproof.model.pattern import Pattern
from chartproof.terms.cause import FROM, WHY
from chartproof.terms.sought import may_say

_ADMISSION = r"(?:hospital )?(?:admission|arrival|presentation|hospitali[sz]ation|transfer|admit|adm)"
ONSET = r"(?:develop\w*|occurr\w*|arose|arising|began|appeared|became|suffered|sustained|experienced|started|new(?:ly)?|onset|noted|noticed|found|(?:first )?seen|came (?:on|up)|set in)"
_ORDINAL = r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|2nd|3rd|[4-9]th|10th)"
_DAY = (
    r"(?:\b(?:(?:hospital|hosp\.?) day|hd|day of life|dol)[ \t]*#?[ \t]*(?:[2-9]|[1-9]\d)\b(?!/\d| (?:from|s/p)\b)|"
    rf"{LETTERED_DAY}|"
    r"\b(?:post-?op(?:erative)? day|pod)[ \t]*#?[ \t]*\d{1,2}\b(?!/\d| (?:pci|cabg|[at]avr|mvr|stent|orif|tka|tha|im ?n|[a-z]+(?:ectomy|plasty|ostomy|otomy))\b)|"
    rf"(?:the )?{_ORDINAL} (?:hospital|post-?op(?:erative)?) day\b)"
)
_STAY = (
    rf"(?:{_DAY}|(?:on|from|by|since) day (?:[2-9]|1\d)\b|after {_ADMISSION}|since {_ADMISSION}|during (?:the|this|her|his|their) (?:hospital\w*|stay|admission|"
    r"hospital (?:stay|course|admission))|(?:while )?(?:inpatient|in (?:the )?hospital|hospitali[sz]ed|on the floor)|"
    rf"on the {_ORDINAL} (?:day|night|morning|evening)\b(?! of\b)|in the icu|overnight|post-?op(?:eratively)?\b|after (?:the )?(?:surgery|operation|procedure))"
)
_BEFORE = (
    rf"(?:(?:prior to|before) {_ADMISSION}|at home|in (?:(?:the|our) )?(?:ed\b|er\b|emergency (?:department|room))|in triage|(?:at|on) the scene|in the field|en route|"
    r"before (?:s?he|they) (?:came|arrived|presented|was admitted|were admitted)\b|\d+ (?:days?|weeks?|months?|years?) (?:ago|before|prior))"
)
#: What was done on a day for what was there before it: "effusion, tapped HD2", "gangrene: angio HD3 then TMA HD6".
_DEEDS = (
    *("tapped", "drained", "evacuated", "aspirated", "biopsied", "debrided", "stented", "banded", "clipped"),
    *("coiled", "amputated", "angio", "angiogram", "angioplasty", "thoracentesis", "paracentesis", "LVP"),
    *("EGD", "ERCP", "colonoscopy", "TMA", "BKA", "AKA", "bypass", "debridement", "washout", "cath"),
)
#: A day on which it was over, or until which it lasted, is none on which it began.
_NOT_OVER = (
    "".join(
        rf"(?<!{over} )(?<!{over} on )(?<!{over} by )"
        for over in (
            *("resolved", "gone", "cleared", "improved", "better", "weaned", "stopped", "off", "last"),
            *_DEEDS,
        )
    )
    + r"(?<!until )(?<!through )(?<!by )(?<!on )"
)
#: What, whether it stands before or behind ("both": either), and how.
_WORDS = (
    (
        "W",
        "both",
        (
            r"(?:can ?not|could not|(?:un|not )able to|not possible to|impossible to) (?:be )?(?:clinically )?"
            r"(?:determined?|tell|say|know)\b[^.\n]{0,90}(?:present|poa\b|admission|admitted|(?:was|were|already) there\b|on arrival)|\bpoa\W{1,3}(?:w\b|clinically undetermined)|"
            r"clinically undetermined"
        ),
    ),
    (
        "N",
        "both",
        (
            rf"not (?:present|there) (?:on|at|upon) {_ADMISSION}|\bnot in (?:\w+ )?failure (?:when (?:s?he|they) (?:came|arrived|presented)|(?:on|at|upon) {_ADMISSION})|absent (?:on|at) {_ADMISSION}|\bpoa\W{{1,3}}(?:no?\b)|\bskin (?:was |is )?intact (?:on|at|upon) {_ADMISSION}|(?:(?<=catheter)|(?<=line)|(?<=foley)|(?<=drain)|(?<=picc)|(?<=tube)),? (?:was )?placed (?:here|in[- ]house)\b|"
            r"\bnot poa\b|(?<!not )(?<!no )(?<!non-)(?:(?:hospital|hosp\.?)[- ](?:acquired|onset)|nosocomial|ventilator[- ]associated)"
        ),
    ),
    (
        "Y",
        "both",
        rf"present (?:on|at|upon|from|since) (?:the time of )?{_ADMISSION}|\b(?:was|were|both|all) (?:already )?there (?:on|at|upon) (?:the time of )?{_ADMISSION}|\bpoa\b(?!\W{{1,3}}(?:no?|u|w)\b)|community[- ]acquired",
    ),
    (
        "Y",
        "behind",
        rf"(?:sutured|stitched|repaired|closed|splinted|reduced) (?:by|in|at) (?:the )?(?:ed|er|emergency (?:room|department))\b|(?<!present )(?<!there )(?<!absent )(?:on|upon|at) (?:the day of )?{_ADMISSION}\b(?! (?:was |were )?(?:clean|negative|neg\b|normal|clear|intact|unremarkable|sterile))|(?:that|which) {ONSET}[^.;,]{{0,30}}{_BEFORE}|{_BEFORE}",
    ),
    (
        "N",
        "behind",
        (
            rf"(?:that|which|has|had) {ONSET}[^.;]{{0,40}}{_STAY}|{ONSET}[^.;,]{{0,30}}{_STAY}|{_NOT_OVER}(?:on )?{_DAY}|"
            r"(?:from|since|beginning|starting|on) day (?:of life )?(?:[2-9]|1\d)\b(?! of\b)|"
            r"after (?:the |her |his )?(?:(?:foley|urinary) )?(?:foley|catheter|chest tube|drain|line|sheath|epidural) (?:removal|was removed|came out|was pulled)\b|(?:after|post-?) ?extubation\b|"
            rf"new (?:during |in )?this (?:stay|admission|hospitali[sz]ation)\b|in (?:the )?hospital(?= ?[(;,.])|(?<=, )day (?:[2-9]|1\d)(?=[,.;])|{_NOT_OVER}(?<=[a-z] )day (?:[2-9]|1\d)(?= \()"
        ),
    ),
    (
        "Y",
        "before",
        (
            rf"\b(?:re)?adm(?:itted)? (?:\d{{1,2}}/\d{{1,2}} )?(?:to (?:the )?[\w-]+(?: [\w-]+){{0,3}}? )?(?:\w+ )?(?:with\b|w/|for\b|{WHY})|presented (?:to [^.;,]{{0,40}})?(?:with|for)|presenting with|"
            rf"on the day of {_ADMISSION}|when (?:s?he|they) (?:came|arrived|presented)\b|"
            r"(?:in|at) (?:the )?(?:ed|er|emergency (?:room|department)),? (?:s?he|they|patient|pt) was (?:found )?(?:already |clearly |visibly )*(?:in|having|with|to be in)\b|"
            r"(?:brought in|bib ?(?:ems|a)) (?:with|for)|bib ?(?:ems|a):|arrived (?:with\b|w/)|came (?:in )?(?:with\b|w/)|admission for|(?:intubated|(?:placed|put|started) on [\w /-]{2,24}|given [\w -]{2,20}) in (?:the )?(?:ed|er|emergency (?:room|department)) for\b|through the (?:emergency (?:room|department)|ed|er) doors?\b|from the (?:very )?(?:first|outset|start)\b"
        ),
    ),
    (
        "N",
        "before",
        r"\binpatient (?=hypoglyc|fall\b|delirium|fever|infection|pneumonia|seizure)|(?:subsequently|then|later|course) (?:was )?complicated by|\bcomplicated by|\bdeveloped\b|\bdeveloping\b",
    ),
    (
        "N",
        "before",
        rf"(?:since|from|starting|beginning|as of) (?:on )?{_DAY}|(?<![^\n])[ \t*-]*day (?:[2-9]|[1-3]\d)(?: ?[-\u2013] ?\d{{1,2}})?:|(?<![\w,)] ){_DAY}(?=(?:[^.;:\n]|\.\d){{0,60}}:)",
    ),
    (
        "N",
        "before",
        rf"(?:on|by) (?:{_DAY}|the {_ORDINAL} day\b(?! of\b))[^.;]{{0,50}}(?:develop\w*|noted|found|had|became)",
    ),
    (
        "N",
        "behind",
        rf"(?:on|by|from) (?:{_DAY}|day (?:[2-9]|1\d)\b|the {_ORDINAL} day\b(?! of\b))[^.;\n]{{0,40}}\b(?:rose|climbed|jumped|increased|fell|dropped|went up)\b",
    ),
)
_PATTERNS = tuple((what, where, Pattern(words, re.IGNORECASE)) for what, where, words in _WORDS)
#: That it cannot be told whether something was there at admission.
UNTOLD = Pattern(_WORDS[0][2], re.IGNORECASE)
#: How many words "on admission" and "POD 3" may stand behind what they speak of.
_LOOSE, _NEAR = Pattern(r"(?:on|upon|at) \w+|on .*|.*\d", re.IGNORECASE), 4
#: What was usual on arrival was not there: "Hyperglycemia. Sugars were normal on arrival".
_USUAL_THEN = Pattern(
    r"\b(?:normal|usual|unremarkable|clear|negative|no|not|without|absent|quiet|quiescent|inactive|dormant)\b",
    re.IGNORECASE,
)
#: Somebody saw it on arrival: "was seen by the wound nurse on arrival".
_SEEN_THEN = Pattern(
    r"[^,;:.]{0,30}\b(?:was|were) (?:\w+ )?(?:seen|noted|noticed|found|documented|measured|photographed|described|recorded)\b[^,;:.]*$",
    re.IGNORECASE,
)
_WORD, _STOP = Pattern(r"[\w'-]+"), Pattern(r"[.;](?=\s|$)")
#: "AKI in hospital" says when; "treated in hospital" where.
_RIGHT_BEHIND = Pattern(
    r"new (?:during |in )?this|in (?:the )?hospital|(?:from|since|beginning|starting|on) day", re.IGNORECASE
)
#: What the patient could no longer do.
_COULD_NOT = r"\bthen (?:could not|couldn't|unable to|failed to) (?:void|urinate|swallow|speak|move)\b"
_NEW = Pattern(
    r"(?<!neg for )(?<!negative for )\bnew(?:ly)?(?:[- ]onset)?\b(?! (?:found|diagnosed|discovered|recogni[sz]ed|identified|detected|known|vs|versus|compared|relative))|\bnow (?:with|has|having)\b|\bacute onset\b|\bovernight\b|(?<!was \d\.\d )(?<!is \d\.\d )\bthis (?:morning|am|afternoon|evening)\b|\b(?:began|started|onset) (?:today|yesterday)\b|"
    r"\bat (?:2[4-9]|[3-9]\d|1\d\d) ?h(?:ours?|rs?)?(?: of (?:life|age))?\b(?! (?:after|post|from|out))|\blast night\b|\bdevelop(?:ed|ing|s)\b|\bsince yesterday\b|"
    r"\b(?:dropped|fell|drifted down|sank|rose|climbed|jumped|shot up) to \d|"
    rf"{_COULD_NOT}|"
    r"\bwas \d[\d.]* (?:(?:on|at) (?:adm\w*|arrival)|yesterday)\b|\(\d[\d.]* (?:(?:on|at) )?(?:adm(?:it|ission)?|arrival|yesterday)\)",
    re.IGNORECASE,
)


class Timing(NamedTuple):
    """What words say (Y, N or W), and where they stand."""

    value: str
    start: int
    end: int


def said(text: str, within: tuple[int, int], at: tuple[int, int], *, before_stay: bool) -> Timing | None:
    """What `text` says of the condition at `at`, in the sentence `within`; None where it does not say.

    `before_stay`: the sentence tells what was before admission, where "developed" says no more.
    """
    cues = [(_distance((told.start, told.end), at), where, told) for where, told in _told(text, *within)]
    fitting = [c for c in cues if _fits(c, cues, text, at) and not (before_stay and _only_told(c))]
    fitting.sort(key=lambda c: (c[2].value != "W", c[1] != "both", c[0]))
    return fitting[0][2] if fitting else None


@lru_cache(maxsize=256)  # several conditions stand in one sentence
def _told(text: str, start: int, end: int) -> tuple[tuple[str, Timing], ...]:
    """All words of a sentence that tell a beginning, and where they stand of what they speak of."""
    return tuple(
        (where, Timing(what, *m.span()))
        for what, where, pattern in _PATTERNS
        if may_say(pattern, text)
        for m in pattern.finditer(text, start, end)
    )


def _distance(cue: tuple[int, int], at: tuple[int, int]) -> int:
    return max(0, cue[0] - at[1], at[0] - cue[1])


def _only_told(cue: tuple[int, str, Timing]) -> bool:
    return cue[2].value == "N" and cue[1] != "both"


#: What stands behind these words is what something came of: "developed an ileus from the pancreatitis".
_AS_CAUSE = Pattern(
    rf"\b(?:{FROM}|as a result of) (?:the |his |her |their )?(?:[\w-]+ ){{0,2}}$",
    re.IGNORECASE,
)
#: A value at admission that another follows tells the course, not a beginning: "hemoglobin 12.4 on admission, 7.3 on 5/8".
_CHANGED = Pattern(
    r",? (?:then |and |but |later )?(?:was |fell to |dropped to )?\d[\d.]*[^.;\n]{0,16}\b(?:(?:on|by) (?:\d|day|pod|hd|hospital day|the (?:\d|morning|day|night|evening|second|third|fourth)|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)\w* \d)|(?:after|following) (?:the )?(?:surgery|operation|procedure))",
    re.IGNORECASE,
)


def _fits(
    cue: tuple[int, str, Timing], cues: list[tuple[int, str, Timing]], text: str, at: tuple[int, int]
) -> bool:
    """Whether it governs the condition: on its side of it, and no other beginning between."""
    _, where, words = cue
    if words.value == "W":
        return True
    before = words.end <= at[0]
    if where == "before" and _AS_CAUSE.search(text, words.end, at[0]):
        return False
    if where == "behind" and _CHANGED.match(text, words.end):
        return False
    if where != "both" and before != (where == "before"):
        return False
    between = (words.end, at[0]) if before else (at[1], words.start)
    walls = [o for o in cues if o[1] == "before" or (before and o[1] == "both")]
    if any(between[0] <= o[2].start and o[2].end <= between[1] for o in walls):
        return False
    stretch = text[between[0] : between[1]]
    if where == "both" and text.startswith(":", words.end) and "\n" not in stretch:
        return True  # a label, of all that its line lists: "Hospital acquired: C. difficile colitis; pressure ulcer"
    if where == "both" and _ACQUIRED.match(text, words.start) and not at[0] <= words.start < at[1]:
        return _is_of_its_item(text, words, stretch, before=before)
    if where == "both":
        return not re.search(r";|\.(?=\s*(?:[A-Z]|$))", stretch) and (
            not before or len(stretch.split()) <= _NEAR
        )
    if where == "behind" and _RIGHT_BEHIND.match(text[words.start : words.end]):
        return not stretch.strip()
    if where == "behind" and _LOOSE.match(text[words.start : words.end]):
        if words.value == "Y" and _USUAL_THEN.search(stretch):
            return False
        seen = words.value == "Y" and _SEEN_THEN.match(stretch)
        return not _STOP.search(stretch) and len(_WORD.findall(stretch)) <= (2 * _NEAR if seen else _NEAR)
    return ";" not in stretch


def _is_of_its_item(text: str, words: Timing, stretch: str, *, before: bool) -> bool:
    """Whether "hospital acquired" is said of a condition: of what it names next, or of what it stands behind and names nothing else."""
    if before:
        return not _NEXT_ITEM.search(stretch) and len(stretch.split()) <= 2 * _NEAR
    return not _NAMES_NEXT.match(text, words.end) and not _PARTED.search(stretch)


#: What was acquired there is what is named behind the word, up to the next item: "hospital acquired L heel DTI 3 malnutrition".
_ACQUIRED = Pattern(r"(?:hospital|hosp\.?|icu)[- ](?:acquired|onset)|nosocomial|ventilator", re.IGNORECASE)
_NEXT_ITEM = Pattern(
    r"[,;.\n]|(?<!stage )(?<!type )(?<!grade )(?<!day )\b\d{1,2}[.)]? (?=[A-Za-z]|$)", re.IGNORECASE
)
_NAMES_NEXT = Pattern(r" (?!in\b|on\b|during\b|and\b|but\b|by\b|per\b|here\b)[A-Za-z]", re.IGNORECASE)
_PARTED = Pattern(r";|\.(?=\s*(?:[A-Z]|$))")


def begins_now(text: str, within: tuple[int, int]) -> tuple[int, int] | None:
    """Words of a note written in the course of a stay that say it has just begun."""
    found = _NEW.search(text, *within) or _led_in(text, within[0])
    return found.span() if found else None


#: What is better or not so has not begun.
_NO_BEGINNING = Pattern(
    r"\b(?:no|not|without|denies|better|improv\w*|stable|resolv\w*|unchanged)\b|"
    rf"\b(?:on|at|upon) (?:\w+ )?{_ADMISSION}\b|\bin (?:the|our) (?:ed|er|emergency (?:department|room))\b",
    re.IGNORECASE,
)
_BEGINNING = Pattern(
    r"(?<!neg for )(?<!negative for )\bnew(?:ly)?\b(?! (?:found|diagnosed|discovered|recogni[sz]ed|identified|detected|known))|\bovernight\b|\blast night\b|\bsince yesterday\b|"
    r"\b(?:called|paged|summoned) (?:at|to|for|by)\b|\brapid response\b|" + _COULD_NOT,
    re.IGNORECASE,
)
_ITEM = Pattern(r"[ \t]*(?:[-#*•]|\d+[.)])")


def _led_in(text: str, start: int) -> re.Match[str] | None:
    """The words of the sentence right before, in the same paragraph, that tell of a beginning: what is found is then named."""
    line = text.rfind("\n", 0, start) + 1
    if not text[line:start].strip() and not _ITEM.match(text, line):
        line = text.rfind("\n", 0, max(line - 1, 0)) + 1  # the line before, in notes of one thought a line
    before = text[line:start].rstrip()
    if not before.endswith(".") or _ITEM.match(text, line):
        return None
    first = line + max(before[:-1].rfind(". ") + 1, 0)
    return None if _NO_BEGINNING.search(text, first, start) else _BEGINNING.search(text, first, start)
