"""Other ways in which a record says when a condition began: a column of a table, a day behind its colon, hours of a treatment.

Appendix I.4: what the provider documents as there on admission is Y, as having come after it N.
"""

from __future__ import annotations

import re
from datetime import date

from chartproof.code.icd10cm.timing import Timing
from chartproof.model.calendar import CALENDAR, day_of
from chartproof.model.pattern import Pattern
from chartproof.terms.numbers import spelled

#: A value that is told as the patient came in, right behind the head of a problem, and what it did then.
_VALUE_THEN = (
    r"(?:\. ?|: ?|, ?| )(?:[\w-]+ ){0,3}?(?:was|were|of) \d[\d.,]*(?: ?%| mg/dl| meq/l| g/dl)? (?:on|at|upon) (?:admission|arrival|presentation)"
    r"(?:,? (?:and|but|then|later)+|, |[.;] ) ?(?:(?:by|on|from|over|after|during) (?:the )?(?:second|third|fourth|fifth|next|following|hospital|post\w+)[\w ]{0,20}? )?"
    r"(?:(?:it|then|later|had|has|they) ){0,2}"
)
#: A lack, whose value fell in the stay, and an excess, whose value rose: "Hypokalemia. Potassium was 4.1 on admission and dropped to 2.9".
_MOVED_TO = (
    (
        Pattern(r"hypo|an(?:a)?emia|penia|\blow\b", re.IGNORECASE),
        Pattern(rf"{_VALUE_THEN}(?:dropped|fell|drifted|declined|came down|went down|sank)\b", re.IGNORECASE),
    ),
    (
        Pattern(r"hyper|kidney|renal|\baki\b|leukocyt|elevat|\bhigh\b", re.IGNORECASE),
        Pattern(rf"{_VALUE_THEN}(?:rose|climbed|jumped|increased|went up|peaked)\b", re.IGNORECASE),
    ),
)


def _value_moved(text: str, at: tuple[int, int]) -> Timing | None:
    """What its value did in the stay, away from where it was as the patient came in."""
    for named, moved in _MOVED_TO:
        found = moved.match(text, at[1]) if named.search(text, *at) else None
        if found:
            return Timing("N", *found.span())
    return None


def begun(text: str, within: tuple[int, int], at: tuple[int, int], began: date | None) -> Timing | None:
    """What is said of the beginning of the condition at `at`; `within`: its sentence, and what its item tells below."""
    return (
        _told_apart(text, within, at)
        or _under_label(text, at)
        or (_on_a_day(text, at, began) if began else None)
        or (_named_after(text, at, began) if began else None)
        or _in_treatment(text, at)
        or (_usual_first(text, within, at, began) if began else None)
        or _before(text, at)
    )


def outright(text: str, at: tuple[int, int], began: date | None) -> Timing | None:
    """What outranks all other words of a beginning: a column of a table, the course of a pregnancy before the birth, a value that moved in the stay."""
    found = _PRENATAL.search(text, _opening(text, at[0]), at[0])
    prenatal = Timing("Y", *found.span()) if found else None
    return in_table(text, at, began) or prenatal or _value_moved(text, at)


