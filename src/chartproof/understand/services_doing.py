"""Whether a service that a record names was done here, is to come, or was before or elsewhere: one question a function."""

from __future__ import annotations

from dataclasses import dataclass

from chartproof.model.document_kind import (
    DocumentKind,
    is_account,
    is_by_hand,
    is_of_one_procedure,
    is_of_tests_alone,
    is_report,
    is_suppliers,
    kind_of,
)
from chartproof.model.parts import part_of
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Doing, Line, Page
from chartproof.terms.hand import Hand, hand_of
from chartproof.terms.letters import joined
from chartproof.terms.numbers import spelled
from chartproof.terms.procedures import Sense, Work
from chartproof.terms.sought import may_say
from chartproof.understand.services_told import (
    BEFORE_THIS,
    GIVEN,
    HERE,
    PLANNING,
    QUALIFIED,
    TESTS,
    TREATED,
    by_part,
    is_headed,
    is_led,
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

#: Parts that tell what was done.
_TELLS = frozenset({"procedure", "technique", "operative_record", "procedure_findings", "anesthesia", "specimen", "complications"})  # fmt: skip
#: What stands before the first heading, or names the study.
_OPENING = frozenset({"other", "title", "exam", "imaging"})
_ORDERED = Pattern(r"\b(?:orders? (?:for|placed)|ordered|will (?:order|check|get|obtain)|order)\b[^.;]*$")
_TITER = Pattern(r"\W*(?:vaccine )?(?:titers?|antibod\w+|igg|immun\w+ status|status|series complete)\b")
#: How the record of one procedure or infusion begins.
TITLED = Pattern(
    r"\W*(?:procedure note|(?:[a-z&-]+ ){0,3}?(?:procedure|injection|infusion|cryosurgery|cryotherapy|biopsy|repair|debridement|removal|excision) (?:procedure )?(?:note|record|report|log))"
    r"[ \t]*(?:[:\n\u2013-]|$)"
)
_TO_CLAUSE = Pattern(
    r"[;\n]|\.(?!\d)| - |, (?=(?:and|but|then|so|because|which|with|he|she|we|will)\b)|\bbut\b|\bthen\b"
)


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one service where they stand: their sentence, what it says before and after them, its clause, its part."""

    page: Page
    low: str
    line: Line
    sense: Sense
    start: int
    end: int

    @property
    def first(self) -> int:
        """Where the sentence begins, or a label in front of it that the words stand in."""
        return min(self.line.start, self.start)

    @property
    def begins(self) -> int:
        """Where the written line begins."""
        return max(0, self.low.rfind("\n", 0, self.first) + 1)

    @property
    def words(self) -> str:
        """Its words."""
        return self.low[self.start : self.end]

    @property
    def sentence(self) -> str:
        """The sentence that says it."""
        return self.low[self.first : self.line.end]

    @property
    def before(self) -> str:
        """What its sentence says before it."""
        return self.low[self.first : self.start]

    @property
    def after(self) -> str:
        """What its sentence says behind it."""
        return self.low[self.end : self.line.end]

    @property
    def clause(self) -> str:
        """What its clause says before it."""
        return str(_TO_CLAUSE.split(self.before)[-1])


def doing_of(said: Said) -> Doing | None:
    """Whether it was done here, or is planned, ordered or refused; None where it was before or elsewhere."""
    section, work = part_of(said.page, said.line), said.sense.work
    if _is_elsewhere(said) or _was_before(said):
        return None
    if PUT_OFF.search(said.after):
        return Doing.PLANNED
    tells = _tells(said, section)
    if section in BEFORE_THIS and HAD.search(said.clause[-40:]) and not HERE.search(said.sentence):
        return None
    if work is Work.VACCINE and (_TITER.match(said.after) or is_of_record(said.sentence, said.after)):
        return None
    if NOT_SO.search(said.clause):
        return None
    if _is_to_come(said, tells=tells):
        return Doing.PLANNED
    if tells or (kind_of(said.page.document) is DocumentKind.IMAGING and work is Work.TEST):
        return Doing.DONE
    if work in TESTS and _ORDERED.search(said.low[max(said.begins, said.first - NEAR) : said.start]):
        return None if section in BEFORE_THIS else Doing.ORDERED
    opens = _opens(said)
    named = _is_deed(said) or is_told_of(said.sense, said.words, (said.before, said.after), said.sentence)
    named = named or (opens and work is Work.ACT and _is_told_behind(said, section))
    named = named or _is_told_by_hand(said, section) or _is_measured(said, section)
    return by_part(section, work, _told_in(said), named=named, result=_shows(work, said.after, opens=opens))


def _is_elsewhere(said: Said) -> bool:
    """Whether another place did it: a hospital, a pharmacy, the patient at home."""
    place = said.sentence.replace("at home", "") if said.sense.work is Work.SUPPLY else said.sentence
    place = _SPECIMEN_TO.sub(" ", place) if said.sense.work is Work.ACT else place
    away = ELSEWHERE.search(place)
    gone = away and not THERE_TOO.search(said.sentence)
    gone = gone and not is_here_after_all(away.group(), said.sentence, said.sense.work) if away else gone
    return bool(gone) or AT_A_SHOP.search(said.sentence) is not None


#: Where the specimen of an act goes says nothing of where it was done.
_SPECIMEN_TO = Pattern(r"\b(?:to|by|through) (?:an? |the |our )?outside (?:lab\w*|path\w*|dermpath\w*)")


def _was_before(said: Said) -> bool:
    """Whether it is told of a day before."""
    own = said.clause.rpartition(", ")[2] + said.words + _TO_CLAUSE.split(said.after)[0]
    dated = AFTER_IT.search(said.clause[-40:]) and ITS_DAY.match(said.after)
    ago = may_say(PAST_AFTER, said.after) and PAST_AFTER.match(said.after)
    if dated or PAST.search(said.clause[-60:]) or (ago and not _TODAY.search(own)):
        return True
    if said.sense.work is Work.ACT:
        return OUT_FROM.search(said.before) is not None and not THERE_TOO.search(own)
    return said.sense.work is Work.LAB and EARLIER.search(said.low[said.begins : said.start]) is not None


def _tells(said: Said, section: str) -> bool:
    """Whether the record, its part or a label in front says that what stands here was done."""
    page, work = said.page, said.sense.work
    parts = {s.kind for s in page.sections}
    if section in _TELLS or section == "birth_history" or is_headed(page, said.low, said.line, said.start):
        return True
    if section not in PLANNING | BEFORE_THIS and TITLED.match(said.low):
        return True
    if section in _OPENING and (
        is_account(page.document) or is_report(parts) or is_of_one_procedure(page.document.text)
    ):
        return True
    if section not in PLANNING and is_led(said.low, said.begins):
        return True
    if work is Work.THERAPY and TREATED.match(said.low, said.begins):
        return True
    if kind_of(page.document) is DocumentKind.OPERATIVE or hand_of(page.document) is Hand.SURGEON:
        return True
    if names_the_record(said.low, said.start, work) or (work is Work.SUPPLY and is_suppliers(page.document)):
        return True
    alone = work in _OF_TESTS and is_of_tests_alone(page.document.text, frozenset(parts))
    return alone and (work is not Work.DRUG or _MEASURED.search(said.sentence) is not None)


def _is_to_come(said: Said, *, tells: bool) -> bool:
    """Whether it is planned, ordered or refused."""
    if NEXT.match(said.sentence):
        return True
    if not ORDERED_AND_GIVEN.match(said.after):
        after = WHY_ORDERED.sub(blank, said.after) if said.sense.work in TESTS else said.after
        if AHEAD_AFTER.match(after):
            return True
    return is_ahead(said.clause, said.after, tells=tells, deed=_is_deed(said))


def _is_deed(said: Said) -> bool:
    """Whether its name is a verb of what was done."""
    # "closed reduction" names a way, and tells of no deed
    return said.sense.work is Work.ACT and _DEED.search(_CLOSED_WAY.sub("", said.words)) is not None


def _opens(said: Said) -> bool:
    """Whether its name opens the sentence, or what stands behind a semicolon."""
    opened = said.before.rpartition(";")[2]
    return _OPENS.fullmatch(opened) is not None or QUALIFIED.fullmatch(said.before) is not None


def _is_told_behind(said: Said, section: str) -> bool:
    """Whether what follows the name of an act that opens a sentence tells of it as done."""
    return (
        said.after.startswith(_HOW)
        or (said.after.startswith(_SO_FAR) and section in _OPENING)
        or " of " in said.words
        or _SAYS_DONE.search(said.words) is not None
    )


def _is_told_by_hand(said: Said, section: str) -> bool:
    """Whether an act or drug stands in a record that tells how something was done to a body."""
    work = said.sense.work
    if work not in {Work.ACT, *GIVEN} or section not in _OPENING or not is_by_hand(said.page.document.text):
        return False
    return work is Work.ACT or _MEASURED.search(said.sentence) is not None


def _is_measured(said: Said, section: str) -> bool:
    """Whether an act near the beginning of a sentence is told with how much was done: "Ulcer debridement 2 x 3 cm"."""
    if said.sense.work not in {Work.ACT, Work.STAFF, Work.THERAPY} or section not in _OPENING:
        return False
    return len(said.clause.split()) <= _FEW_WORDS and _HOW_MUCH.search(said.sentence) is not None


#: So many words may stand before an act that its sentence is about.
_FEW_WORDS = 6
_HOW_MUCH = Pattern(
    r"\b\d+(?:\.\d+)? ?(?:cm|mm|ml|cc|mg|mcg|units?|min(?:ute)?s?|sec(?:ond)?s?|mj|joules?|j|fr|french|ga|gauge|muscles?|levels?|regions?|segments?|sites?|spots?|staples?|sutures?|stitches|lesions?|cores?|passes|shots|patients|clients)\b|\bx ?\d+\b|\d ?x ?\d"
)


def _told_in(said: Said) -> str:
    """The sentence that tells it: of a thing that is only counted with those before; of an act without what was found."""
    if said.sense.work is Work.SUPPLY and _COUNTS_A_THING.match(said.sentence):
        return said.low[_before(said.page, said.line) : said.line.end]
    return _FOUND.sub(" ", said.sentence) if said.sense.work is Work.ACT else said.sentence


def _shows(work: Work, after: str, *, opens: bool) -> bool:
    """Whether what a test showed stands behind its name."""
    return bool(
        _RESULT.match(after) or (work in TESTS and _VALUE.match(after)) or (opens and _TELLS_ON.match(after))
    )


_TODAY = Pattern(r"\btoday\b")
#: Work that a record of tests alone tells.
_OF_TESTS = frozenset({Work.TEST, Work.LAB, Work.STAFF, Work.DRUG})
#: What stands behind the name of an act that is told as done: of what, with what, for what.
_HOW = (" of ", ":", " with ", " w/ ", " w/o ", " by ", " using ", " via ", " under ")
_SO_FAR = (" for ", ", satisfactory", ", adequate")
#: A dose.
_MEASURED = Pattern(r"\d ?(?:mci|mg|mcg|g|ml|cc|units?|u|iu|meq)\b")
#: What was found tells a test; of an act it may be told of another day's.
_FOUND = Pattern(
    r"\b(?:show(?:s|ed|ing)?|reveal\w*|read|result(?:s|ed)?|positive|negative|neg|normal|unremarkable|no (?:acute|fracture|evidence|dvt)|elevated)\b"
)
#: A sentence that only counts a thing goes on with the one before: "One mask with tubing."
_COUNTS_A_THING = Pattern(rf"\W*(?:{spelled()}|a|an|also|plus|\d{{1,3}})\b")


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
_CLOSED_WAY = Pattern(r"^closed (?=red|treat|man|fract)")
#: The name of an act that is a verb of the past: "closed with", "snipped".
_DEED = Pattern(
    r"\b(?:\w{2,}[^e\W]ed|froze|frozen|cut off|sewn|drawn (?:off|out)|taken (?:off|out)|shaven?|burnt)\b"
)
