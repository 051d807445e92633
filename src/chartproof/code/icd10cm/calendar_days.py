"""What a day of the calendar beside a condition says of when it began: "developed 4/24", "On March 12 he became constipated"."""

from __future__ import annotations

import re
from datetime import date

from chartproof.code.icd10cm.timing import ONSET, Timing
from chartproof.model.calendar import CALENDAR, day_of, is_later
from chartproof.model.pattern import Pattern
from chartproof.terms.cause import FROM

#: A day of the calendar on which it began: developed 4/24, onset on 4/24/26, began on the evening of March 11.
_DATED = Pattern(
    rf"\b(?P<verb>{ONSET}|diagnosed|first seen|flared(?: up)?)(?:[ :]+(?:on|of))?[ :(]+(?:(?:the )?(?:early |late )?(?:morning|evening|night|afternoon) (?:of )?)?{CALENDAR}",
    re.IGNORECASE,
)
#: A day of the calendar that leads its sentence: "On 12/8 white plaques on the tongue, oral candidiasis".
_LED_BY_DAY = Pattern(rf"(?:(?:on|by|from|since|starting) )?{CALENDAR}(?= [a-z])", re.IGNORECASE)
#: Before a condition, in its sentence, or right behind it: that it was there before that day, or is over by it.
_NO_BEGINNING = r"\b(?:resolv\w*|still|continued|persist\w*|better|improv\w*|stopped|weaned|discharged|baseline|back to|recovered)\b"
_BEFORE_IT = Pattern(rf"[^.;\n]*?{_NO_BEGINNING}", re.IGNORECASE)
_BEHIND_IT = Pattern(rf"[^.;,\n(]*?{_NO_BEGINNING}", re.IGNORECASE)
#: What may stand between a condition and the words of its beginning.
_BESIDE = Pattern(r"[ (-]*(?:[\w-]+ ){0,3}\(?")
#: Behind a colon, what it showed itself by: "Norovirus gastroenteritis: vomiting and loose stools began 2/22".
_ITS_SIGNS, _OF_SIGNS = (
    Pattern(r": ?(?:[\w-]+,? ){1,6}\(?"),
    Pattern(r"began|developed|appeared|onset|arose|set in", re.IGNORECASE),
)
#: It may open the line under the head of a problem: "New on 12/13, glucose to 288".
_BELOW = Pattern(r"[.:]?[ \t]*\r?\n[ \t]*(?:[-*•][ \t]*)?")


def dated(text: str, at: tuple[int, int], end: int, began: date | None) -> Timing | None:
    """What a date behind a condition, or one that leads its sentence, says: it began after the first day of the stay (N), or by then (Y).

    `end`: of what is told of it, below it too.
    """
    if began is None:
        return None
    found = _DATED.search(text, at[1], end)
    if found is None or not _speaks_of(found, text, at[1]):
        found = (
            _spanned(text, at[1], began)
            or _TREATED_FROM.match(text, at[1])
            or _leading(text, at, began)
            or _placed(text, at, began)
            or _by_drug(text, at[1], began)
        )
        found = found or _led_below(text, at[1], end, began)
    if found is None:
        return None
    day = day_of(found, began)
    return None if day is None else Timing("N" if day > began else "Y", *found.span())


def _speaks_of(found: re.Match[str], text: str, end: int) -> bool:
    """Whether the words of a beginning are of the condition that ends at `end`."""
    if "\n" in text[end : found.start()]:
        return _BELOW.fullmatch(text, end, found.start()) is not None
    if _BESIDE.fullmatch(text, end, found.start()):  # "started" behind another word is of a drug
        return found["verb"].lower() != "started" or not text[end : found.start()].strip(" (")
    return bool(_OF_SIGNS.fullmatch(found["verb"]) and _ITS_SIGNS.fullmatch(text, end, found.start()))


#: A value of a later day that the condition is drawn from: "TSB 11.8 on 2/13: jaundice".
_DRAWN_FROM = Pattern(rf"\bon {CALENDAR}: ?(?:new |early |mild )?$", re.IGNORECASE)
#: The day on which somebody looked at what was there: "the dentist saw him on 11/5: periapical abscess".
_LOOKED = Pattern(
    r"\b(?:looked (?:at|over)|examined|saw|seen|evaluated|consult\w*|visited|assessed|reviewed)\b[^.;:]{0,50}$",
    re.IGNORECASE,
)
#: What a line put in on a day of the stay brought came behind it: "due to PICC: catheter placed 2/21".
_BY_DEVICE = Pattern(
    rf"\b(?:{FROM}|related to|associated with)(?: an?| the| his| her)? (?:[\w-]+ ){{0,2}}(?:picc|catheter|line|drain|tube|port|stent|graft|foley|device)\b",
    re.IGNORECASE,
)
_PLACED = Pattern(rf"\b(?:placed|inserted|put in)(?: here| in house)?(?: on)? {CALENDAR}", re.IGNORECASE)