_USUAL = r"(?:normal|usual|fine|well|clear|clean|sharp|oriented|afebrile|dry|intact|quiet|none|ok(?:ay)?|good|perfect|unremarkable%s)"
#: Behind a condition, until when its sign was as usual: "AKI - Cr 0.8 through 11/6", "Kidneys. Fine for the first nine days".
_USUAL_UNTIL = Pattern(
    rf"\b{_USUAL % r'|[0-9]{1,3}(?:[.][0-9]+)?'} (?:(?:un)?till?|through) {CALENDAR}",
    re.IGNORECASE,
)
_FIRST_DAYS = Pattern(
    rf"\b{_USUAL % ''},? (?:for |all |over )?(?:the )?first (?:\d+|{spelled(2)}|few|several) (?:days|nights|weeks)\b",
    re.IGNORECASE,
)
#: What a condition is by its name, and what was as usual when the patient came in, before it in its line: "Phos was perfect coming in".
_SIGNS_OF = (
    (r"phosph", r"phos\w*", ""),
    (r"natr[ae]?emi|sodium", r"na|sodium", r"|13[5-9]|14[0-4]"),
    (r"kal[ae]?emi|potass", r"k\+?|potassium", r"|(?:3\.[6-9]|4\.\d)"),
    (r"glyc[ae]*mi|diabet|sugar", r"sugars?|glucose|fsbg|fastings?", r"|[7-9]\ds?"),
    (r"kidney|renal|\baki\b|\batn\b", r"cr|creatinine|kidneys?", r"|0\.[5-9]"),
    (r"an(?:a)?emia|\babla\b", r"hgb|hb|hct|hemoglobin", ""),
    (r"thrombocytop|\bhit\b|platelet", r"platelets?|plts?|platelet count", r"|(?:1[6-9]|[23]\d)\d"),
    (r"coagulopath", r"inr", ""),
    (r"depressi", r"mood", ""),
    (r"rash|eruption|dermatitis|candid|cellulitis|ulcer|pressure", r"skin|bottom|diaper area|wound", ""),
    (r"confus|delirium|encephalopath", r"mental status|orientation|sensorium|mentation", ""),
)
_CAME = r"(?:coming in|(?:on|at|upon) (?:the |his |her )?(?:admission|arrival|adm|presentation|admit)\b|when (?:s?he|they) (?:came|arrived))"
_USUAL_AT_ARRIVAL = tuple(
    (
        Pattern(named, re.IGNORECASE),
        Pattern(
            rf"\b(?:{sign})(?: (?:was|were|had been|is))? {_USUAL % value}\b[^.;\n]{{0,30}}?{_CAME}",
            re.IGNORECASE,
        ),
    )
    for named, sign, value in _SIGNS_OF
)


def _usual_first(text: str, within: tuple[int, int], at: tuple[int, int], began: date) -> Timing | None:
    """What was as usual when the patient came in, or until a later day, in the line of a condition: it came then."""
    end = min(within[1], _end(text, at[1]))
    found = _USUAL_UNTIL.search(text, at[1], end)
    day = day_of(found, began) if found else None
    if found and day and day > began:
        return Timing("N", *found.span())
    if found := _FIRST_DAYS.search(text, at[1], end):
        return Timing("N", *found.span())
    start = max(text.rfind("\n", 0, at[0]) + 1, at[0] - _FAR)
    for named, usual in _USUAL_AT_ARRIVAL:
        if named.search(text, *at) and (found := usual.search(text, start, at[0])):
            return Timing("N", *found.span())
    return None


#: Where a sentence ends: at a full stop that no single letter stands before (E. coli).
_STOP = Pattern(r"(?<!\b[A-Z])[.;][ \t]|\n")
_FULL_STOP = Pattern(r"(?<!\b[A-Z])\.[ \t]|\n")


def _opening(text: str, at: int, stop: Pattern = _FULL_STOP) -> int:
    """Where the sentence of a place begins."""
    return max((m.end() for m in stop.finditer(text, max(0, at - _FAR), at)), default=max(0, at - _FAR))


#: So long a sentence is read.
_FAR = 400


#: Heads of columns that tell whether it was there, or when it began.
_PRESENT = Pattern(r"poa|present on (?:admission|arrival)|on admission\??", re.IGNORECASE)
_ONSET = Pattern(r"onset|began|start(?:ed)?|since|date of onset", re.IGNORECASE)
_CELLS = {
    "Y": Pattern(r"y|yes|x|\+|\u2713|present|exempt|birth|at birth|admission|on admission|arrival|chronic|home|pta|prior|before.*", re.IGNORECASE),
    "N": Pattern(r"n|no|-|not? present|hospital|(?:hospital |hosp |icu )?(?:day|hd|pod) ?#?(?:[2-9]|[1-9]\d)|in (?:hospital|icu)", re.IGNORECASE),
    "W": Pattern(r"w|clinically undetermined", re.IGNORECASE),
}  # fmt: skip
_A_DAY = Pattern(rf"(?:on )?{CALENDAR}", re.IGNORECASE)
_GAP = Pattern(r"\S+(?: \S+)*")
#: So many lines above a row its head may stand.
_ROWS = 40


