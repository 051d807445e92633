"""What of a record was found as the patient came in, and what a value measured then shows of a condition named later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from chartproof.code.icd10cm.chart import Chart, chart_of
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.ulcers_told import told_of_site
from chartproof.model.calendar import CALENDAR, LETTERED_DAY, is_later
from chartproof.model.coding import Assignment, Coding
from chartproof.model.document_kind import AT_ADMISSION, DocumentKind
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence, Measure

#: Parts of a document that tell what was before the stay.
TOLD_BEFORE = frozenset(
    "chief_complaint reason_for_visit hpi pmh psh allergies admission_dx preop_dx ed_course birth_history "
    "ob_history gyn_history psychiatric_history".split()
)
#: Parts of a summary that tell how the patient came in, where the course stands behind them.
_PRESENTING = TOLD_BEFORE | {"labs", "vitals", "exam", "results"}
#: The course of the stay, told as a story or by its problems.
_COURSES = frozenset({"hospital_course", "assessment_plan"})
_COMING = r"(?:arrival|admission|admit|adm|presentation|triage)"
#: Words of the arrival, in a summary that no note of the admission stands beside.
_ARRIVED = Pattern(
    rf"\b(?:in (?:the )?(?:emergency (?:department|room)|ed|er)|(?:on|at|upon) (?:his |her |their |the day of )?{_COMING}|"
    r"came (?:in )?with|presented|was brought|adm(?:it|ission)? (?:data|labs?|vitals))\b",
    re.IGNORECASE,
)
#: Right behind a value: "9.0 on arrival", "129 in the ED".
_THEN = Pattern(
    rf" ?\(?(?:adm|admit|admission|arrival)\b|[^.,;\d\n]{{0,10}}(?:/ ?[A-Za-z]{{1,8}} [\d.]+[^.,;\d\n]{{0,6}})?\b(?:in the (?:emergency (?:department|room)|ed|er)|(?:on|at|upon) (?:his |her |their |the day of )?{_COMING})\b",
    re.IGNORECASE,
)
#: How a paragraph that tells the arrival begins: its first words, a label, or who the patient is.
_OPENS = Pattern(
    rf"\s*(?:(?:on|at|upon) (?:his |her |their )?{_COMING}\b|(?:ED|ER|emergency (?:department|room))(?: (?:course|evaluation|data|labs?|work-?up|findings))?[:.]|(?:exam(?:ination)? on |on )?{_COMING}(?: exam\w*| labs?)?:|"
    r"(?:presented|came in|brought in|sent in) (?:w/|with|for|from|by|after)|BIB ?(?:EMS|A|family)\b|"
    r"(?:this |an? |the patient is an? |(?:mr|ms|mrs)\.? \w+\.? is an? )?\d{1,3}[- ]?(?:year|y|month|mo|week|wk|day)?[- /]?(?:old|o)?[- ]?(?:former term |ex-?term |ex-?\d\d[- ]?(?:wk|week)\w* |previously healthy )?"
    r"(?:[mf]\b|man|woman|male|female|boy|girl|infant|with\b|who\b|\w+er was admitted)|\d{1,3}[- ]years?[- ]old [a-z]{4,})",
    re.IGNORECASE,
)
#: What lies behind the arrival.
_LATER = Pattern(
    r"\b(?:later|next (?:day|morning)|that (?:evening|night)|same night|subsequently|thereafter|at discharge|by discharge|by day|"
    r"(?:second|third|fourth|fifth|sixth|seventh) (?:hospital )?day|(?:hospital )?day (?:[2-9]|1\d)(?! of (?:a |an |her |his |the |this )?(?:cold|illness|uri|flu|symptoms?|fever|cough|vomiting|diarrhea|rash|congestion))|post-?op\w*|hd ?\d|pod ?\d|by \d{1,2}/\d)\b",
    re.IGNORECASE,
)
#: An injury of the kidneys, and the rise of creatinine that shows one (KDIGO).
_KIDNEY_INJURY, _RISE = "N17", Decimal("1.5")
#: Counts are written in thousands or in full: above so much, in full.
_IN_FULL, _THOUSAND = {"platelets": Decimal(2000), "neutrophils": Decimal(15)}, Decimal(1000)


def arrival_shows(assignment: Assignment, coding: Coding, chart: Chart) -> tuple[str, Evidence] | None:
    """What a value of the arrival says of a condition that a value shows: there (Y), or not yet (N), where a later one shows it."""
    if assignment.value.startswith(_KIDNEY_INJURY):
        return _risen(coding, chart)
    row = row_for("shown_by_measures", assignment.value)
    if row is None:
        return _seen(assignment, coding, chart)
    _, name, side, limit, usual, _ = row
    told = list(_measured(name, coding, chart))
    first = next((i for i, (_, at) in enumerate(told) if is_of_arrival(at, coding, chart)), None)
    if first is None:
        if usually := _usual_then(assignment, coding) or _lost_at_operation(assignment, coding):
            return "N", usually
        shows = [at for v, at in told if _beyond(v, side, limit)]
        return ("N", shows[0]) if shows and all(_is_later(at, coding) for at in shows) else None
    value, at = told[first]
    if _beyond(value, side, limit):
        return ("N", at) if _is_of_another_anemia(assignment, coding, value, told[first + 1 :]) else ("Y", at)
    if (
        usual
        and not _beyond(value, side, usual)
        and any(_beyond(v, side, limit) for v, _ in told[first + 1 :])
    ):
        return "N", at
    return None


def was_usual(assignment: Assignment, coding: Coding, chart: Chart) -> bool:
    """Whether the first value of the arrival lies within what is usual, of a condition that a value shows."""
    row = row_for("shown_by_measures", assignment.value)
    if row is None or not row[4]:
        return False
    told = _measured(row[1], coding, chart)
    first = next((value for value, at in told if is_of_arrival(at, coding, chart)), None)
    return first is not None and not _beyond(first, row[2], row[4])


#: A value that is told in words: "K normal on admission (4.1), 3.0 on hospital day 2".
_USUAL = Pattern(
    rf"\b(?:normal|fine|unremarkable|within normal limits|wnl) (?:on|at|upon) {_COMING}\b", re.IGNORECASE
)


def _usual_then(assignment: Assignment, coding: Coding) -> Evidence | None:
    """The words behind a condition, in its paragraph, by which its value was usual on arrival."""
    for mention in assignment.mentions:
        document = coding.encounter.document(mention.document)
        end = document.text.find("\n", mention.evidence[-1].end)
        found = _USUAL.search(
            document.text, mention.evidence[-1].end, end if end >= 0 else len(document.text)
        )
        if found is not None:
            return document.quote(*found.span())
    return None


#: Hemoglobin that fell from a value of nearly the usual, or from the one before an operation, and the words of one around it.
_FELL = Pattern(
    r"\b(?:hgb|hb|hemoglobin|h/h)\b[^.;\n]{0,12}?\b1[1-7](?:\.\d)? ?(?:->|\u2192|>|to|down to) ?(?:[5-9](?:\.\d)?)\b|\bpre-?op\w*(?: (?:hgb|hb))? 1[1-7](?:\.\d)?\b|\b1[1-7](?:\.\d)? pre-?op\w*\b",
    re.IGNORECASE,
)
_OPERATED = Pattern(
    r"\b(?:post-?op\w*|pod ?#?\d|ebl|surgery|operation|operative|explant\w*|\w+ectomy|\w*arthroplasty|tka|tha|cabg|orif|nail(?:ing|ed)?|fusion|s/p)\b",
    re.IGNORECASE,
)
#: So far around the fall.
_AROUND = 160


def _lost_at_operation(assignment: Assignment, coding: Coding) -> Evidence | None:
    """The fall of hemoglobin beside the loss of blood that an operation of the stay is told with."""
    if assignment.value != _LOSS:
        return None
    for mention in assignment.mentions:
        document, at = coding.encounter.document(mention.document), mention.evidence[0]
        start, end = max(0, at.start - _AROUND), min(len(document.text), at.end + _AROUND)
        fell = _FELL.search(document.text, max(start, document.text.rfind("\n", 0, at.start) + 1), end)
        if fell and _OPERATED.search(document.text, start, end):
            return document.quote(*fell.span())
    return None


#: Anemia of a loss of blood, anemias that last, and so many grams that a loss shows by (a common criterion of bleeding).
_LOSS, _LASTING, _LOST = "D62", ("D50", "D51", "D52", "D53", "D57", "D63", "D64.81"), 2


def _is_of_another_anemia(
    assignment: Assignment, coding: Coding, value: Decimal, later: list[tuple[Decimal, Evidence]]
) -> bool:
    """Whether a low value of the arrival is of an anemia that lasts, and the loss shows by a later fall."""
    lost = assignment.value == _LOSS and bool(coding.having(*_LASTING))
    return lost and any(v <= value - _LOST for v, _ in later)


def is_of_arrival(at: Evidence, coding: Coding, chart: Chart) -> bool:
    """Whether a value was written down at admission, or where a summary tells of the arrival."""
    if chart.kinds[at.document] in AT_ADMISSION:
        return True
    text = coding.encounter.document(at.document).text
    if _ITS_DAY.match(text, at.end):
        return False
    start = max(text.rfind(". ", 0, at.start), text.rfind("\n", 0, at.start)) + 1
    if _THEN.match(text, at.end) or (
        _ARRIVED.search(text, start, at.end) and not _is_second(at, start, coding)
    ):
        return True
    if chart.kinds[at.document] is not DocumentKind.PROGRESS and _is_of_emergency_room(at, coding):
        return True
    return _is_before_course(at, coding, chart) or _is_in_opening(at, text) or _follows_opening(at, text)


def _is_of_emergency_room(at: Evidence, coding: Coding) -> bool:
    """Whether it stands in the part of a record that tells the course in the emergency department, before the words or the day of a later time."""
    text, began = coding.encounter.document(at.document).text, coding.encounter.began
    for document, part in coding.reading.sections:
        start = part.body.start
        if document == at.document and part.kind == "ed_course" and start <= at.start < part.body.end:
            later = (
                began is not None and is_later(m, began) for m in _ANY_DAY.finditer(text, start, at.start)
            )
            return _LATER.search(text, start, at.end) is None and not any(later)
    return False


_ANY_DAY = Pattern(CALENDAR, re.IGNORECASE)
#: Right behind a value, the later day that it is of: "K 3.1 POD5".
_ITS_DAY = Pattern(
    rf"[ ,(]{{1,2}}(?:on |by |from )?(?:(?:pod ?#?\d|(?:hd|hospital day) ?#?(?:[2-9]|1\d))\b|{LETTERED_DAY})(?! (?:from|after|at|s/p|of)\b)",
    re.IGNORECASE,
)


#: Who came, in the first words of a story: "45M", "62-year-old man"; nobody comes ill for an operation that was booked.
_WHO = Pattern(
    r"\s*(?:this |an? |(?:mr|ms|mrs)\.? \w+\.? is an? )?\d{1,3}[- ]?(?:year|y|month|mo|week|wk|day)?s?[- /]?(?:old|o)?[- ]?(?:[mf]\b|man|woman|male|female|boy|girl|infant)(?!.*\b(?:elective|scheduled)\b)",
    re.IGNORECASE,
)


def opens_with_patient(words: str) -> bool:
    """Whether a sentence begins with the age and sex of who came, and not for what was booked."""
    return _WHO.match(words) is not None


def tells_of_later(words: str) -> bool:
    """Whether words tell of a time behind the arrival."""
    return _LATER.search(words) is not None


def _is_later(at: Evidence, coding: Coding) -> bool:
    """Whether the sentence of a value names a later time of the stay."""
    document, began = coding.encounter.document(at.document), coding.encounter.began
    text = document.text
    if document.written and began and chart_of(coding.encounter).kinds[at.document] is DocumentKind.PROGRESS:
        return document.written.date() > began
    start = max(text.rfind(". ", 0, at.start), text.rfind("\n", 0, at.start)) + 1
    end = re.search(r"[.,;](?=\s|$)|\n", text[at.end :])
    last = at.end + end.start() if end else len(text)
    return _LATER.search(text, start, last) is not None or _is_of_later_day(text, start, last, coding)


#: A day of the calendar in the sentence of a value: "on 5/6 potassium fell to 2.9", "ran 190 to 262 from 2/17 on".
_ON_DAY = Pattern(rf"\b(?:on|by|from|since|starting|after|of) {CALENDAR}", re.IGNORECASE)


def _is_of_later_day(text: str, start: int, end: int, coding: Coding) -> bool:
    """Whether all days that the sentence of a value names lie behind the admission."""
    began = coding.encounter.began
    if began is None:
        return False
    days = list(_ON_DAY.finditer(text, start, end))
    return bool(days) and all(is_later(found, began) for found in days)


def _is_second(at: Evidence, start: int, coding: Coding) -> bool:
    """Whether another value of the same name stands before it in the sentence: that one is of the arrival."""
    name = next((m.name for m in coding.reading.measures if m.evidence == at), None)
    return any(
        m.name == name
        and m.evidence
        and m.evidence.document == at.document
        and start <= m.evidence.start < at.start
        for m in coding.reading.measures
    )


def _is_in_opening(at: Evidence, text: str) -> bool:
    """Whether it stands in a paragraph that begins with the arrival, before the words of a later time."""
    start = text.rfind("\n", 0, at.start) + 1
    return _OPENS.match(text, start) is not None and _LATER.search(text, start, at.start) is None


#: A line of what was found, below the one that says who came: values, a picture, the examination.
_FINDINGS = Pattern(
    r"[ \t*-]*(?:vitals?|vs|labs?|data|exam|pe|pH|HR|BP|temp|T \d|sats?|SpO2|lipase|na|k|ca|mg|phos|cr|bun|wbc|hgb|plt|inr|ua|glu\w*|lactate|abg|vbg|cbg|hs-?\w+|trop\w*|bnp|apap|ast|alt|tbili|crp|"
    r"cxr|ct\w?|ctpa|mri|us|xr|kub|ecg|ekg|tte|echo|lp|eeg|rpp)\b",
    re.IGNORECASE,
)
#: So many lines of findings may stand between.
_LINES_BELOW = 4


def _follows_opening(at: Evidence, text: str) -> bool:
    """Whether it stands in lines of findings right below the one that says who came, before the words of a later time."""
    start = text.rfind("\n", 0, at.start) + 1
    if _FINDINGS.match(text, start) is None or _LATER.search(text, start, at.start):
        return False
    for _ in range(_LINES_BELOW):
        above = text.rfind("\n", 0, max(start - 1, 0)) + 1
        if above == start:
            return False
        start = above
        if not text[start : text.find("\n", start)].strip():
            continue
        if _OPENS.match(text, start):
            return True
        if _FINDINGS.match(text, start) is None:
            return False
    return False


def _is_before_course(at: Evidence, coding: Coding, chart: Chart) -> bool:
    """Whether a summary tells it with the presentation, before the course of the stay."""
    if chart.kinds[at.document] not in {DocumentKind.DISCHARGE, None}:
        return False
    parts = [part for document, part in coding.reading.sections if document == at.document]
    own = next((p for p in parts if p.body.start <= at.start < p.body.end), None)
    later = any(p.kind in _COURSES and p.body.start > at.start for p in parts)
    return later and own is not None and own.kind in _PRESENTING


def _measured(name: str, coding: Coding, chart: Chart) -> Iterator[tuple[Decimal, Evidence]]:
    """The values of one name but the usual ones, in order of the record."""
    found = [m for m in coding.reading.measures if m.name == name and m.evidence and not m.baseline]
    for measure in sorted(found, key=lambda m: _place(m, chart)):
        assert measure.evidence
        full = measure.value > _IN_FULL.get(name, measure.value)
        yield measure.value / _THOUSAND if full else measure.value, measure.evidence


def _place(measure: Measure, chart: Chart) -> tuple[int, int]:
    assert measure.evidence
    return chart.order[measure.evidence.document], measure.evidence.start


def _beyond(value: Decimal, side: str, limit: str) -> bool:
    return value < Decimal(limit) if side == "below" else value > Decimal(limit)


def _risen(coding: Coding, chart: Chart) -> tuple[str, Evidence] | None:
    """A creatinine at admission that is half as much again as another of the record: the injury was there; one that rose so far later: not yet."""
    least = min(
        (m.value for m in coding.reading.measures if m.name == "creatinine" and m.evidence), default=None
    )
    told = list(_measured("creatinine", coding, chart))
    arrived = [(i, v, at) for i, (v, at) in enumerate(told) if is_of_arrival(at, coding, chart)]
    if least is None or not arrived:
        return None
    highest = max(v for v, _ in told)
    for _, value, at in arrived:
        if value >= least * _RISE or (value == highest and value >= _RISE and least == value):
            return "Y", at
    last, value, at = arrived[-1]
    return ("N", at) if any(v >= value * _RISE for v, _ in told[last + 1 :]) else None


#: What tells of a heart that stood still.
_ARREST = Pattern(
    r"\b(?:fibrillated|lost (?:his |her |the |a )?pulses?|(?:became|was|went|found) pulseless|ROSC|CPR|defibrillat(?:ed|ion)|coded|arrested)\b",
    re.IGNORECASE,
)
#: Troponin that moved from one value to the next: a heart muscle hurt, whatever it is called later.
_TROPONIN = Pattern(
    r"\btrop(?:onin)?[stTI]?\b[^.;\n]{0,24}?\d[\d.,]* ?(?:->|\u2192|then|rose to|up to|to) ?\d|\bhs-?trop\w*(?: of| was| peak(?:ed at)?)? ?\d{3,}\b|\bhs-?trop\w* \d{2,} peak\b",
    re.IGNORECASE,
)
#: A pressure that fluids did not mend.
_PRESSOR = Pattern(
    r"\b(?:norepinephrine|levophed|vasopressors?|pressors?|phenylephrine|epinephrine drip)\b(?! (?:was |were )?(?:not|never))[^.;\n]{0,20}\b(?:started|begun|initiated|required|needed|hung|running|given)\b|"
    r"\b(?:bp|pressure) (?:of |was )?\d\d/\d\d[^.;\n]{0,12}\b(?:in spite of|despite|after) (?:\w+ ){0,3}?(?:liters?|l|boluse?s?|fluids?)\b",
    re.IGNORECASE,
)
#: A pressure of shock.
_LOW = r"\b(?:BP|SBP|pressure) (?:of |was )?(?:[4-7]\ds?|8[0-5])(?:/\d\d)?\b"
#: What the examiner sees of a condition on arrival.
_SIGNS = {
    "I46": _ARREST,
    "I49.01": _ARREST,
    **dict.fromkeys(("I21", "I24.8", "I5A"), _TROPONIN),
    **dict.fromkeys(("R57", "R65.21"), Pattern(rf"{_PRESSOR.pattern}|{_LOW}", re.IGNORECASE)),
    "I85": Pattern(
        r"\b(?:hematemesis|melena|(?:vomit\w*|threw up|brought up|spit up|coughed up)[^.;\n]{0,30}\bblood|coffee[- ]ground\w*|(?:black|tarry|maroon|bloody) stools?)\b",
        re.IGNORECASE,
    ),
    **dict.fromkeys(
        ("F10.13", "F10.23", "F10.93"),
        Pattern(
            r"\bCIWA(?:-Ar)? (?:of |was |score )?(?:[89]|[1-6]\d)\b|\b(?:tremulous|tremors?|diaphoretic|sweaty)\b",
            re.IGNORECASE,
        ),
    ),
    "R45.851": Pattern(
        r"\b(?:better off dead|kill(?:ing)? (?:him|her|my|them)self|end(?:ing)? (?:his|her|my|their) life|want(?:s|ed|ing)? to die|wish(?:es|ed)? (?:to be|(?:he|she|they|I) (?:were|was)) dead|suicid\w+|"
        r"walk(?:ing)? into traffic|(?:thought of|access to) (?:his|her|the|a) gun|overdos(?:e|ing)|jump(?:ing)? (?:off|from|in front))\b",
        re.IGNORECASE,
    ),
    "R00.1": Pattern(r"\b(?:HR|pulse|heart rate)(?: of| was|:)? ?(?:[34]\d)\b", re.IGNORECASE),
    "I16": Pattern(
        r"\b(?:BP|SBP|pressure|ED|ER|arrival|triage)\b[^.;\n\d]{0,15}(?:(?:1[89]\d|2\d\d)/\d{2,3}|\d{3}/1[2-9]\d)(?![\d/])(?! (?:in clinic|at home|last|yesterday))"
    ),
    **dict.fromkeys(("B37.0", "B37.8"), Pattern(r"\b(?:thrush|white plaques?)\b", re.IGNORECASE)),
    "G93.6": Pattern(r"\b(?:vasogenic|cerebral|brain) edema\b", re.IGNORECASE),
    **dict.fromkeys(
        ("G92", "G93.4"),
        Pattern(
            r"\b(?:obtunded|unresponsive|disoriented|confused|altered mental status)\b(?! (?:about|by|over)\b)",
            re.IGNORECASE,
        ),
    ),
    "K04.7": Pattern(
        r"\b(?:swollen|tender|red|inflamed|painful)(?:,? (?:and )?(?:swollen|tender|red|inflamed|painful))* (?:gums?|gingiva)\b|\bgum swelling\b|"
        r"\btooth ?aches?\b|\b(?:dental|tooth) pain\b|\btooth (?:is |was )?(?:tender|painful)\b",
        re.IGNORECASE,
    ),
    **dict.fromkeys(
        ("E08.1", "E09.1", "E10.1", "E11.1", "E13.1"),
        Pattern(
            r"\bpH (?:of |was )?(?:6\.\d+|7\.[0-2]\d?)\b|\banion gap (?:of |was )?(?:1[6-9]|[2-9]\d)\b|"
            r"\b(?:beta[- ]?hydroxybutyrate|BHB) (?:of |was )?(?:[3-9]|\d\d)\b|\b(?:large|moderate) (?:urine |serum )?ketones\b",
            re.IGNORECASE,
        ),
    ),
    "E86": Pattern(
        r"\b(?:dry (?:oral )?(?:mucous membranes?|mucosae?|mouth|tongue)|mucous membranes? (?:are |were )?dry|tears? (?:are |were )?absent|no tears|absent tears|"
        r"sunken (?:eyes|fontanelle?)|(?:poor|decreased|reduced) (?:skin )?turgor|(?:skin )?tenting)\b",
        re.IGNORECASE,
    ),
}


def _seen(assignment: Assignment, coding: Coding, chart: Chart) -> tuple[str, Evidence] | None:
    """The sign of a condition that was seen on arrival, where it is one that signs show."""
    if assignment.value.startswith(_PRESSURE_ULCER):
        return _seen_of_ulcer(assignment, coding, chart)
    signs = next((words for begins, words in _SIGNS.items() if assignment.value.startswith(begins)), None)
    for document in coding.encounter.documents if signs else ():
        for found in signs.finditer(document.text) if signs else ():
            at = document.quote(*found.span())
            denied = _NOT_SEEN.search(document.text, max(0, at.start - 60), at.start)
            if not denied and is_of_arrival(at, coding, chart):
                return "Y", at
    return None


#: In front of a sign, in its clause: that it was not seen.
_NOT_SEEN = Pattern(
    r"\b(?:no|not|nor|without|denies|denied|never|neg(?:ative)?(?: for)?)\b[^.;\n]{0,40}$", re.IGNORECASE
)
_PRESSURE_ULCER = "L89"


def _seen_of_ulcer(assignment: Assignment, coding: Coding, chart: Chart) -> tuple[str, Evidence] | None:
    """Where the skin of its site is told on arrival as of its stage, by whatever name."""
    title = assignment.title or ""
    told = (t for t in told_of_site(title, coding, assignment.value) if t.ending in title)
    return next((("Y", t.words) for t in told if is_of_arrival(t.words, coding, chart)), None)
