"""What the item of a condition tells, behind its name, of the day of the stay on which its sign or its value was first so."""

from __future__ import annotations

import re
from datetime import date

from chartproof.code.icd10cm.later_days import is_after
from chartproof.code.icd10cm.timing import Timing
from chartproof.model.calendar import CALENDAR, LETTERED_DAY
from chartproof.model.pattern import Pattern

#: A later day by its number; that of an illness is none of the stay.
_NUMBERED = rf"(?:(?:(?:hospital |icu )?day ?#?|hd ?#?|pod ?#?)(?:[2-9]|1\d)\b|{LETTERED_DAY})(?! of (?!(?:the |this |her |his )?(?:stay|admission|hospital)))"
_DAY = rf"(?:{CALENDAR}|{_NUMBERED})"
_ARRIVAL = r"(?:(?:on|at|upon) )?(?:adm\w*|arrival|presentation)"
#: A course that was prescribed begins then, not what it is for: "quadruple therapy x 14 days starting 12/6".
_NOT_GIVEN = "".join(
    rf"(?<!x {days} )"
    for days in (r"\d d", r"\dd", r"\d\dd", r"\d days", r"\d\d days", r"\d wks", r"\d weeks")
)
#: "Sugars 210-268 from day 2"; "creatinine 1.0 on admission, rose from HD4"; "no stool starting on day 3"; "nadir 2.9 on 1/20".
_SINCE = Pattern(
    rf"\b(?:(?:rose|climbed|rising|climbing) (?:from|since|on)|{_NOT_GIVEN}(?:starting|beginning|began)(?: on)?|nadir(?: of)? \d[\d.,]*(?: on)?|"
    rf"(?:sugars?|glucoses?|fsb[gs]|bgs?|fingersticks?)\b[^.;,\n]{{0,20}} (?:from|since|on)) {_DAY}",
    re.IGNORECASE,
)
#: "phos 1.9 on 1/9 (3.6 on adm)".
_AGAINST = Pattern(rf"\d[\d.,]* on {_DAY} \(\d[\d.,]* {_ARRIVAL}\)", re.IGNORECASE)
#: "- 4/12 fever 39, new infiltrate": the day on which it showed itself.
_SHOWED = Pattern(
    rf"(?: ?\([^()\n]{{0,40}}\))? ?[-:\u2013] ?(?:on )?{_DAY}:? (?:[\w-]+ ){{0,2}}?(?:fevers?|febrile|new|sudden\w*|desat\w*|emesis|vomit\w*|confus\w*|unresponsive|hypox\w*|spiked?)\b",
    re.IGNORECASE,
)
#: "Not present on admit CXR".
_NOT_YET = Pattern(
    r"(?<=[.;(] )not (?:yet )?(?:present|there|seen) (?:on|at) (?:the |her |his )?(?:admit|admission|adm|arrival)\b|(?<=\()not (?:on|at) (?:admit|admission|adm|arrival)\b",
    re.IGNORECASE,
)
#: In front of a condition, in its sentence: "no BM for 5 days starting on day 3, constipation".
_SINCE_THEN = Pattern(rf"\b(?:starting|beginning)(?: on)? {_DAY}", re.IGNORECASE)
#: Right behind a condition, a day and what the patient did on it: "hypoglycemia 4/23 while NPO".
_WHILE = Pattern(rf" (?:on )?{CALENDAR}(?=,? (?:while|after|during|overnight|when)\b)", re.IGNORECASE)
#: A later day that opens an item, which tells what was new on it: "- Hospital day 7 (1/18) - new frequency, T 38.0. UA positive. Acute UTI".
_ITS_DAY = Pattern(
    rf"[ \t]{{0,12}}[-#*\u2022]?[ \t]{{0,4}}(?:on )?{_DAY}(?: \([^()\n]{{1,20}}\))?[ \t]{{0,4}}[-:,\u2013]",
    re.IGNORECASE,
)
#: The same in the sentence before: "POD 2 new wheeze, more sputum. Medicine saw him: acute exacerbation".
_NEW_THEN = Pattern(
    rf"(?<=[.;:] ){_DAY}:? new\b[^.;\n]{{0,60}}\.(?:[^.\n]|(?<=\d)\.(?=\d)){{0,60}}$", re.IGNORECASE
)
_NEW = Pattern(
    r"\b(?:new|sudden\w*|spik(?:ed?|ing)|febrile|T 3[89]|fevers?|develop\w*|desat\w*)\b", re.IGNORECASE
)
#: The same with nothing behind the day: "Catheter-associated UTI, 3/15."
_ON = Pattern(rf",? (?:on )?{CALENDAR}(?=[.;](?:\s|$))", re.IGNORECASE)
#: Below a condition: the day on which its signs were seen: "T 38.6, RLL opacity, leukocytosis on HD5".
_SIGNS_ON = Pattern(
    r"(?<=\n)[ \t]*(?:[\w.%/>-]+,? ){0,10}?(?:T ?3[89]|fevers?|febrile|opacit\w+|infiltrates?|leukocytosis|hypox\w+|desat\w*|swelling|rash|confus\w+|red(?:ness)?|erythema|drainage|pain)\b"
    rf"(?:,? (?:and |with |new )?(?!improv|resol|reced|clear|better|wean|switch|chang|home|culture)[A-Za-z/]+){{0,4}} on {_DAY}",
    re.IGNORECASE,
)
#: Its value was usual then: "Admit sugar fine, up to 360s on steroids".
_USUAL_THEN = Pattern(
    r"\b(?:admit|admission|adm|arrival) (?:sugars?|glucose|fsbg|bg) (?:was |were )?(?:fine|normal|nl|ok|wnl)\b",
    re.IGNORECASE,
)
_OF_SUGAR = Pattern(r"glyc|sugar|glucose", re.IGNORECASE)
#: In the sentences before it, by what a place that was clear then came to have: "TMs had been clear on the admit exam".
_CLEAR_THEN = tuple(
    (
        Pattern(came, re.IGNORECASE),
        Pattern(
            rf"\b(?:{place})\b[^.;\n]{{0,12}} (?:had been|was|were) (?:clear|normal|clean|intact|unremarkable) (?:on|at) (?:the |her |his )?(?:admit|admission|initial) exam\b"
            r"(?!.*\b(?:admission|admit|ED|arrival)\b)[^\n]{0,80}$",
            re.IGNORECASE,
        ),
    )
    for came, place in (
        (r"otitis|\bA?OM\b", r"TMs?|ears?"),
        (r"pneumonia|\bpna\b", r"lungs?|chest"),
        (r"cellulitis|rash|eruption|ulcer", r"skin"),
        (r"infection|\bssi\b|dehisc\w+", r"wound|incision"),
        (r"thrush|candid\w+|mucositis", r"mouth|oropharynx"),
    )
)
#: Behind it: a study of the admission showed it all the same.
_SEEN_THEN = Pattern(r"\b(?:admission|admit|ED|arrival)\b", re.IGNORECASE)
#: What is measured.
_LAB = r"(?:fsbgs?|bgs?|gluc(?:ose)?|sugars?|k|na|mg|ca|phos|cr|hgb|hb|plts?|t|temp|bp|sats?|spo2)"
#: In front of it, in its sentence: "no BM x7d PTA: constipation"; "Adm K 2.8 = hypokalemia"; "HD3 FSBG 260s -> hyperglycemia".
_BEFORE_STAY = Pattern(
    r"\b(?:x ?\d+ ?(?:d|days?|wks?|weeks?)|for (?:\d+|several|a few) (?:days?|weeks?)) (?:PTA|prior to (?:admission|arrival))\b[^.;\n]{0,30}$"
    rf"|(?:^|(?<=[\n.;]))[ \t]*(?:adm|admit|admission|arrival) {_LAB} [\d.]+(?:[^.;\n]|(?<=\d)\.(?=\d)){{0,40}}?(?:=|-+>|\u2192|,|:) ?$",
    re.IGNORECASE,
)
_LED_TO = Pattern(
    rf"(?:^|(?<=[\n.;]))[ \t]*-? ?(?:on )?{_DAY}:?(?: onwards?)? {_LAB} [\d.]+(?:-\d+)?s?(?:/\d+)? ?(?:-+>|\u2192|=|,) ?(?:\w+ )?$",
    re.IGNORECASE,
)
#: So far before a condition its paragraph tells of it.
_PARAGRAPH = 160
#: So near behind it its own sentence tells of it.
_SHORT = 40
#: How a line opens that its condition heads.
_HEAD = Pattern(r"[ \t]*(?:[-#*\u2022]+|\(?\d+[.)])?[ \t]*(?:[\w/-]+ ){0,4}$")