def in_table(text: str, at: tuple[int, int], began: date | None) -> Timing | None:
    """What the cell of its row says, in a column headed POA or onset."""
    start = text.rfind("\n", 0, at[0]) + 1
    cells = _cells(text, start)
    if len(cells) < 2:
        return None
    line, above = start, start
    for _ in range(_ROWS):
        if above == 0:
            return None
        above = text.rfind("\n", 0, above - 1) + 1
        heads = _cells(text, above)
        column = next(
            ((a, b, words) for a, b, words in heads if _PRESENT.fullmatch(words) or _ONSET.fullmatch(words)),
            None,
        )
        if column is None or len(heads) < 3:
            continue
        piped = "|" in text[above : _end(text, above)]
        found = _cell(text, line, above, column, heads.index(column) if piped else None)
        return _read_cell(text, found, began) if found else None
    return None


def _cells(text: str, start: int) -> list[tuple[int, int, str]]:
    """The cells of a line: between bars, else parted by two blanks or a tab."""
    end = _end(text, start)
    row = text[start:end]
    if row.count("|") > 1:
        parts, at, found = row.split("|"), start, []
        for part in parts:
            words = part.strip()
            first = at + len(part) - len(part.lstrip())
            found.append((first, first + len(words), words))
            at += len(part) + 1
        return found
    return (
        [(start + m.start(), start + m.end(), m[0]) for m in _GAP.finditer(row.replace("\t", "  "))]
        if "  " in row.strip()
        else []
    )


def _cell(
    text: str, line: int, head: int, column: tuple[int, int, str], number: int | None
) -> tuple[int, int, str] | None:
    """The cell of a row under a head: the same number between bars, else what begins below it; a row may go on in the next line."""
    while line > head:
        cells = _cells(text, line)
        if number is not None:
            return cells[number] if number < len(cells) else None
        offset = column[0] - head
        below = next((c for c in cells if abs(c[0] - line - offset) <= 1), None)
        if below is not None:
            return below
        line = text.rfind("\n", 0, max(line - 1, 0)) + 1
    return None


def _read_cell(text: str, cell: tuple[int, int, str], began: date | None) -> Timing | None:
    start, end, words = cell
    for value, pattern in _CELLS.items():
        if pattern.fullmatch(words):
            return Timing(value, start, end)
    found = _A_DAY.fullmatch(text, start, end)
    day = day_of(found, began) if found and began else None
    return Timing("N" if began and day > began else "Y", start, end) if day else None


def _end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


#: A sentence of its own below the head of a problem: "C. difficile colitis. Oral vancomycin. Not present on arrival".
_APART = Pattern(
    r"(?<=[.;] )(?:(?:it|this|both|these|they|all(?: of (?:these|them))?|each)(?: (?:was|were) (?:(?! on | at |not\b|never\b)[\w ,-]){1,40} and)? )?(?:was |were )?(?P<not>not |absent |none )?(?:present|there) (?:on|at|upon) (?:the time of )?(?:hospital )?(?:admission|admit|arrival|presentation|transfer)\b",
    re.IGNORECASE,
)
#: What is left of the sentence of a condition; the next may have no other subject.
_REST = Pattern(r"[^.;\n]{0,60}[.;] ")
#: Had somewhere else: in the ICU, on the floor.
_THERE = Pattern(
    r"[ ,(]{1,2}(?:icu|unit|ward|hospital)[- ]acquired\b(?! (?!in\b|on\b|during\b|and\b|but\b)[A-Za-z])|[ ,(]{1,2}(?:(?:that|which) )?(?:was |were )?(?:acquired|arose|arisen|developed|began|occurred) (?:in|on|during) (?:the |our |his |her )?(?:m?s?icu|unit|ward|floor|hospital|stay|intensive care)\b",
    re.IGNORECASE,
)


#: What a line lists is said by the label before it: "Hospital acquired: C. difficile colitis; sacral pressure ulcer".
_LABEL = Pattern(
    r"[ \t]*(?:[-#*\u2022]|\d+[.)])?[ \t]*(?:(?P<later>(?:hospital|icu)[- ](?:acquired|onset)(?: (?:conditions?|problems?|diagnoses))?|nosocomial|"
    r"not present on (?:admission|arrival)|(?:arose|arising|arisen|developed|acquired|occurring|new) (?:in (?:the )?(?:hospital|house)|during (?:the |this |her |his )?(?:stay|admission|hospitalization)))|"
    r"present (?:on|at) (?:admission|arrival)|poa)[ \t]*:",
    re.IGNORECASE,
)


