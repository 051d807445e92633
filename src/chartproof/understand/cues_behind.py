"""The cues behind a concept whose scope reaches back to it, and those of them that are said of another thing."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.terms.drugs import by_first_word
from chartproof.terms.ruled_out import TESTS
from chartproof.understand.apart import is_of_next_thing
from chartproof.understand.cues_ahead import near, tells_of_before
from chartproof.understand.cuewords import Cue

#: How far a cue reaches that passes the ends of clauses: the line.
FAR = 3
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
_SEPARATES = Pattern(r"[,/]|\b(?:and|or)\b")
_OF_SEVERAL = Pattern(
    r"\b(?:all|both|were|are|looked|searched|still|shows|considered|entertained)\b", re.IGNORECASE
)
#: A test that is called positive is not denied by another's result behind it: "GBS pos (urine culture neg)".
_POSITIVE, _NEGATIVE = Pattern(r"\bpos(?:itive)?\b", re.IGNORECASE), Pattern(r"neg(?:ative)?", re.IGNORECASE)


def is_of_another(text: str, at: tuple[int, int], cue: Cue, cues: tuple[Cue, ...]) -> bool:
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


def behind(text: str, start: int, end: int, cues: tuple[Cue, ...]) -> list[Cue]:
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
        if sense.direction == "before" and not tells_of_before(text, cue):
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
            if cue.what == "absent" and _denies_another(text, between, cue):
                continue
            if cue.what == "possible" and _DASHED.fullmatch(between):
                continue  # "elevated PSA - prostate cancer needs to be excluded"
            if cue.what == "absent" and _denies_each(text, start, between, cue):
                out.append(cue)
                continue
            told = cue.what == "past" and (
                _bracketed(between)
                or _COURSE.fullmatch(between)
                or _ASIDE.fullmatch(between)
                or (between.strip() == ")" and "(" in text[start:end])
            )
            if not told and not near(text, end, cue.start, sense):
                continue
            level = max(wall, int(parted and cue.what == "absent"))
            reaches = level == 1 < sense.reach and (told or _apposed(text, between, cue))
            if level == 0 or reaches or sense.reach == FAR:
                out.append(cue)
    return out


def _denies_another(text: str, between: str, cue: Cue) -> bool:
    """Whether a denial behind a condition is of something else that is told of it."""
    if _SAID_OUT.match(text, cue.start) and _MORE_TOLD.match(between):
        return True  # "fatigue - adrenal insufficiency ruled out", "platelets 118, HIT ruled out"
    if _NONE_NOW.match(text, cue.start):
        return True  # "hepatic encephalopathy - none overt now, controlled on lactulose"
    # "atrophic vaginitis - estrogen once biopsy neg"; "polyneuropathy - monofilament absent"
    return _WAITS_FOR.search(between) is not None or _LACKS.search(between) is not None


def _denies_each(text: str, start: int, between: str, cue: Cue) -> bool:
    """Whether a denial closes a list of which a condition is an item."""
    if _closes_list(text, start, between, cue):
        return True  # "secondary causes (myeloma, celiac disease) excluded"
    # "hepatitis B, HIV and syphilis tests negative"
    return _ROW.fullmatch(between) is not None and _NEG.search(text, cue.start, cue.end) is not None


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
#: What does not show now because it is treated.
_NONE_NOW = Pattern(
    r"(?:[-\u2013\u2014] ?)?none (?:overt|active|currently|now|at present|today)\b[^.;\n]{0,20}, (?:well[- ])?controlled\b",
    re.IGNORECASE,
)
#: What is negative is what something waits for.
_WAITS_FOR = Pattern(r"\b(?:once|until|till|pending)\b[^.;\n]*$", re.IGNORECASE)
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