def in_item(text: str, at: tuple[int, int], began: date | None) -> Timing | None:
    """The words behind a condition, in the line it heads, by which it came on a later day of the stay; or in front, in its sentence."""
    start, end = text.rfind("\n", 0, at[0]) + 1, text.find("\n", at[1])
    end = len(text) if end < 0 else end
    sentence = max(text.rfind(". ", start, at[0]) + 1, start)
    if (found := _NEW_THEN.search(text, start, at[0])) and is_after(found, began):
        return Timing("N", *found.span())
    for pattern in (_SINCE_THEN, _AGAINST):
        if told := _later(pattern, text, (sentence, at[0]), began):
            return told
    for behind in (_WHILE, _ON):
        if (found := behind.match(text, at[1], end)) and is_after(found, began):
            return Timing("N", *found.span())
    if (
        (day := _ITS_DAY.match(text, start, at[0]))
        and is_after(day, began)
        and _NEW.search(text, day.end(), at[0])
    ):
        return Timing("N", *day.span())
    if found := _BEFORE_STAY.search(text, sentence, at[0]):
        return Timing("Y", *found.span())
    if (found := _LED_TO.search(text, sentence, at[0])) and is_after(found, began):
        return Timing("N", *found.span())
    for came, clear in _CLEAR_THEN:
        found = clear.search(text, max(start, at[0] - _PARAGRAPH), at[0]) if came.search(text, *at) else None
        if found and not _SEEN_THEN.search(text, at[1], min(end, at[1] + _SHORT)):
            return Timing("N", *found.span())
    if _HEAD.match(text, start, at[0]) is None:
        return None
    if not text[at[1] : end].strip(" \t.:*"):  # its name alone: the line below tells it
        below = text.find("\n", end + 1)
        body = (end, below if below >= 0 else len(text))
        if (found := _SIGNS_ON.search(text, *body)) and is_after(found, began):
            return Timing("N", *found.span())
        if _OF_SUGAR.search(text, start, end) and (found := _USUAL_THEN.search(text, *body)):
            return Timing("N", *found.span())
        return None
    if (found := _SHOWED.match(text, at[1], end)) and is_after(found, began):
        return Timing("N", *found.span())
    if found := _NOT_YET.search(text, at[1], end):
        return Timing("N", *found.span())
    return _later(_AGAINST, text, (at[1], end), began) or _later(_SINCE, text, (at[1], end), began)


def _later(pattern: Pattern, text: str, within: tuple[int, int], began: date | None) -> Timing | None:
    found = next((m for m in pattern.finditer(text, *within) if is_after(m, began)), None)
    return Timing("N", *found.span()) if found else None