#: Right behind a condition, from which day of the stay to which it lasted: "delirium 1/31-2/2".
_SPAN = Pattern(
    rf" \(?(?:from )?{CALENDAR} ?(?:-|\u2013|to|through|until) ?\d{{1,2}}/\d{{1,2}}", re.IGNORECASE
)


#: Behind a condition, from which day on the machine that it asked for was needed: "respiratory failure; vent 4/22-4/28".
_TREATED_FROM = Pattern(
    rf"[^.;,\n]{{0,30}}[;,(] ?(?:on )?(?:the )?(?:vent(?:ed|ilated|ilator)?|intubated|bipap|cpap|hfnc|high[- ]flow|pressors?) (?:from |since |on )?{CALENDAR}",
    re.IGNORECASE,
)


def _spanned(text: str, end: int, began: date) -> re.Match[str] | None:
    found = _SPAN.match(text, end)
    return found if found is not None and is_later(found, began) else None


def _placed(text: str, at: tuple[int, int], began: date) -> re.Match[str] | None:
    """The day of the stay on which the device was put in that the words right behind a condition lay it to."""
    end = text.find("\n", at[1])
    end = len(text) if end < 0 else end
    by = _BY_DEVICE.search(text, at[1], min(end, at[1] + 40)) or _BY_DEVICE.search(text, *at)
    found = _PLACED.search(text, at[1], end) if by else None
    return found if found is not None and is_later(found, began) else None


#: Behind a condition: a drug that did it, and the day of the stay on which it did.
_BY_DRUG = Pattern(rf",? (?:{FROM}|to|after) (?:[\w-]+ ){{1,3}}on {CALENDAR}", re.IGNORECASE)


def _by_drug(text: str, end: int, began: date) -> re.Match[str] | None:
    found = _BY_DRUG.match(text, end)
    return found if found is not None and is_later(found, began) else None


def _leading(text: str, at: tuple[int, int], began: date) -> re.Match[str] | None:
    """The day that leads the sentence of a condition, or that its value was of, where it is of the stay's later days."""
    start, end = opening_of(text, at[0]), at[0]
    while start < end and text[start].isspace():
        start += 1
    found = _LED_BY_DAY.match(text, start)
    if found and (_BEFORE_IT.match(text, found.end(), end) or _BEHIND_IT.match(text, at[1])):
        found = None
    found = found or _DRAWN_FROM.search(text, start, end)
    if found is not None and _LOOKED.search(text, start, found.start()):
        return None
    return found if found is not None and is_later(found, began) else None


#: Right below the head of a problem, the day of the admission, on which its signs were there: "# Acute systolic heart failure\nOn 3/3 he had crackles".
_LED_BELOW = Pattern(
    rf"[.:]?(?:[ \t]*\r?\n|[ \t])[ \t]*(?:on )?{CALENDAR}[, ](?:[\w-]+ ){{0,3}}?(?:had|was|were|became|developed|went|began|complained|noticed|found|there (?:was|were))\b(?! (?:no|not|normal|without|better|started|given|seen|discharged)\b)",
    re.IGNORECASE,
)


def _led_below(text: str, end: int, last: int, began: date) -> re.Match[str] | None:
    """The day of the admission, where it leads the first sentence below a condition and tells what was then; of a later day only the signs of a turn may be."""
    found = _LED_BELOW.match(text, end)
    of_arrival = found is not None and found.end() <= last and not is_later(found, began)
    return found if of_arrival else None


#: A sentence that names what the one before it tells: "On 3/4 he became confused. This was hepatic encephalopathy".
_NAMES_IT = Pattern(
    r"(?:this|it|that|these|we (?:called|judged) (?:this|it))(?: (?:was|were|is|proved to be|turned out to be|represented))? (?:an? |the |his |her )?(?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)


def opening_of(text: str, at: int) -> int:
    """Where the sentence of a condition begins; that before it, where its own only names what that one tells."""
    start = max(text.rfind(". ", 0, at) + 2, text.rfind("; ", 0, at) + 2, text.rfind("\n", 0, at) + 1, 0)
    if not _NAMES_IT.fullmatch(text, start, at) or text[start - 2 : start] != ". ":
        return start
    return max(text.rfind(". ", 0, start - 2) + 2, text.rfind("\n", 0, start - 2) + 1, 0)