def _under_label(text: str, at: tuple[int, int]) -> Timing | None:
    """What the label at the beginning of its line says of all that the line lists."""
    found = _LABEL.match(text, text.rfind("\n", 0, at[0]) + 1)
    if found is None or found.end() > at[0]:
        return None
    return Timing("N" if found["later"] else "Y", *found.span())


def _told_apart(text: str, within: tuple[int, int], at: tuple[int, int]) -> Timing | None:
    """What a sentence of its own below the head of a problem says, or the place right behind the condition."""
    if found := _THERE.match(text, at[1]):
        return Timing("N", *found.span())
    rest = _REST.match(text, at[1])
    found = _APART.search(text, at[1], within[1]) or (_APART.match(text, rest.end()) if rest else None)
    return Timing("N" if found["not"] else "Y", *found.span()) if found else None


#: Behind the condition, a comma or a colon, the day from which it was: "hyperglycemia, from 1/6".
_FROM = Pattern(
    rf"(?: on (?:(?:the|iv|oral|high[- ]dose) )*(?:steroids?|prednisone|dexamethasone|methylprednisolone|tpn|tube feeds?|diuretics?))?(?: ?\([^()\n]{{0,40}}\))?(?:,|:| -)? ?(?:from|since|starting|beginning|as of|later(?: on)?) {CALENDAR}(?! ?(?:to|-|through|until)\b)",
    re.IGNORECASE,
)
#: What befell on a day behind the colon: "respiratory failure: on 5/4 sudden worsening".
_BEFELL = Pattern(
    rf"(?: ?\([^()\n]{{0,40}}\))?(?::| -) ?on {CALENDAR},? (?:a |an |she |he |with |new |very )*(?:sudden\w*|acute\w*|new\w*|worse\w*|desaturat\w*|spiked|"
    r"developed|became|fever|febrile|found|noted|rose|fell|dropped|hypox\w*|unresponsive|confus\w*|pain|swelling|bleeding|weak\w*)",
    re.IGNORECASE,
)
#: Behind a comma or a colon its sign and the day of it: "myopathy, weakness first seen 5/12"; "thrush (oral), noted 1/13".
_SIGN = Pattern(
    r"\)?(?: ?\([^()\n]{0,40}\))?[,:]? ?(?:(?:\w+ )?(?:weakness|swelling|fevers?|cough|pain|(?:watery |loose )?stools?|diarrhea|vomiting|rash|confusion|dyspnea|"
    r"redness|erythema|drainage|bleeding|tremors?|agitation|oliguria|hypoxia|desaturation|jaundice|plaques?|symptoms?|signs?)(?: x\d+)? )?"
    rf"(?:(?:first|new|newly) )?(?:seen|noted|noticed|found|began|beginning|starting|appeared|developed|onset|arose)(?: on)? {CALENDAR}",
    re.IGNORECASE,
)
_BEHIND = (_FROM, _BEFELL, _SIGN)
_THEN = r"(?::|,| and|;)? ?(?:(?:new|early|mild|this was|was|with|called|diagnosed as|the) )*$"
#: Before it, in its sentence: "sugars to 340 from 1/21 on, steroid-induced hyperglycemia".
_FROM_ON = Pattern(
    rf"(?:from|since|starting|beginning) {CALENDAR} (?:on|onward\w*|forward)\b{_THEN}", re.IGNORECASE
)
#: A value of a day that it is drawn from: "phosphorus was 1.1 on 3/15 and hypophosphatemia".
_VALUE_ON = Pattern(rf"\d[\d.]*%? on {CALENDAR}{_THEN}", re.IGNORECASE)
#: The day of a month alone: "on the 15th".
_NTH = Pattern(
    rf"\b(?:on|from|since|by) the (?P<nth>\d{{1,2}})(?:st|nd|rd|th)\b(?! (?:hospital|post|day|percentile|of)){_THEN}",
    re.IGNORECASE,
)
#: A month at most.
_MONTH = 27


def _on_a_day(text: str, at: tuple[int, int], began: date) -> Timing | None:
    """What a day of the calendar right beside the condition says of its beginning."""
    start = _opening(text, at[0], _STOP)
    found = next((m for pattern in _BEHIND if (m := pattern.match(text, at[1]))), None)
    found = found or _FROM_ON.search(text, start, at[0]) or _VALUE_ON.search(text, start, at[0])
    if found:
        day = day_of(found, began)
        return Timing("N" if day > began else "Y", *found.span()) if day else None
    nth = _NTH.search(text, start, at[0])
    later = nth is not None and began.day < int(nth["nth"]) <= began.day + _MONTH
    return Timing("N", *nth.span()) if nth and later else None


