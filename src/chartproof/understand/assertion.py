"""How a mention is meant: there or not, now or not, the patient's or not.

Chapman 2001 (NegEx) for negation, Harkema 2009 (ConText) for time and subject; doubt as in the
ICD-10-CM guidelines II.H, III.C and IV.H. The cue words and their scopes stand in `cues/*.yml`.
"""

from __future__ import annotations

import re
from typing import Any

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Assertion, Line, Presence, Subject, Time
from chartproof.model.record import Document, Evidence
from chartproof.terms.numbers import spelled
from chartproof.terms.told_without import BY_DEFAULT
from chartproof.understand.came import is_why_they_came
from chartproof.understand.cues_ahead import ahead_of
from chartproof.understand.cues_behind import behind, is_of_another
from chartproof.understand.cuewords import Cue, cues_in
from chartproof.understand.operated import taken_away

__all__ = ["Cue", "cues_in", "is_of_kin", "meant"]
_SURE = Assertion()
_TIMES = {"now": Time.NOW, "past": Time.PAST, "ahead": Time.AHEAD}
_SUBJECTS = {"family": Subject.FAMILY, "other": Subject.OTHER}
_PRESENCES = {"nothing": Presence.ABSENT, "absent": Presence.ABSENT, "possible": Presence.POSSIBLE}
#: Habits: that they are denied is social history.
_HABIT = Pattern(r"\b(?:tobacco|alcohol|etoh|drugs?|drug\s+(?:use|abuse)|smok\w+|drinking)\b", re.IGNORECASE)
#: Sections that say by themselves when or whose.
FAMILY_SECTIONS = frozenset({"family_history"})
PAST_SECTIONS = frozenset({"psh", "past_surgical_history", "surgical_history"})
#: The part of what was only thought of: a differential names nothing that is had (guidelines II.H, IV.H).
DIFFERENTIAL = "differential"
#: Lists of what was, with the year of each.
LISTS_OF_BEFORE = frozenset({"pmh", "problem_list"})
_YEAR = Pattern(r"\b(?:19|20)\d\d\b(?!-|/)")
#: Words behind a condition by which it is there: a year, a treatment.
_OWN = Pattern(
    r"\s*\(?(?:(?:in |since |dx |diagnosed )*(?:19|20)\d\d\b|(?:s/p|status post|(?:well[- ])?controlled|treated|managed)\b"
    r"|on (?!exam|ct|mri|x|ultra|us\b|imag|palp|ausc|the|his|her|either|both|any|no|\d)[a-z]{4,})",
    re.IGNORECASE,
)
#: What is not found where a condition is there.
_CAUSE_OF = Pattern(
    r"\b(?:cause|etiology|aetiology|source|origin|reason|explanation|focus|trigger|site)s? (?:of|for) (?:[\w'-]+ ){0,6}$",
    re.IGNORECASE,
)
#: How long a complaint lasts.
_LASTS = Pattern(
    rf",? for (?:the |about |over |approximately )?(?:past |last )?(?:\d+|{spelled(2)}|several|a few) (?:days?|weeks?|wks?|months?|mos?)\b",
    re.IGNORECASE,
)
#: Labels that name a relative ("Sister: type 2 diabetes"), or the family in the midst of a line ("FH: maternal asthma").
_KIN = Pattern(
    r"FHx?|fam(?:ily)? (?:hx|history)|(?:(?:maternal|paternal) )?(?:mother|father|mom|dad|parents?|brothers?|sisters?|siblings?|sons?|daughters?|"
    r"aunts?|uncles?|cousins?|grand(?:mother|father|parents?|ma|pa))",
    re.IGNORECASE,
)


def is_of_kin(document: Document, line: Line) -> bool:
    """Whether a line follows a label that names a relative."""
    if line.label is None or not _KIN.fullmatch(line.label):
        return False
    return document.text[: line.start].rstrip(" \t:*").endswith(line.label)


