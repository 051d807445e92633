"""How a mention is meant: there or not, now or not, the patient's or not.

Chapman 2001 (NegEx) for negation, Harkema 2009 (ConText) for time and subject; doubt as in the
ICD-10-CM guidelines II.H, III.C and IV.H. The cue words and their scopes stand in `cues/*.yml`.
"""

from __future__ import annotations

import re
from typing import Any

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Assertion, Line, Presence, Subject, Time
from chartproof.model.record import Document
from chartproof.terms.drugs import by_first_word
from chartproof.terms.numbers import spelled
from chartproof.terms.ruled_out import TESTS
from chartproof.understand.apart import is_of_next_thing, patient_again, resumes
from chartproof.understand.came import is_why_they_came
from chartproof.understand.cuewords import Cue, Sense, cues_in
from chartproof.understand.operated import taken_away

__all__ = ["Cue", "cues_in", "is_of_kin", "meant"]

_WORD = Pattern(r"\w+")
_SURE = Assertion()
_TIMES = {"now": Time.NOW, "past": Time.PAST, "ahead": Time.AHEAD}
_SUBJECTS = {"family": Subject.FAMILY, "other": Subject.OTHER}
_PRESENCES = {"nothing": Presence.ABSENT, "absent": Presence.ABSENT, "possible": Presence.POSSIBLE}
#: Habits: that they are denied is social history.
_HABIT = Pattern(r"\b(?:tobacco|alcohol|etoh|drugs?|drug\s+(?:use|abuse)|smok\w+|drinking)\b", re.IGNORECASE)
#: How far a cue reaches that passes the ends of clauses: the line.
FAR = 3
_NEGATORS = frozenset({"no", "not", "without", "non"})
#: Sections that say by themselves when or whose.
FAMILY_SECTIONS = frozenset({"family_history"})
PAST_SECTIONS = frozenset({"psh", "past_surgical_history", "surgical_history"})
#: The part of what was only thought of: a differential names nothing that is had (guidelines II.H, IV.H).
DIFFERENTIAL = "differential"
#: Lists of what was, with the year of each.
LISTS_OF_BEFORE = frozenset({"pmh", "problem_list"})
_YEAR = Pattern(r"\b(?:19|20)\d\d\b(?!-|/)")

#: What stands between the first item of a list and its end: short items, no verb, nothing that says more of one.
_LIST = Pattern(
    r"(?!.*\b(?:with|on|for|from|no|not|is|are|has|had|but|s/p|given|since|s?he|they)\b)"
    r"(?:(?:\s*[,/&+]\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+)[\w'.()-]+(?: [\w'.()-]+){0,2})*\s*,?\s*",
    re.IGNORECASE,
)

#: What was done for a condition, between it and the words that say it is over.
_COURSE = Pattern(
    r"[^,;]{0,30}[,(] ?(?:finished|completed|treated|took|got|given|had|was|needed|on|s/p|hosp\w*|admitted|in the|surgery|\w{3,}ectomy|xrt|radiation|seeds)\b[^,;]{0,40},? ?",
    re.IGNORECASE,
)
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
_SEPARATES = Pattern(r"[,/]|\b(?:and|or)\b")
_OF_SEVERAL = Pattern(
    r"\b(?:all|both|were|are|looked|searched|still|shows|considered|entertained)\b", re.IGNORECASE
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
) -> Assertion:
    """Say how the concept at `start:end` is meant, from the cues of its line and its section.

    `between`: where its first words end and its last begin, if others stand between ("adrenal nodule, probable adenoma").
    """
    text = document.text
    ahead = _ahead_of(text, start, end, cues)
    if _OWN.match(text, end):  # an item of a list that says more of itself is not denied with the one before
        ahead = [c for c in ahead if c.what != "absent" or "," not in text[c.end : start]]
    governing = [*ahead, *_behind(text, start, end, cues)]
    if between is not None:
        inner = [c for c in _ahead_of(text, between[1], end, cues) if c.start >= between[0]]
        governing += [c for c in inner if not text.startswith(("vs", "versus"), c.start)]
        named = _behind(text, start, between[0], cues)  # "DVT ruled out by duplex of both legs"
        governing += [c for c in named if c.what == "absent" and c.end <= between[1]]
    if _CAUSE_OF.search(text, max(0, start - 70), start):  # "the source of the bleeding was not found"
        governing = [c for c in governing if c.what != "absent" or c.start < end]
    governing = [c for c in governing if not _is_of_another(text, (start, end), c, cues)]
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