#: Hours or days into what was done in the stay: "six hours after the insulin drip was begun she became confused".
_INTO = Pattern(
    rf"\b(?:\d+|{spelled()}|several|some) (?:hours?|h|hrs?|days?) (?:after|into|following) (?:the |his |her |this )?(?:[\w-]+ ){{0,3}}?"
    r"(?:admission|arrival|drip|infusion|treatment|therapy|transfusion|resuscitation|rewarming|dialysis|chemotherapy|antibiotics|operation|surgery|procedure|catheterization|stent|pci|angioplasty|thrombectomy|delivery|extubation)\b|"
    r"\bon the (?:cath |cath lab |operating |or |angio )?table\b|\b(?:toward|at|near) the end of the (?:case|procedure|operation)\b",
    re.IGNORECASE,
)
#: A sentence that only names what the one before it tells.
_NAMES_IT = Pattern(
    r"(?:this|it|that|these)(?: (?:was|were|is))? (?:an? |the |his |her )?(?:[\w-]+ ){0,3}$", re.IGNORECASE
)


#: What changed from one value to another by a day: "creatinine rose from 0.9 on March 4 to 2.4 on March 7".
_MOVED = Pattern(
    rf"\b(?:rose|climbed|increased|doubled|went up|fell|dropped|declined|decreased|worsened)\b(?:(?! and | then )(?:[^.;,\n]|\.\d)){{0,70}} (?:on|by|after|from|since) {CALENDAR}",
    re.IGNORECASE,
)


def _named_after(text: str, at: tuple[int, int], began: date) -> Timing | None:
    """What a change of a later day says, which the condition's own sentence only names: "This was hepatorenal syndrome"."""
    start = _opening(text, at[0])
    if not _NAMES_IT.fullmatch(text, start, at[0]) or text[start - 2 : start] != ". ":
        return None
    found = _MOVED.search(text, _opening(text, start - 2), start)
    day = day_of(found, began) if found else None
    return Timing("N", *found.span()) if found and day and day > began else None


def _in_treatment(text: str, at: tuple[int, int]) -> Timing | None:
    """What was counted from a treatment of the stay, in its sentence or in the one that it names."""
    start = _opening(text, at[0])
    if _NAMES_IT.fullmatch(text, start, at[0]) and text[start - 2 : start] == ". ":
        start = _opening(text, start - 2)
    found = _INTO.search(text, start, at[0])
    return Timing("N", *found.span()) if found else None


#: What was taken of the patient as he came in, and shows it: "throat culture taken in the emergency department grew".
_TAKEN = Pattern(
    r"\b(?:cultures?|swabs?|samples?|films?|x-?ray|ct|scan|ecg|ekg|urine|urinalysis|blood|smear|tests?|images?|imaging|ultrasound)(?: was| were)? (?:taken|drawn|obtained|sent|done|collected|performed) "
    r"(?:in the (?:ed|er|emergency (?:department|room))|(?:on|at|upon) (?:admission|arrival|presentation))\b(?![^.]*\b(?:negative|no growth|normal|clear)\b)",
    re.IGNORECASE,
)
#: What a pregnancy brought before the birth: "prenatal course was notable for gestational diabetes".
_PRENATAL = Pattern(
    r"\b(?:prenatal|antenatal|antepartum) (?:course|care|period)\b[^.;\n]{0,20}\b(?:notable|complicated|remarkable|significant|marked|affected)\b(?: (?:for|by))?",
    re.IGNORECASE,
)

#: How long it or its sign had lasted as the patient came: "no stool in 6 days on arrival".
_LASTED = Pattern(
    rf"[^.;\n]{{0,60}}?\b(?:\d+|{spelled(2)}|several|a few) (?:days?|weeks?|wks?|months?) (?:on|at|by|before|prior to) (?:arrival|admission|presentation)\b",
    re.IGNORECASE,
)


def _before(text: str, at: tuple[int, int]) -> Timing | None:
    """What its sentence tells of the time before the stay."""
    start = _opening(text, at[0])
    found = _TAKEN.search(text, start, at[0]) or _LASTED.match(text, at[1])
    return Timing("Y", *found.span()) if found else None
