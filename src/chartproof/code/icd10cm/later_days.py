"""What a paragraph of the course tells under a later time of the stay: "On the second night he became confused. Delirium, treated"."""

from __future__ import annotations

import re
from datetime import date

from chartproof.code.icd10cm.day_entries import entry_at, told_new_in_entry
from chartproof.model.calendar import CALENDAR, LETTERED_DAY, is_later
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence
from chartproof.terms.numbers import spelled

_ORDINAL = (
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|2nd|3rd|[4-9]th|10th|next|following)"
)
_NUMBERED = r"(?:first |second |third |fourth |1st |2nd |3rd |4th )?"
#: The day that heads a note: "PROGRESS 5/19: during the second unit her temperature rose".
_WRITTEN = r"\d{1,2}/\d{1,2}(?:/\d{2,4})?"
_PART = r"(?:day|night|morning|evening|afternoon|week)"
#: Acts of a stay that a sentence may open with.
_ACT = r"(?:transfusion|unit|infusion|drip|dialysis|operation|surgery|procedure|cathet\w+|extubation|bolus)"
#: How a sentence of a later time opens.
_LATER = Pattern(
    rf"[ \t*#-]*(?:(?:[A-Z][A-Z&/ -]{{2,30}} {_WRITTEN}|(?:hospital )?course|[A-Z][a-z]{{2,15}})(?::| -) ?)?(?:(?:at|in|during) (?:therapy|dialysis|rounds|pt|ot|lunch|dinner|breakfast),? )?(?:(?:on|by|during|over|from|since|starting|in|at) )?(?:the )?(?:early )?(?:{_PART} of (?:the )?)?"
    rf"(?:{CALENDAR}|(?:hospital|hosp\.?) day #?(?:[2-9]|1\d)\b|hd ?#?(?:[2-9]|1\d)\b|{LETTERED_DAY}|(?:pod|post-?op(?:erative)? day) ?#?\d+\b|day (?:[2-9]|1\d)\b(?! of)|"
    rf"{_ORDINAL} (?:hospital |post-?op(?:erative)? )?{_PART}\b(?! of(?! (?:(?:the|his|her) )?(?:stay|admission|hospitali[sz]ation)\b))|(?<=on the ){_ORDINAL}(?=,)|first post-?op(?:erative)? {_PART}\b|{_NUMBERED}{_ACT}\b|overnight\b|post-?operatively\b)|"
    rf"[ \t]*(?:\d+|a few|{spelled()}|several|some) (?:days?|hours?|nights?) (?:later|after (?:admission|arrival|(?:the |her |his )?{_ACT})|into (?:the )?\w+)\b|"
    rf"[ \t]*(?:shortly |soon |right )?(?:after|following) (?:the |her |his )?{_NUMBERED}{_ACT}\b|[ \t]*(?:that|the same) (?:night|evening)\b",
    re.IGNORECASE,
)
#: How one opens that tells of the arrival, or of what was before.
_ARRIVAL = Pattern(
    r"[^.;]{0,40}\b(?:arrival|admission|presentation|admitted|presented|brought|came (?:in|to|with)|in the (?:ed|er|emergency)|before|at home|ago)\b",
    re.IGNORECASE,
)
#: How one tells that it was not there at the arrival: "Wound was clean at admission".
_CLEAN_THEN = Pattern(
    r"[^.;]{0,40}\b(?:clean|clear|normal|intact|none|not|no|fine|without|symmetric)\b", re.IGNORECASE
)
#: Words by which something began then, with the patient; a study or an operation of that day is none.
_BEGAN = Pattern(
    r"\b(?:(?:till|until) then|began|sudden(?:ly)?|could(?: not|n't)|flipped|(?:slipped|converted) (?:in)?to|started (?:overnight|last|yesterday)|turned (?:hot|red|warm|cold|blue|pale)|became|appeared|presented|suffered|led to (?:an? |the )?(?:\w+ ){0,2}?(?:study|scan|ct|cta|mri|doppler|duplex|ultrasound|echo\w*)|develop\w*|began|broke out|started to|got|gotten|blew up|ballooned|puffed up|took off|tanked|bottomed out|came off|gone (?:\w+ )?(?:red|hot|cold|pale|blue|limp|bad)|complained|spiked|choked|vomited|threw up|desaturated|collapsed|fell|dropped|rose|climbed|jumped|went (?:in)?to|needed|felt|grew|"
    r"pulling (?:at|out|off)|picking at|climbing out|seeing (?:things|people|bugs)|hallucinat\w+|(?:glucose|sugar|fsbg|fsbs|cbg|bg) (?:of |was |to )?[2-6]\d\b|did not (?:know|recogni[sz]e)|disoriented|sundown\w+|rigors|\d+(?:\.\d)? ?(?:->|\u2192) ?\d|"
    r"(?:was|were) (?:\w+ )?(?:confused|agitated|febrile|swollen|red|sore|tender|short of breath|dizzy|unresponsive|hypotensive|hypoxic|distended|nauseated|sleepy|lethargic)|"
    r"had (?!(?:an? |the |her |his )?(?:[\w-]+ ){0,3}?(?:ct|mri|cta|scan|x-?rays?|films?|echo\w*|ultrasound|duplex|\w+(?:ectomy|otomy|ostomy|plasty|scopy|graphy|gram|centesis)|"
    r"surgery|operation|procedure|biopsy|catheterization|transfusion|dialysis|line|tube|mass|nodule|repair|visit|no\b)\b))",
    re.IGNORECASE,
)
#: From a day on: it began on that day.
_FROM = Pattern(r"[ \t*-]*(?:from|since|starting)\b", re.IGNORECASE)
_STOP = Pattern(r"(?<!\b[A-Z])[.;] +(?=[A-Z\d])|\n")
#: So many sentences back a paragraph may have named the time, and so far.
_BACK, _FAR = 4, 500


