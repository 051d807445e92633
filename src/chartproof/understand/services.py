"""Find the procedures, services and supplies a note names, and whether they were done here.

`terms/procedures` says by which words. One is done where the record tells of it as done: in a part that
tells of a procedure, or by a verb that says so. What is planned, ordered, offered or refused is planned; what
was done before, elsewhere or for another person is none of this encounter's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.model.document_kind import (
    DocumentKind,
    is_account,
    is_by_hand,
    is_of_tests_alone,
    is_pathology,
    is_report,
    is_suppliers,
    kind_of,
)
from chartproof.model.parts import part_of
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Act, Doing, Line, Page
from chartproof.terms.hand import Hand, hand_of
from chartproof.terms.letters import joined
from chartproof.terms.procedures import Sense, Work, phrases, senses
from chartproof.terms.sought import may_say
from chartproof.understand.services_told import (
    BEFORE_THIS,
    GIVEN,
    HERE,
    PLANNING,
    QUALIFIED,
    TESTS,
    by_part,
    is_headed,
    is_of_record,
    is_told_of,
    names_the_record,
)
from chartproof.understand.services_when import (
    AFTER_IT,
    AHEAD_AFTER,
    AT_A_SHOP,
    EARLIER,
    ELSEWHERE,
    HAD,
    ITS_DAY,
    NEAR,
    NEXT,
    NOT_SO,
    ORDERED_AND_GIVEN,
    OUT_FROM,
    PAST,
    PAST_AFTER,
    PUT_OFF,
    THERE_TOO,
    WHY_ORDERED,
    blank,
    is_ahead,
    is_here_after_all,
)

#: Parts that tell what was before, or of others, or are lists of what is taken.
_NOT_HERE = frozenset(
    {
        "family_history", "allergies", "pmh", "psh", "ros", "problem_list", "medications", "social_history",
        "birth_history", "developmental_history", "gyn_history", "substance_history", "psychiatric_history",
    }
)  # fmt: skip
#: Parts that tell what was done.
_TELLS = frozenset({"procedure", "technique", "operative_record", "procedure_findings", "anesthesia", "specimen", "complications"})  # fmt: skip
#: What stands before the first heading, or names the study.
_OPENING = frozenset({"other", "title", "exam", "imaging"})
_ORDERED = Pattern(r"\b(?:orders? (?:for|placed)|ordered|will (?:order|check|get|obtain)|order)\b[^.;]*$")
_TITER = Pattern(r"\W*(?:vaccine )?(?:titers?|antibod\w+|igg|immun\w+ status|status|series complete)\b")
#: How the record of one procedure or infusion begins.
_TITLED = Pattern(
    r"\W*(?:procedure note|(?:[a-z&-]+ ){0,3}?(?:procedure|injection|infusion|cryosurgery|cryotherapy|biopsy|repair|debridement|removal|excision) (?:procedure )?(?:note|record|report|log))"
    r"[ \t]*(?:[:\n\u2013-]|$)"
)
#: How the record of a birth begins, of which the part on the birth is the account.
_OF_A_BIRTH = Pattern(r"\W*(?:delivery|birth|labor and delivery|l&d) (?:summary|note|record|report)\b")
#: Parts of the lexicon whose words name the work of one hand, and tell it only in its own records.
_RECORDS = {"anesthesia": Hand.ANESTHETIST, "ambulance": Hand.CREW}
_TO_CLAUSE = Pattern(
    r"[;\n]|\.(?!\d)| - |, (?=(?:and|but|then|so|because|which|with|he|she|we|will)\b)|\bbut\b|\bthen\b"
)
_NOT_WITHIN = Pattern(r"\b(?:not|never|nor|nothing|wasn't|weren't)\b")


def services_in(page: Page) -> Iterator[Act]:
    """Give each procedure, service, drug or supply a page names, in order of the text; its name is the phrase."""
    low, kind = joined(page.document.text), kind_of(page.document)
    if kind is DocumentKind.ORDER:
        return
    past, hand, pathology = 0, hand_of(page.document), is_pathology(page.document)
    for line in page.lines:
        begins = max(past, low.rfind("\n", 0, line.start) + 1)  # a label or heading in front names a test too
        past = line.end
        if line.section in _NOT_HERE and not (
            (line.section == "medications" and _TITLED.match(low))
            or (line.section == "birth_history" and _OF_A_BIRTH.match(low))
        ):
            continue
        for phrase, start, end in phrases().found_in(low, begins, line.end):
            sense = senses()[phrase][0]
            if "~" in phrase and _NOT_WITHIN.search(low, start, end):
                continue  # "shoulder not injected"
            if pathology and sense.part != "pathology":
                continue  # what was taken out is the surgeon's
            if sense.part in _RECORDS:
                doing = Doing.DONE if _RECORDS[sense.part] is hand else None
            else:
                doing = _doing(page, low, line, (start, end), sense)
            if doing is not None:
                yield Act(phrase, doing, page.document.quote(start, end), "service")


def _doing(page: Page, low: str, line: Line, at: tuple[int, int], sense: Sense) -> Doing | None:
    """Whether it was done here, or is planned, ordered or refused; None where it was before or elsewhere."""
    (start, end), work, section = at, sense.work, part_of(page, line)
    first = min(line.start, start)
    sentence = low[first : line.end]
    before, after = low[first:start], low[end : line.end]
    clause = _TO_CLAUSE.split(before)[-1]
    place = sentence.replace("at home", "") if work is Work.SUPPLY else sentence
    away = ELSEWHERE.search(place)
    gone = away and not THERE_TOO.search(sentence) and not is_here_after_all(away.group(), sentence, work)
    if gone or AT_A_SHOP.search(sentence):
        return None
    own = clause + low[start:end] + _TO_CLAUSE.split(after)[0]
    dated = AFTER_IT.search(clause[-40:]) and ITS_DAY.match(after)
    ago = may_say(PAST_AFTER, after) and PAST_AFTER.match(after)
    if dated or PAST.search(clause[-60:]) or (ago and not re.search(r"\btoday\b", own)):
        return None
    if work is Work.ACT and OUT_FROM.search(before) and not THERE_TOO.search(own):
        return None
    if work is Work.LAB and EARLIER.search(low[max(0, low.rfind("\n", 0, first) + 1) : start]):
        return None
    if PUT_OFF.search(after):
        return Doing.PLANNED
    headed = is_headed(page, low, line, start)
    titled = section not in PLANNING | BEFORE_THIS and _TITLED.match(low) is not None
    account = section in _OPENING and (
        is_account(page.document) or is_report({s.kind for s in page.sections})
    )
    operative = kind_of(page.document) is DocumentKind.OPERATIVE or hand_of(page.document) is Hand.SURGEON
    birth = section == "birth_history"
    named = names_the_record(low, start, work)
    tells = section in _TELLS or headed or titled or account or operative or birth or named
    tells = tells or (work is Work.SUPPLY and is_suppliers(page.document))
    if HAD.search(clause[-40:]) and section in BEFORE_THIS and not HERE.search(sentence):
        return None
    if work is Work.VACCINE and (_TITER.match(after) or is_of_record(sentence, after)):
        return None
    alone = work in {Work.TEST, Work.LAB, Work.STAFF, Work.DRUG} and is_of_tests_alone(
        page.document.text, frozenset(s.kind for s in page.sections)
    )
    tells = tells or (alone and (work is not Work.DRUG or _MEASURED.search(sentence) is not None))
    if NOT_SO.search(clause):
        return None
    deed = work is Work.ACT and _DEED.search(low[start:end]) is not None
    later = (
        None
        if ORDERED_AND_GIVEN.match(after)
        else AHEAD_AFTER.match(WHY_ORDERED.sub(blank, after) if work in TESTS else after)
    )
    if NEXT.match(sentence) or later or is_ahead(clause, after, tells=tells, deed=deed):
        return Doing.PLANNED
    if tells or (kind_of(page.document) is DocumentKind.IMAGING and work is Work.TEST):
        return Doing.DONE
    asked = low[max(0, low.rfind("\n", 0, first) + 1, first - NEAR) : start]
    if work in TESTS and _ORDERED.search(asked):
        return None if section in BEFORE_THIS else Doing.ORDERED
    opens = (_OPENS.fullmatch(before.rpartition(";")[2]) or QUALIFIED.fullmatch(before)) is not None
    named = deed or is_told_of(sense, low[start:end], (before, after), sentence)
    if opens and work is Work.ACT:
        named = (
            named
            or after.startswith(
                (" of ", ":", " with ", " w/ ", " w/o ", " by ", " using ", " via ", " under ")
            )
            or (after.startswith((" for ", ", satisfactory", ", adequate")) and section in _OPENING)
            or " of " in low[start:end]
        )
        named = named or _SAYS_DONE.search(low[start:end]) is not None
    told = work in {Work.ACT, *GIVEN} and section in _OPENING and is_by_hand(page.document.text)
    named = named or (told and (work is Work.ACT or _MEASURED.search(sentence) is not None))
    if work is Work.SUPPLY and _COUNTS_A_THING.match(sentence):
        sentence = low[_before(page, line) : line.end]
    result = (
        _RESULT.match(after) or (work in TESTS and _VALUE.match(after)) or (opens and _TELLS_ON.match(after))
    )
    if work is Work.ACT:
        sentence = _FOUND.sub(" ", sentence)
    return by_part(section, work, sentence, named=named, result=bool(result))


#: A dose.
_MEASURED = Pattern(r"\d ?(?:mci|mg|mcg|g|ml|cc|units?|u|iu|meq)\b")
#: What was found tells a test; of an act it may be told of another day's.
_FOUND = Pattern(
    r"\b(?:show(?:s|ed|ing)?|reveal\w*|read|result(?:s|ed)?|positive|negative|neg|normal|unremarkable|no (?:acute|fracture|evidence|dvt)|elevated)\b"
)
#: A sentence that only counts a thing goes on with the one before: "One mask with tubing."
_COUNTS_A_THING = Pattern(r"\W*(?:one|two|three|four|five|six|a|an|also|plus|\d{1,3})\b")


def _before(page: Page, line: Line) -> int:
    """Where the sentence begins that those before a line go on with."""
    at = page.lines.index(line)
    text = joined(page.document.text)
    while at and _COUNTS_A_THING.match(text, page.lines[at].start):
        at -= 1
    return page.lines[at].start


#: What may stand before the name of an act that opens a sentence; words of an act that tell it as done by themselves.
_OPENS = Pattern(
    r"\W*(?:(?:then|next|first|second|third|finally|also|and|after that|afterwards?|same visit|in addition)\b\W*)*"
)
_SAYS_DONE = Pattern(r"\b(?:[a-z]{3,}ed|cut|put|to (?:the )?cecum)\b")
#: A test and what it showed: "EKG: NSR".
_TELLS_ON = Pattern(r"[^.;:\n]{0,90}:(?= *[^\s])")
#: What a test showed, told at the end of the words for where it was run: "on the countertop analyzer 7.4%".
_VALUE = Pattern(
    r"(?! ?(?:goal|target|under|below|above|at|of|from|was|last|if))[^.;:,\n]{0,44}? \d+(?:\.\d+)? ?(?:%|mg/dl|g/dl|mmol\b)"
)
_RESULT = Pattern(r"\s*(?:\([^)]*\))?\s*(?:[:=]|- (?=[a-z])|(?:was |is |of )?\d)")
#: The name of an act that is a verb of the past: "closed with", "snipped".
_DEED = Pattern(
    r"\b(?:\w{2,}[^e\W]ed|froze|frozen|cut off|sewn|drawn (?:off|out)|taken (?:off|out)|shaven?|burnt)\b"
)