#: A test that is called positive is not denied by another's result behind it: "GBS pos (urine culture neg)".
_POSITIVE, _NEGATIVE = Pattern(r"\bpos(?:itive)?\b", re.IGNORECASE), Pattern(r"neg(?:ative)?", re.IGNORECASE)


def _is_of_another(text: str, at: tuple[int, int], cue: Cue, cues: tuple[Cue, ...]) -> bool:
    """Whether words behind a concept are said of another thing: of the next, of its drug, of another result of a test that is called positive."""
    start, end = at
    if _is_of_later(text, end, cue, cues) or _is_of_drug(text, end, cue):
        return True
    positive = cue.start >= end and _POSITIVE.search(text, start, end) is not None
    return positive and _NEGATIVE.fullmatch(text, cue.start, cue.end) is not None


#: Behind a condition and a dash, the drug that was stopped, and the word for it.
_ITS_DRUG = Pattern(r"\s*[-:\u2013\u2014]\s*(?:\w+ )?(?P<drug>[a-z]{4,})(?: was| were)? $", re.IGNORECASE)
_STOPPED = Pattern(r"(?:stopped|quit|held|discontinued)\b", re.IGNORECASE)


def _is_of_drug(text: str, end: int, cue: Cue) -> bool:
    """Whether what was stopped is a drug named behind a dash, not the condition: "strep pharyngitis - amoxicillin stopped"."""
    if cue.what != "past" or cue.start < end or _STOPPED.match(text, cue.start) is None:
        return False
    found = _ITS_DRUG.fullmatch(text, end, cue.start)
    return found is not None and found["drug"].lower() in by_first_word()