#: Parts of a summary that name what the course tells, without a time of their own.
_LISTS = frozenset({"discharge_dx", "postop_dx", "assessment", "impression", "problem_list", "diagnoses"})


def told_only_later(mentions: tuple[Mention, ...], coding: Coding) -> tuple[Evidence, ...]:
    """The first words of a condition outside the lists of a summary, and those of a later time, where all stand under one; else nothing."""
    told = [m for m in mentions if m.section not in _LISTS or _is_of_entry(m, coding)]
    words = []
    for m in told:
        document = coding.encounter.document(m.document)
        found = told_later(document.text, m.evidence[0].start, coding.encounter.began)
        if found is None:
            return ()
        words.append(document.quote(*found))
    return (*told[0].evidence, words[0]) if told else ()


#: What was as usual until a later time of the stay: "bowels normal until the night of 12/14, hospital day 6".
_UNTIL = Pattern(
    rf"\b(?:normal|usual|fine|well|clear|sharp|oriented|afebrile|dry|intact|quiet|none|no [a-z ]{{3,30}}|\d(?:\.\d)?) (?:(?:un)?till?|through) (?:(?:the )?{_PART} of )?(?:{CALENDAR}|hospital day #?[2-9]|hd ?#?[2-9]|pod ?#?\d|{_ORDINAL} (?:hospital )?{_PART})",
    re.IGNORECASE,
)


def _is_of_entry(mention: Mention, coding: Coding) -> bool:
    """Whether it stands in an entry of a record of days, whatever heading stands above all of them."""
    text = coding.encounter.document(mention.document).text
    return entry_at(text, mention.evidence[0].start, coding.encounter.began) is not None


#: A line that a day of the stay heads: "5/16 (day 12): sudden watery stools".
_HEADED = Pattern(rf"[ \t*\u2022-]*{CALENDAR}(?: ?\([^()\n]{{1,20}}\))? ?[:\u2013-]", re.IGNORECASE)

#: The same by its number: "POD 7:", "HD 4 (Tuesday):".
_HEADED_BY_NUMBER = Pattern(
    r"[ \t*\u2022-]*(?:(?:pod|post-?op(?:erative)? day) ?#?\d{1,2}|(?:hd|hospital day|icu day) ?#?(?:[2-9]|\d\d))(?: ?\([^()\n]{1,20}\))? ?:",
    re.IGNORECASE,
)


def opens_later(text: str, at: int, began: date | None) -> bool:
    """Whether the line of a place is headed by a day behind that of the admission."""
    line = text.rfind("\n", 0, at) + 1
    if _HEADED_BY_NUMBER.match(text, line):
        return True
    found = _HEADED.match(text, line) if began else None
    return found is not None and began is not None and is_later(found, began)


def later_time(text: str, at: int, began: date | None) -> tuple[int, int] | None:
    """The words of a later time of the stay that open the sentence of a place, or a day of it that heads its line."""
    line = text.rfind("\n", 0, at) + 1
    if opens_later(text, at, began) and (
        headed := _HEADED.match(text, line) or _HEADED_BY_NUMBER.match(text, line)
    ):
        return headed.span()
    starts = [line, *(m.end() for m in _STOP.finditer(text, line, at))]
    found = _LATER.match(text, starts[-1], at)
    if found is None:
        return None
    dated = found["month"] or found["name"] or found["nth"]
    return found.span() if not dated or (began is not None and is_later(found, began)) else None


def told_later(text: str, at: int, began: date | None) -> tuple[int, int] | None:
    """The words of a later time of the stay under which a condition at `at` is told, where they say that something began, or open the entry of a day."""
    if entry := told_new_in_entry(text, at, began):
        return entry
    paragraph = max(text.rfind("\n", 0, at) + 1, at - _FAR)
    end_of_line = text.find("\n", at)
    for until in _UNTIL.finditer(text, paragraph, end_of_line if end_of_line >= 0 else len(text)):
        if is_after(until, began):
            return until.span()
    starts = [paragraph, *(m.end() for m in _STOP.finditer(text, paragraph, at))][::-1]
    for number, start in enumerate(starts[:_BACK]):
        end = starts[number - 1] if number else at
        found = _LATER.match(text, start, end)
        if found is None:
            if _ARRIVAL.match(text, start, end) and not _CLEAN_THEN.match(text, start, end):
                return None
            continue
        if not is_after(found, began):
            return None
        if _FROM.match(text, start, found.end()):
            return start, found.end()
        if verb := _BEGAN.search(text, found.end(), end):
            return start, verb.end()
    return None


def is_after(found: re.Match[str], began: date | None) -> bool:
    """Whether a time is behind the admission; a day of the calendar tells by itself."""
    if not (found["month"] or found["name"] or found["nth"]):
        return True
    return began is not None and is_later(found, began)
