"""A status code needs words that say the procedure lies behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import chart_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.openings import is_in_use
from chartproof.code.icd10cm.operated_for import came_for_operation
from chartproof.code.icd10cm.saying import said
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.code.icd10cm.wording import ahead, behind, written_behind
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.document_kind import DocumentKind
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing, Time
from chartproof.model.record import Setting
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.numbers import spelled
from chartproof.terms.words import folded

#: What is lost by an operation, where it is named by that: "s/p thyroidectomy".
LOST = ("E89.0",)
#: Status after a procedure: absence, transplant, implant, opening, postprocedural state.
STATUS = ("Z89", "Z90", "Z92.2", "Z93", "Z94", "Z95", "Z96", "Z97", "Z98")
#: Words of a term that say a state, not an act.
STATES = frozenset(
    "status absence absent history post presence dependence s/p place prior previous lost missing without "
    "has lives since remote aftercare transplant recipient solitary single donor removed replaced stoma old functioning stable allograft pseudophakia pseudophakic aphakia situ pump fxn function functioning carrier interrogated interrogation patent working".split()
)
#: How a patient is called by what was done: cholecystectomized, tracheostomized.
UNDERWENT = ("ectomized", "ostomized")
#: Words of what is worn: a mechanical, prosthetic or bioprosthetic valve.
DEVICES = frozenset(
    {
        "mechanical",
        "mech",
        "prosthetic",
        "bioprosthetic",
        "porcine",
        "prosthesis",
        "tandem",
        "omnipod",
        "780g",
    }
)
#: Devices that a visit only looks at (folded).
CHECKED = frozenset({"icd", "aicd", "crt", "biv", "defibrillator", "pciol", "iol"})
#: Words of one that is still to come.
TO_COME = Pattern(
    r"\b(?:implant\w*|candidate|candidacy|evaluat\w+|refer\w*|discuss\w*|placement|plan\w*|consider\w*|for|needs?|indicat\w+|criteria|schedul\w*|place|get|order\w*|upgrade|vs|defer\w*|declin\w*)\b",
    re.IGNORECASE,
)
#: Where nobody operates: an operation named lies behind.
NO_OPERATIONS = frozenset(
    {Setting.HOME_HEALTH, Setting.HOSPICE, Setting.HOME, Setting.NURSING, Setting.REHAB}
)
#: Where no limb is taken off: what a problem is called by is what is missing.
VISITS = frozenset({Setting.OFFICE, Setting.TELEHEALTH})
#: Sections in which an operation named is an operation had; on examination its traces are seen.
HISTORIES = frozenset({"psh", "pmh", "ob_history", "gyn_history", "problem_list", "exam"})

DATED = Pattern(
    r"^\W{0,3}(?:(?:right|left|bilat\w*|[RLB]),? (?=['\u2019\d(]))?(?:\([^()]{1,30}\) )?(?:(?:after|following|due to|because of) (?:an? |the )?(?:[\w/-]+ ){1,3})?(?:(?:in|on) )?(?:[A-Za-z]{3,9}\.?,? |\d{1,2}/(?:\d{1,2}/)?)?['\u2019]?(?P<year>(?:19|20)\d\d|(?<=['\u2019])\d\d)\b"
)
#: "a myocardial infarction in 2019 and received a stent", "in 2015 she had a bypass".
YEAR_AHEAD = Pattern(
    r"\b[Ii]n (?P<year>(?:19|20)\d\d),?(?: (?:and|when|at which time|treated with|he|she|they|was|then|later|received|had|got|underwent|given|with)){1,4} (?:(?:an?|the|two|three|single|coronary|bare|metal) )*$"
)
#: The year that leads a bracket's next act: "CAD (STEMI 2017, DES LAD)".
YEAR_BESIDE = Pattern(
    r"(?:\([^()]{0,40}|[^.;]{0,30})['\u2019]?\b(?P<year>(?:19|20)\d\d|(?<=['\u2019])\d\d),?(?: ?(?:->|\u2192|w/|with))? $"
)
OF_THE_YEAR = Pattern(r"^\W{0,3}(?:on )?(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])(?![/\d])")
#: What the days are counted from, and what care follows: POD3 from, 2 weeks after, rehab after.
AFTER = Pattern(
    r"\b(?:pod ?#? ?\d+|\d+ (?:days?|weeks?|wks?|months?|mos?|years?|yrs?)|(?:day|week)s?|post-?op(?:erative)? (?:visit|check|follow-?up|appointment)|rehab(?:ilitation)?|recover\w+|aftercare|therapy) "
    r"(?:out |now )?(?:from|after|since|following|s/p|status post|post)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)

#: The days after it of the stay it was done in: "ileus, POD 3 s/p colectomy".
COUNTED = Pattern(
    r"\b(?:pod|post-?op(?:erative)? day) ?#? ?\d{1,2}\W+(?:from|after|since|following|s/p|status post|post|of)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
#: How long ago it was, right behind it: "hip replacement 6 weeks ago", "TKA right, 6 weeks post op".
AGO = Pattern(
    rf"\W{{0,3}}(?:(?:right|left|bilateral|[RL])\W{{1,3}})?(?:about |some )?(?:\d+|an?|{spelled()}) (?:days?|weeks?|wks?|months?|mos?|years?|yrs?) (?:ago|earlier|previously|out|post-?op(?:eratively)?|post op|s/p)\b"
    rf"|\W{{0,3}}(?:\d{{1,2}}|{spelled()})[ -](?:days?|weeks?|wks?|months?|mos?|years?|yrs?)(?:\W{{0,2}}$| (?:post-?op\w* )?(?:check|visit|follow-?up|recheck|appointment)\b)"
    r"|\W{0,3}at (?:the )?(?:age (?:of )?\d|\d+ years of age)|\W{0,3}in (?:childhood|infancy|adolescence)\b",
    re.IGNORECASE,
)
#: How long an opening or a device has been there: "has had an ileostomy for two years".
SINCE = Pattern(
    rf"\W{{0,3}}for (?:the (?:last|past) |about |over |more than )?(?:\d+|a|{spelled(2)}|several|many) (?:months|years?)\b"
    r"|\W{0,3}since (?:(?:age|birth|childhood|infancy)\b|(?:[A-Za-z]{3,9}\.? |\d{1,2}/)?(?:['\u2019]?\d\d|(?:19|20)\d\d)\b)",
    re.IGNORECASE,
)
#: A patient who had it done, and comes now: "a man who underwent vasectomy presented with a swelling".
CAME_AFTER = Pattern(
    r"\bwho (?:had |has |previously )?(?:under(?:went|gone)|received)\b[^.;]{0,50}$", re.IGNORECASE
)
COMES_NOW = Pattern(
    r"[^.;\n]{0,40}?\b(?:presents|presented|came|comes|consult(?:s|ed)|returns|complains)\b", re.IGNORECASE
)

#: Words right before an operation that put it behind: "prior stent to the LAD", "old CABG".
FORMER = Pattern(
    r"\b(?:prior|previous|old|remote|known|existing|former|past|h/o|hx|history of)\W+(?:[\w-]+ )?$",
    re.IGNORECASE,
)

#: Whose procedure it was before: "had undergone a mastectomy", "had received a graft".
UNDERGONE = Pattern(
    r"\b(?:has|have|had|having) (?:\w+ly |also |already )?(?:undergone|received)\b[^.;]{0,50}$",
    re.IGNORECASE,
)
#: At a visit, one of several operations that lie behind: "status post laminectomy, and posterior fusion".
AFTER_SEVERAL = Pattern(r"\b(?:s/p|status[- ]post)\b[^.;]{0,120}$", re.IGNORECASE)
#: Who carries a device or a stoma: "a carrier of a pacemaker", "pacemaker carrier".
CARRIES = Pattern(
    r"\b(?:carriers? of|carrying|bearer of|wearer of|presence of) (?:an? |the )?(?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
CARRIED = Pattern(r"\W?(?:carrier|bearer|wearer|holder)s?\b", re.IGNORECASE)
#: What is worn and looked at: "PE tubes in place and patent".
IN_PLACE = Pattern(
    r"\W{0,2}(?:(?:AU|OU|bilaterally|both|is|are|remains?|still|well|appears?) )*(?:in (?:good )?(?:place|position|situ)|patent|well[- ]seated)\b",
    re.IGNORECASE,
)
#: Whose graft it is, and what is found in one: "a kidney transplant patient", "rejection workup in kidney tx".
GRAFTED = Pattern(r"\W?(?:recipients?|patients?|pts?)\b", re.IGNORECASE)
IN_GRAFT = Pattern(
    r"\b(?:[A-Za-z]{3,} in|setting of|(?:remission|relapsed?) (?:after|since|s/p|post)) (?:an? |the |his |her )?$",
    re.IGNORECASE,
)
WORN = ("Z93", "Z95", "Z96", "Z97")

#: What the record of a stay says when the stent was placed or the bypass made in it, by the status that it leaves.
DONE = {
    "Z95.5": Pattern(
        r"\b(?:cath\w*|pci|angiogra\w+|angioplasty)\b[^.\n]{0,100}\b(?:des|stents?|bms)\b|\b(?:des|stents?)\b[^.;\n]{0,25}\b(?:placed|deployed|implanted)\b",
        re.IGNORECASE,
    ),
    "Z98.61": Pattern(r"\b(?:des|bms|stents?)\b ?x ?\d\b|\bPCI (?:to|of)\b", re.IGNORECASE),
    "Z95.1": Pattern(
        r"(?<!who )(?<!had )(?<!has )(?<!previously )\b(?:underwent|taken (?:to the (?:or|operating room) )?for|brought (?:to the (?:or|operating room) )?for)\b"
        r"(?!(?: \w+){0,4} (?:prior|previous|remote))[^.;\n(]{0,50}\b(?:cabg|coronary (?:artery )?bypass|bypass (?:surgery|grafting))\b(?![^.;\n]{0,30}(?:\bago\b|\b(?:19|20)\d\d\b))|"
        r"\b(?:aortic )?cross[- ]?clamp(?:ed)?\b|\bCABG\b[^.;\n]{0,24}\b(?:on|off)[- ]pump\b",
        re.IGNORECASE,
    ),
}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.21.c.3", URL),
)
def procedure_of_this_encounter(coding: Coding, _: Books) -> Iterator[Reject]:
    """A status code says what a past procedure left; the operation being done or planned gives none."""
    if coding.encounter.setting in NO_OPERATIONS:
        return
    donated = [
        a for a in coding.having("Z52.4") if any(m.assertion.time is not Time.PAST for m in a.mentions)
    ]
    for assignment in coding.assignments:
        if assignment.value.startswith(LOST) and _named_by_operation(assignment):
            if _done_in_stay(assignment, coding):
                yield Reject(assignment, Why.UNSUPPORTED)
        elif assignment.value.startswith(STATUS) and (
            not _lies_behind(assignment, coding)
            or _done_in_stay(assignment, coding)
            or _told_done_in_stay(assignment, coding)
            or (donated and assignment.value == "Z90.5")
            or (assignment.value == "Z98.890" and _mends_its_line(assignment) and came_for_operation(coding))
        ):
            yield Reject(assignment, Why.UNSUPPORTED)


def _mends_its_line(assignment: Assignment) -> bool:
    """Whether the operation stands only behind the name of the problem that it mended."""
    return bool(assignment.mentions) and all(
        m.standing is Standing.PROBLEM and "," in _until(m) for m in assignment.mentions
    )


def _lies_behind(assignment: Assignment, coding: Coding) -> bool:
    return any(
        _dated_before(m, coding)
        or m.assertion.time is Time.PAST
        or m.standing is Standing.LISTED
        or AFTER.search(ahead(m, 50)) is not None
        or FORMER.search(_before(m)) is not None
        or any(AGO.match(words) for words in (behind(m, 40), written_behind(m, coding)))
        or UNDERGONE.search(_until(m)) is not None
        or (not coding.encounter.is_stay and AFTER_SEVERAL.search(_until(m)) is not None)
        or (CAME_AFTER.search(_until(m)) is not None and COMES_NOW.match(behind(m, 60)) is not None)
        or (assignment.value.startswith(WORN) and (_is_carried(m) or SINCE.match(behind(m, 40)) is not None))
        or (assignment.value.startswith("Z93") and is_in_use(m))
        or (assignment.value.startswith(WORN) and IN_PLACE.match(behind(m, 40)) is not None)
        or (
            assignment.value.startswith("Z94")
            and (GRAFTED.match(behind(m, 20)) or IN_GRAFT.search(_before(m)))
        )
        or m.section in HISTORIES
        or any(word in STATES or word.endswith(UNDERWENT) for word in folded(m.term.surface))
        or _is_worn(m.term.surface)
        or (coding.encounter.setting in VISITS and _is_checked(m))
        or any("amputee" in words.words.lower() for words in m.evidence)
        or (
            assignment.value.startswith(("Z89", "Z93"))
            and coding.encounter.setting in VISITS
            and m.standing is Standing.PROBLEM
        )
        for m in assignment.mentions
    )


def _named_by_operation(assignment: Assignment) -> bool:
    said = [m.evidence[0].words.lower() for m in assignment.mentions]
    return bool(said) and all("ectomy" in words for words in said)


def _is_carried(mention: Mention) -> bool:
    """The patient is called the carrier of it."""
    return CARRIES.search(_before(mention)) is not None or CARRIED.match(behind(mention, 20)) is not None


def _done_in_stay(assignment: Assignment, coding: Coding) -> bool:
    """The operation is reported in this stay, in a document or under a heading of its own, and no list or day puts it before."""
    if not coding.encounter.is_stay:
        return False
    kinds = chart_of(coding.encounter).kinds
    reports = {ident for ident, kind in kinds.items() if kind is DocumentKind.OPERATIVE}
    if any(m.standing is Standing.LISTED or _dated_before(m, coding) for m in assignment.mentions):
        return False
    if assignment.mentions and all(COUNTED.search(ahead(m, 50)) for m in assignment.mentions):
        return True
    if _treats_its_line(assignment, coding):
        return True
    return any(
        (m.document in reports or m.section == "procedure")
        and (assignment.value.startswith(m.concept) or _is_same_valve(m, assignment))
        and _is_same_side(m, assignment)
        and m.assertion.time is Time.NOW
        and not _dated_before(m, coding)
        for m in coding.reading.mentions
    )


#: What is gone once the organ is: a disease of it told as of now beside its removal was what the removal treated.
GONE = {
    "Z90.49": ("K80.0", "K80.1", "K80.2", "K81", "K82", "K35", "K37"),
    "Z96.64": ("M16",),
    "Z96.65": ("M17",),
}
#: A heart valve replaced, of whatever kind it is: the report of its operation may say more than the diagnosis.
VALVES = frozenset({"Z95.2", "Z95.3", "Z95.4"})
#: The days after an operation, right beside its name: "3V CAD s/p CABG, post-op respiratory failure POD1".
BEFORE, BEHIND = 18, 14
DAYS_AFTER = Pattern(
    r"\bpod ?#? ?\d{1,2}\b|\bpost-?op(?:erative(?:ly)?)?\b(?! (?:visit|check|follow))", re.IGNORECASE
)


def _treats_its_line(assignment: Assignment, coding: Coding) -> bool:
    """Whether the line that names the operation tells the disease that is gone after it as of now, or the days right behind it."""
    lines = {m.line for m in assignment.mentions if m.assertion.time is Time.NOW}
    if not lines or any(m.line not in lines or FORMER.search(_before(m)) for m in assignment.mentions):
        return False
    organ = next((d for begins, d in GONE.items() if assignment.value.startswith(begins)), ())
    now = [a for a in coding.having(*organ) if any(is_certain(m) for m in a.mentions)] if organ else []
    sided = [a for a in now if _is_same_side_as(a, assignment)]
    told = {m.line for a in sided for m in a.mentions}
    beside = {m.line for m in assignment.mentions if DAYS_AFTER.search(_beside(m))}
    return all(line in told or line in beside for line in lines)


def _beside(mention: Mention) -> str:
    """The words right before and right behind an operation, in its line."""
    at, words = mention.line.start, mention.line.words
    first, last = mention.evidence[0].start - at, mention.evidence[-1].end - at
    return f"{words[max(0, first - BEFORE) : first]} | {words[last : last + BEHIND]}"


#: The valves by their letters in the names of operations: AVR, TMVR.
_VALVE = Pattern(
    r"\b(?:(?P<a>aortic|t?avr|tavi|savr)|(?P<m>mitral|t?mvr)|(?P<t>tricuspid|tvr)|(?P<p>pulmon(?:ary|ic)|pvr))\b",
    re.IGNORECASE,
)


def _is_same_valve(mention: Mention, assignment: Assignment) -> bool:
    """Whether an operation named is the replacement of the valve that a status tells, of whatever kind each says it is."""
    if not {mention.concept, assignment.value} <= VALVES:
        return False
    named = [
        {m.lastgroup for e in told.evidence for m in _VALVE.finditer(e.words)}
        for told in (mention, *assignment.mentions)
    ]
    return all(named[0] and each == named[0] for each in named[1:])


def _is_same_side_as(disease: Assignment, status: Assignment) -> bool:
    sides = [{s for s in ("left", "right") if s in (a.title or "").lower()} for a in (disease, status)]
    return not sides[0] or not sides[1] or sides[0] == sides[1]


def _is_same_side(mention: Mention, assignment: Assignment) -> bool:
    """Whether the side that an operation names, if any, is that of a status."""
    side = next((t.value for t in mention.traits if t.axis == "laterality"), None)
    named = [s for s in ("left", "right") if s in (assignment.title or "")]
    return side not in {"left", "right"} or not named or side in named


def _told_done_in_stay(assignment: Assignment, coding: Coding) -> bool:
    """The course of this stay tells the stent being placed, the bypass being made, and no list or day puts another before."""
    if assignment.value not in DONE or not coding.encounter.is_stay:
        return False
    if any(
        m.standing is Standing.LISTED
        or m.assertion.time is Time.PAST
        or m.section in HISTORIES
        or FORMER.search(_before(m))
        or _dated_before(m, coding)
        for m in assignment.mentions
    ):
        return False
    return any(True for _ in said(coding, DONE[assignment.value]))


def _before(mention: Mention) -> str:
    """The words of its line before its first word."""
    return mention.line.words[: mention.evidence[0].start - mention.line.start]


def _until(mention: Mention) -> str:
    """The words of its line before its last word: "had undergone" where the term itself begins with "had"."""
    return mention.line.words[: mention.evidence[-1].start - mention.line.start]


def _is_worn(surface: str) -> bool:
    """A device that is named, not its operation: a mechanical mitral valve."""
    words = folded(surface)
    return not DEVICES.isdisjoint(words) and not ("replacement" in words or "implantation" in words)


#: A lens that is put in today.
_LENS_NOW = Pattern(r"\bphaco\w*|\biols?\b.*\b(?:today|implanted|inserted)\b", re.IGNORECASE)


def _is_checked(mention: Mention) -> bool:
    """A device that a visit names, of which nothing is still to come: "BiV ICD - remote check ok"."""
    named = not CHECKED.isdisjoint(folded(mention.term.surface))
    return (
        named and TO_COME.search(mention.line.words) is None and _LENS_NOW.search(mention.line.words) is None
    )


def _dated_before(mention: Mention, coding: Coding) -> bool:
    """A year or a day before the encounter's stands behind it: "hemicolectomy Feb 2021", "trach 4/10"."""
    began = coding.encounter.began or coding.encounter.ended
    told = behind(mention, 30)
    found, day = DATED.search(told), OF_THE_YEAR.search(told)
    if began is None:
        return False
    ahead_of = YEAR_AHEAD.search(_before(mention)) or YEAR_BESIDE.search(_before(mention))
    if ahead_of is not None:
        return _year(ahead_of["year"], began.year) < began.year
    if found is not None:
        return _year(found["year"], began.year) < began.year
    return day is not None and (int(day[1]), int(day[2])) < (began.month, began.day)


def _year(written: str, this: int) -> int:
    """A year as written, or by its last two digits: '21, '98."""
    year = int(written)
    return year if year >= 100 else year + (2000 if year + 2000 <= this else 1900)