def _is_of_later(text: str, end: int, cue: Cue, cues: tuple[Cue, ...]) -> bool:
    """Whether words of the past behind a concept are of another, behind a comma, that is told as past before them too: "wrist pain, old fracture in childhood"."""
    return (
        cue.what == "past"
        and cue.start >= end
        and any(
            other.what == "past"
            and other.direction == "before"
            and end <= other.start < cue.start
            and "," in text[end : other.start]
            for other in cues
        )
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


def _ahead_of(text: str, start: int, end: int, cues: tuple[Cue, ...]) -> list[Cue]:
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
        if sense.direction in {"after", "inside"} or cue.start > opened >= 0 or _tells_of_before(text, cue):
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
        elif (max(walls.get(sense.what, 0), short) < sense.reach and _near(text, cue.end, start, sense)) or (
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
_RULED_OUT = Pattern(
    r"(?:ruled out|excluded|not (?:found|confirmed|present|supported|diagnosed|established|demonstrated))\s*:",
    re.IGNORECASE,
)
_SAID_BEFORE = Pattern(
    r"(?<![\w-])(?!(?:and|or|but|also|considered|conditions?|diagnos[ei]s|items?|things|problems|causes|since|now|then|tests?|following)\b)[\w-]+\)?[ \t]+$",
    re.IGNORECASE,
)


#: A test and its result, which ends there: "CXR neg: LTBI", "COVID neg, influenza A".
_TEST = Pattern(rf"\b(?:{TESTS}|covid|strep|flu|rsv)[ \t]+(?:was |were |is |are )?$", re.IGNORECASE)
_RESULT = Pattern(r"(?:negative|neg)(?=[:,])", re.IGNORECASE)


def _tells_of_before(text: str, cue: Cue) -> bool:
    """Whether a cue that mostly heads what follows tells of the words before it."""
    if cue.what == "absent" and _RESULT.match(text, cue.start):
        return _TEST.search(text, max(0, cue.start - 20), cue.start) is not None
    if cue.what != "absent" or _RULED_OUT.match(text, cue.start, cue.end) is None:
        return False
    return _SAID_BEFORE.search(text, max(0, cue.start - 24), cue.start) is not None


def _inside(text: str, cue: Cue, start: int) -> bool:
    """Whether the concept begins in what looked like no cue: no CHANGE IN VISION."""
    return cue.end > start and text[cue.start : start].split(None, 1)[0].lower() in _NEGATORS


def _together(text: str, one: Cue, other: Cue) -> bool:
    """Whether two cues speak of one thing: no comma parts them ("in 2009, off sertraline since 2011")."""
    return not {",", ";"} & set(text[min(one.end, other.end) - 1 : max(one.start, other.start)])


def _ends_it(text: str, cue: Cue, now: Cue, end: int) -> bool:
    behind = cue.what == "past" and cue.start >= max(end, now.end)
    return behind and cue.sense.words is not None and not _together(text, now, cue)


def _near(text: str, left: int, right: int, sense: Sense) -> bool:
    return sense.words is None or len(_WORD.findall(text, left, right)) <= sense.words


def _behind(text: str, start: int, end: int, cues: tuple[Cue, ...]) -> list[Cue]:
    """Find the cues after the concept whose scope reaches back to it."""
    out: list[Cue] = []
    wall = 0
    parted = False  # a comma of the next thing lies between, by which no end stands alone
    for cue in cues:
        sense = cue.sense
        if sense.direction == "inside" and cue.start < end <= cue.end:
            out.append(cue)
        if cue.end <= end or cue.start <= start or sense.direction == "inside":
            continue
        if sense.direction == "before" and not _tells_of_before(text, cue):
            parted = parted or (cue.start >= end and _NEXT_ITEM.match(text, cue.start) is not None)
            continue
        if is_of_next_thing(cue, text, end):
            continue
        if sense.what == "end":
            if cue.start >= end:
                wall = max(wall, sense.reach)
        elif sense.what != "nothing":
            between = text[end : cue.start]
            if (
                cue.what == "possible"
                and text.startswith(("vs", "versus"), cue.start)
                and _HEADED.search(between)
            ):
                continue  # "chest pain - reflux vs strain", "epigastric pain, likely gastritis vs ulcer"
            if cue.what == "ahead" and between.startswith(" with "):
                continue  # "diabetes with hypoglycemia warning signs reviewed"
            if cue.what == "absent" and _SAID_OUT.match(text, cue.start) and _MORE_TOLD.match(between):
                continue  # "fatigue - adrenal insufficiency ruled out", "platelets 118, HIT ruled out"
            if cue.what == "absent" and _LACKS.search(between):
                continue  # "polyneuropathy - monofilament absent"
            if cue.what == "absent" and _closes_list(text, start, between, cue):
                out.append(cue)  # "secondary causes (myeloma, celiac disease) excluded"
                continue
            if cue.what == "possible" and _DASHED.fullmatch(between):
                continue  # "elevated PSA - prostate cancer needs to be excluded"
            if cue.what == "absent" and _ROW.fullmatch(between) and _NEG.search(text, cue.start, cue.end):
                out.append(cue)  # "hepatitis B, HIV and syphilis tests negative"
                continue
            told = cue.what == "past" and (
                _bracketed(between)
                or _COURSE.fullmatch(between)
                or _ASIDE.fullmatch(between)
                or (between.strip() == ")" and "(" in text[start:end])
            )
            if not told and not _near(text, end, cue.start, sense):
                continue
            near = max(wall, int(parted and cue.what == "absent"))
            reaches = near == 1 < sense.reach and (told or _apposed(text, between, cue))
            if near == 0 or reaches or sense.reach == FAR:
                out.append(cue)
    return out


#: Between an infection and the result of its test: others that were tested for, in one row.
_INFECTION = r"(?:hiv|hep(?:atitis)?|hcv|hbv|hbsag|syphilis|rpr|vdrl|gonorrh(?:o?ea)|gc|chlamydia|ct|trich(?:omonas|omoniasis)?|herpes|hsv|mono|tb)"
_ROW = Pattern(
    rf"(?: (?:antibod(?:y|ies)|ab|antigen|ag))?(?:(?:,| and| or|, and| &|/) ?{_INFECTION}(?:[ -](?:[abc]|[12]))?(?: (?:antibod(?:y|ies)|ab|antigen|ag))?)+"
    r"(?: (?:rapid|serum|blood))?(?: (?:tests?|testing|screen(?:s|ing)?|serolog(?:y|ies)|labs?|swabs?|naats?|pcrs?|results))?(?: (?:were|was|are|is|all|both|came|come|back|have|has|been))* ?",
    re.IGNORECASE,
)
_NEG = Pattern(r"\b(?:neg(?:ative)?|non-?reactive)\b", re.IGNORECASE)
#: The next thing of a list, told by how it is: "COPD exacerbation, acute PE ruled out".
_NEXT_ITEM = Pattern(
    r",\s*(?:an? )?(?:acute|new|worsening|severe|moderate|mild|chronic|multiple|small)\s+[a-z]", re.IGNORECASE
)
#: A dash or a value behind a condition: what is denied then is another.
_MORE_TOLD = Pattern(
    r"\s+[-\u2013]+\s+(?!(?:all|both|was|were|is|are|has|have|now|since|later|then|this|it|that)\b)"
    rf"(?![^,;:]*\b{TESTS}\b)"
    rf"[^,;:]{{3,40}}$|\s(?:seen |shown |confirmed )?(?:on|by|per) (?:the )?{TESTS},\s\w[^,;]*$|\s(?:of )?\d[\d.,/%]*(?:\s?[a-zA-Z/%]{{1,5}})?,\s\w",
    re.IGNORECASE,
)

#: Another thing behind a dash, of which what comes is said.
_DASHED = Pattern(r"\s+[-\u2013]+\s+(?!(?:this|that|it|which)\b)\w[^,;:]{2,60}\s", re.IGNORECASE)
_SAID_OUT = Pattern(r"(?:(?:was|were|is|are|been|now|has|have) )*(?:ruled out|excluded|r/o)", re.IGNORECASE)
#: What is looked for on examination, whose lack is a sign of the disease behind whose dash it stands.
_LACKS = Pattern(
    r"\s[-\u2013]+\s[^.;\n]{0,40}\b(?:monofilament|sensation|vibration|reflex(?:es)?|pulses?|DP|PT|(?:breath|bowel) sounds)\s+(?:is |are |was |were )?$",
    re.IGNORECASE,
)
#: Heads of a list in brackets, and the end of one: what is said behind it is said of all that it lists.
_CALLED = Pattern(
    r"\b(?:causes?|etiolog\w+|mimics?|conditions?|disorders?|diagnos[ei]s|alternatives|infections?|complications?)\s*\([^()\n]*$",
    re.IGNORECASE,
)
_CLOSED = Pattern(r"[^()\n;]*\) ?")


def _closes_list(text: str, start: int, between: str, cue: Cue) -> bool:
    """Whether a concept is an item of a bracketed list whose head is excluded right behind the bracket."""
    ruled = _SAID_OUT.match(text, cue.start) is not None and _CLOSED.fullmatch(between) is not None
    return ruled and _CALLED.search(text, max(0, start - _LIST_BEFORE), start) is not None


#: So far before an item the head of its list may stand.
_LIST_BEFORE = 120
#: What stands apart before the things weighed against each other.
_HEADED = Pattern(r"[,;:]|\s[-\u2013]+\s")


#: What is only named more closely in brackets: "UTI (E. coli) finished cipro".
_ASIDE = Pattern(r" \([^()\n]{1,30}\) ?")


def _bracketed(between: str) -> bool:
    return between.startswith(" (") and ")" not in between


#: What is told of one thing between commas, so that no list runs over it: ", clue cells on wet mount, yeast and trich not seen".
_TELLS_MORE = Pattern(
    r"^,[^,]*\b(?:on|by|with|from|is|are|was|were|has|had|s/p|given)\b[^,]*,", re.IGNORECASE
)


def _apposed(text: str, between: str, cue: Cue) -> bool:
    """Whether a comma between a condition and a cue parts nothing: an apposition, a list with one end."""
    joined = (" and " in between or " or " in between) and _TELLS_MORE.search(between) is None
    joined = joined or between in {", ", " "}
    told = cue.what == "past" and between.endswith(", ") and between.count(",") == 1
    return joined or told or _bracketed(between) or (cue.sense.lists and _is_list(text, between, cue))


def _is_list(text: str, between: str, cue: Cue) -> bool:
    """Whether a list of three or more lies before a cue, or one that it calls all, both, were."""
    if _LIST.fullmatch(between) is None:
        return False
    begins = max(text.rfind(stop, 0, cue.start) for stop in ".;:\n") + 1
    several = len(_SEPARATES.findall(text, begins, cue.start)) > 1
    return several or _OF_SEVERAL.search(text, cue.start, cue.end) is not None


def _nearest(cues: list[Cue], axis: dict[str, Any], start: int, end: int) -> Cue | None:
    best, far = None, 0
    for cue in cues:
        if cue.what in axis:
            gap = start - cue.end if cue.start < start else cue.start - end
            if best is None or gap < far:
                best, far = cue, gap
    return best