def meant(
    document: Document,
    start: int,
    end: int,
    cues: tuple[Cue, ...],
    section: str = "other",
    between: tuple[int, int] | None = None,
    own: tuple[Evidence, ...] = (),
) -> Assertion:
    """Say how the concept at `start:end` is meant, from the cues of its line and its section.

    `between`: where its first words end and its last begin, if others stand between ("adrenal nodule, probable adenoma");
    `own`: its words, whose own "without" denies nothing.
    """
    text = document.text
    ahead = ahead_of(text, start, end, cues)
    if _OWN.match(text, end):  # an item of a list that says more of itself is not denied with the one before
        ahead = [c for c in ahead if c.what != "absent" or "," not in text[c.end : start]]
    governing = [*ahead, *behind(text, start, end, cues)]
    if between is not None:
        inner = [c for c in ahead_of(text, between[1], end, cues) if c.start >= between[0]]
        inner = [c for c in inner if not BY_DEFAULT.match(text, c.start)]
        inner = [c for c in inner if not any(e.start <= c.start < e.end for e in own)]
        governing += [c for c in inner if not text.startswith(("vs", "versus"), c.start)]
        named = behind(text, start, between[0], cues)  # "DVT ruled out by duplex of both legs"
        governing += [c for c in named if c.what == "absent" and c.end <= between[1]]
    if _CAUSE_OF.search(text, max(0, start - 70), start):  # "the source of the bleeding was not found"
        governing = [c for c in governing if c.what != "absent" or c.start < end]
    governing = [c for c in governing if not is_of_another(text, (start, end), c, cues)]
    denied = [c for c in governing if c.start >= end and c.what == "absent"]
    presence = _nearest(denied or governing, _PRESENCES, start, end)
    time = _time_of(text, start, end, governing)
    subject = _nearest(governing, _SUBJECTS, start, end)
    if (
        presence is None
        and (time is None or time.what == "past")
        and (over := taken_away(text, start, end, section) or _year_inside(text, section, between, subject))
    ):
        return Assertion(Presence.PRESENT, Time.PAST, Subject.PATIENT, (document.quote(*over),))
    if presence and presence.what == "absent" and time is None and _HABIT.fullmatch(text, start, end):
        return Assertion(
            Presence.ABSENT, Time.PAST, Subject.PATIENT, (document.quote(presence.start, presence.end),)
        )
    if section not in FAMILY_SECTIONS | PAST_SECTIONS | {DIFFERENTIAL} and not governing:
        return _SURE
    alike = [c for c in governing if time and c.what == time.what == "past"]
    used = sorted({(c.start, c.end) for c in (presence, time, subject, *alike) if c is not None})
    return Assertion(
        _PRESENCES[presence.what]
        if presence
        else Presence.POSSIBLE
        if section == DIFFERENTIAL
        else Presence.PRESENT,
        _TIMES[time.what] if time else Time.PAST if section in PAST_SECTIONS else Time.NOW,
        _SUBJECTS[subject.what]
        if subject
        else Subject.FAMILY
        if section in FAMILY_SECTIONS
        else Subject.PATIENT,
        tuple(document.quote(*place) for place in used),
    )


def _time_of(text: str, start: int, end: int, governing: list[Cue]) -> Cue | None:
    """The cue that says when, of those that reach the concept."""
    time = _nearest(governing, _TIMES, start, end)
    if time and time.what == "past" and time.start >= end:
        time = next((c for c in governing if c.what == "now" and _together(text, c, time)), time)
    elif time and time.what == "past" and _LASTS.match(text, end):
        ended = any(c.what == "past" and c.start >= end for c in governing)
        time = time if ended else None  # "a history of cough for three weeks" is told of now
    elif time and time.what == "now":  # what began then, and is over by what is said behind a comma
        time = next((c for c in governing if _ends_it(text, c, time, end)), time)
    if (
        time
        and time.what == "past"
        and (_is_a_habit_of_now(text, start, end, time) or is_why_they_came(text, start, end, time))
    ):
        time = None
    return time


def _year_inside(
    text: str, section: str, between: tuple[int, int] | None, subject: Cue | None
) -> tuple[int, int] | None:
    """Where the year stands inside what a list of before names: "colon polyps 2022 (adenoma)"."""
    if between is None or subject is not None or section not in LISTS_OF_BEFORE:
        return None
    year = _YEAR.search(text, *between)
    return year.span() if year else None


#: Who smokes or drinks does so today, though a history is told before: "a history of asthma, smoker of a pack a day".
_DOES = Pattern(r"(?:[\w-]+ )*(?:smoker|drinker)s?\b.*", re.IGNORECASE)
#: A history that includes it names what there is.
_NAMES = Pattern(r"\binclud\w+", re.IGNORECASE)
_SMOKING = Pattern(r"(?:cigarette |active |current |mild )?smoking(?: habit)?", re.IGNORECASE)
_DID = Pattern(r"\b(?:ex|former|past|previous|prior|quit|stopped)\b", re.IGNORECASE)


def _is_a_habit_of_now(text: str, start: int, end: int, past: Cue) -> bool:
    """Whether a habit is named by who has it, in a list of its own items behind the word for a history."""
    names = past.end <= start and _NAMES.search(text, past.start, past.end) is not None
    listed = past.end <= start and ("," in text[past.end : start] or " and " in text[past.end : start])
    habit = _DOES.fullmatch(text, start, end) or (names and _SMOKING.fullmatch(text, start, end))
    return bool(habit) and (listed or names) and not _DID.search(text, past.end, end)


def _together(text: str, one: Cue, other: Cue) -> bool:
    """Whether two cues speak of one thing: no comma parts them ("in 2009, off sertraline since 2011")."""
    return not {",", ";"} & set(text[min(one.end, other.end) - 1 : max(one.start, other.start)])


def _ends_it(text: str, cue: Cue, now: Cue, end: int) -> bool:
    behind = cue.what == "past" and cue.start >= max(end, now.end)
    return behind and cue.sense.words is not None and not _together(text, now, cue)


def _nearest(cues: list[Cue], axis: dict[str, Any], start: int, end: int) -> Cue | None:
    best, far = None, 0
    for cue in cues:
        if cue.what in axis:
            gap = start - cue.end if cue.start < start else cue.start - end
            if best is None or gap < far:
                best, far = cue, gap
    return best
