"""Tell the head of a problem from what is written about it."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.read import sentences
from chartproof.read.headings import headings
from chartproof.terms.drugs import by_first_word

#: Verbs and pronouns of narrative: a diagnosis is named without them.
_TELLS = Pattern(
    r"\b(?:is|was|are|were|has|had|have|been|presents?|presented|reports|reported|denies|denied|will|"
    r"would|should|can|could|may(?!-)|might|we|he|she|they|continues?|start|starts|started|stop|"
    r"stopped|recommend(?:s|ed)?|discussed|advised|ordered|shows?|showed|demonstrates?|states|"
    r"stated|feels?|appears?|seems?|remains?|reviewed|counsel(?:l?ed)|encouraged|instructed|"
    r"prescribed|initiated?|increased? to|decreased? to|switched|underwent|check(?:ed)?|obtain|"
    r"refer(?:red)?|does|did|do|takes|taking|using|admits|endorses|improved|resolved with|"
    r"tolerating|suspect|believe|think)\b|\bI(?:'|\u2019| (?:have|had|will|am|was|would|do|did|"
    r"also|think|believe|suspect|recommend|discussed|advised|explained|reviewed|told|spoke|ordered))",
    re.IGNORECASE,
)
#: How a line begins that says what to do, or who said what, and names no problem.
_STARTS = Pattern(
    r"(?!complete\s+(?:(?:\([^)]{1,20}\)|[a-z-]+)\s+){0,4}(?:tear|rupture|avulsion|transection|(?:heart|av|bundle)\s+block|abortion|miscarriage|"
    r"prolapse|previa|cleft|blindness|obstruction)\b|culture[\s-]+(?:negative|positive)|stable\s+angina|"
    r"(?:(?:well|poorly)[\s-]+)?controlled\s+(?:type|t[12]dm|dm|diabetes|asthma|hypertension|htn|hiv|seizures?|epilepsy|copd|gerd|hypothyroid\w*|schizo\w*|bipolar|gout))"
    r"(?:continue|start|begin|initiate|resume|restart|stop|discontinue|d/c|hold|increase|decrease|"
    r"change|switch|taper|titrate|wean|add|give|administer|prescribe|refill|renew|order|obtain|check|"
    r"recheck|repeat|monitor|follow|f/u|rtc|return|refer|referral|referred|consult|schedule|arrange|"
    r"send|sent|call|contact|discuss|review|recommend|advise|advised|counsel|encourage|educate|"
    r"reassure|consider|plan|plans|planned|will|would|we|i|he|she|they|it|this|that|there|these|the\s+"
    r"(?:patient|plan|above|risks|following|procedure)|patient|pt|mr|mrs|ms|dr|given|if|in\s+(?:the|"
    r"regards?|terms|light|summary)|regarding|as\s+(?:above|needed|per|discussed)|per|please|avoid|"
    r"use|take|apply|rest|ice|elevate|keep|maintain|limit|reduce|wear|perform|complete|get|await|"
    r"awaiting|pending|admit|discharge|transfer|transition|observe|trial|treat|treated|trend|wait|"
    r"labs?|cbc|cmp|bmp|mri|ct|x-?rays?|ekg|ecg|echo|ultrasound|imaging|physical\s+therapy|pt/ot|"
    r"follow-?up|overall|doing|stable|improving|improved|tolerating|today|yesterday|currently|now|"
    r"recently|unchanged|asymptomatic|agree|all\s+(?:questions|other)|questions|total|time|"
    r"time\s+spent|date|last|next|recent|goal|level\s+of|none|no\s+(?:further|changes?|new|"
    r"evidence|acute\s+(?:distress|events))|n/a|see|verbalized|understands|signed|electronically|"
    r"diurese|anticoagulate|replace|supplement|advance|ambulate|intubate|extubate|culture|"
    r"reviewed|discussed|ordered|prescribed|started|continued\s+on|placed|offered|provided|consent\w*|"
    r"risks?,?\s+(?:of|and|&|benefits?|including|includes?|factors?|were|was|discussed|reviewed|explained)|(?:(?:potential|possible|common|rare|known)\s+)?(?:side\s+effects|adverse\s+effects|complications\s+(?:of|such|includ\w+|were))|education|instructions?|also|however|because|since|after|before|when|while|during|based\s+on|"
    r"status:|once|secondary\s+to\s+this|likely\s+due|most\s+recent|safety|goals?|replete|ensure|"
    r"well[\s-]+(?:controlled|managed)|poorly\s+controlled|controlled|at\s+goal|resolved|"
    r"not\s+(?:at|well)|much|some\s+improvement|better|worse|worsening\s*$|trial\s+of|s/he|his|her|their|my|our|at\s+this|thank|okay|ok|due\s+for|up\s+to\s+date|by\s+"
    r"mouth)(?:\b|(?<=[:/]))",
    re.IGNORECASE,
)
#: "The patient has …", "Recent infarction" and "Stable lung nodule" in a numbered list say a problem all the same.
_HAS = Pattern(
    r"(?:(?:the\s+)?(?:patient|pt)|he|she|they)\s+(?:also\s+)?(?:has|have)\b|"
    r"recent\s+(?!labs?\b|imaging|cts?\b|mri|echo|results?|travel|changes?|a1c|blood|visit|note)|"
    r"(?:stable|unchanged|improving|asymptomatic)\s+(?!(?:on|off|with|without|w/o|for|from|since|at|per|and|but|to|in|after|over|x|this|overall|today|now|continue|exam|vitals?|"
    r"clinical\w*|hemodynamic\w*|mood|course|post|labs?|weights?|bp|function|hgb|h/h|vision|symptoms?|sx|disease|imaging|appearance|findings?|study|examination)\b)\w",
    re.IGNORECASE,
)
#: What stands behind the dash after a problem when it is its care, not its name.
_CARED = Pattern(
    r"\b(?:stable|monitor|continue|cont|hold|goal|improv\w+|resolv\w+|on|today|check|labs?|follow|"
    r"refer\w*|treat\w*|plan|await\w*|pending|titrate|wean|consult\w*|(?:un|well[- ])?controlled|"
    r"increas\w*|decreas\w*|add|start|a1c|worse\w*|doing well|compensated|likely from)\b",
    re.IGNORECASE,
)
#: A dose, a value or a day: a treatment or a result, not a problem; a weight at birth is said of one.
_DOSED = Pattern(
    r"\b(?!\d{3,}\s?g\b)\d+(?:\.\d+)?\s?(?:mg|mcg|g|ml|units?|iu|meq|puffs?|tabs?|tablets?|capsules?|%|mmhg|bpm|mg/dl)\b"
    r"|\b(?:bid|tid|qid|qhs|prn|q\d+h|daily|nightly|twice\s+a\s+day|weekly)\b(?!\s+(?:headache|"
    r"smok|use|drink|cough|wheez|symptom|persistent|vomit))",
    re.IGNORECASE,
)
#: "A 55-year-old woman": a summary of the patient.
_AGED = Pattern(
    r"\b\d{1,3}[\s-]*(?:years?|yrs?|y/?o|months?|mos?|weeks?|days?)[\s-]*(?:old\b|of\s+age\b|[mf]\b|"
    r"male|female|man|woman)|\b\d{1,3}[\s-]?(?:y/?o|yo)\b|\b\d{1,3}\s?[MF]\b",
    re.IGNORECASE,
)
#: What is said of a whole list in front of it, none of which is a problem: "PE, dissection and pneumonia were considered".
_DISMISSED = Pattern(
    r"(?:are|were)\s+(?:all\s+|both\s+|also\s+|initially\s+){0,2}(?:considered|entertained|contemplated|excluded|unlikely|doubtful|less\s+likely|ruled\s+out|"
    r"not\s+(?:likely|suspected|supported|felt|seen|found)|felt\s+(?:to\s+be\s+)?(?:unlikely|less\s+likely)|(?:on|in)\s+the\s+(?:differential|ddx))\b",
    re.IGNORECASE,
)
_CUTS = Pattern(r"[,;]\s|\s[-\u2013\u2014]{1,2}\s|\s(?:\u2192|-+>)\s|\s\(")
_DASH = Pattern(r"\s[-\u2013\u2014]{1,2}\s|\u2014")
#: An arrow behind a problem leads to its plan where an order, a drug or a dose follows; not to what became of it.
_ARROW = Pattern(r"\s(?:\u2192|-+>)\s")
_ORDERED = Pattern(
    r"\b(?:ref|tx|ln2|mohs|cryo\w*|epley|stockings?|pt|ot|slp|diet\w*|us|kub|ct|mri|xr|echo|eeg|emg|labs?|cbc|bmp|yrly|yearly|annual\w*|inj\w*|cream|oint\w*|"
    r"drops?|iron|fluids?|ivf|obs|observe|watch|same|keep|sent|booked|sched\w*|surgery|clinic|endo|derm|neph|cards|ortho|uro|gyn|psych|criteria|d3|vit\w*|ca/d|"
    r"cpap|biopsy|bx|egd|colo|stop|up|down|\d[\d.]* ?L|goal|recheck|return|RTC|f/u|admit|drain\w*|excis\w*|abx|antibiotics)\b",
    re.IGNORECASE,
)
_BECAME = Pattern(
    r"(?:[\w-]+ ){0,4}?(?:neg(?:ative)?|normal|clear|excluded|ruled out|unremarkable|failed|resolved|gone)\b|(?:r/o|not?|unlikely|acute|chronic|mild|moderate|severe|"
    r"persistent|intermittent|paroxysmal|permanent|stage|grade|\d[ab]\b|systolic|diastolic|withdrawal|sputum|cx|culture|path)\b",
    re.IGNORECASE,
)
#: A dash behind which it is told what the problem is: "seroma after hernia repair - a complication, aspirated".
_TOLD = Pattern(r"\s[-\u2013\u2014]{1,2}\s(?=(?:an?|the|this|which|it)\b)", re.IGNORECASE)
#: What is over is said of the problem itself: "Hypokalemia - resolved".
_OVER = Pattern(
    r"(?:(?:is|was|has|now|all|completely|fully) )*resolved\s*(?:[.;,]|$)", re.IGNORECASE | re.MULTILINE
)
_PARTS = Pattern(r"\s*[,;]\s*")
#: A level of the spine.
_LEVEL = r"[CTL]\d{1,2}(?:[-/][CTLS]?\d{1,2})?"
#: A piece that names only a side, a site, a lobe or an organism: it says more of the piece before it.
_SITE = Pattern(
    r"\W*(?:(?:R|L|RT|LT|Rt|Lt|B/?L)\.? (?:lower |upper |great |mid |medial |lateral |dorsal |volar |anterior |posterior |nasal |infra-?orbital |(?:pre|post)-?auricular ){0,2}(?:index |middle |ring |little )?"
    r"(?:ankle|wrist|hand|arm|leg|knee|hip|shoulder|elbow|foot|thigh|finger|thumb|toe|forearm|eye|ear|side|heel|calf|shin|extremity|"
    r"nose|ala(?: nasi)?|tip|sidewall|bridge|cheek|temple|forehead|brow|eyebrow|chin|jaw|jawline|lip|neck|scalp|helix|eyelid|lid|canthus|"
    r"(?:frontal|temporal|parietal|occipital)(?: lobe)?|pleura|lung|kidney|ovary|testis|tonsil|parotid|chest|breast|back|flank|abdomen|groin|buttock|axilla|index|middle|ring|little)s?"
    r"|(?:R|L|RT|LT|Rt|Lt|B/?L|Bilat|OD|OS|OU|AD|AS|AU|[RLB][UL]E)(?: ?> ?[RL])?\.?"
    r"|(?:R|L)(?:U|M|L)L(?:(?:,? and | ?& ?| ?/ ?)(?:R|L)(?:U|M|L)L)?"
    r"|[RL][UL]Q|(?:[Ee]pi|[Hh]ypo)gastric|[Ss]uprapubic|[Pp]eriumbilical"
    r"|MRSA|MSSA|VRE|ESBL|E\.? ?coli|CoNS|G[AB]S|[SP]\.? ?(?:aureus|pneumo\w*|pyogenes|viridans|falciparum|vivax|ovale|malariae|aeruginosa|mirabilis)|"
    r"(?:Strep|Staph|Klebsiella|Pseudomonas|Enterococc|Candida|Proteus|Serratia|Enterobacter|Pneumococc)\w*(?: \w+)?|PICC(?: line)?"
    r"|(?!HIV|HBV|HCV|COVID|FLU|RSV|GBS|RPR|PPD|UTI|STI|TB)[A-Z][A-Z0-9/-]{2,9} ?\+"
    rf"|{_LEVEL}(?:(?:,| and| &|/) {_LEVEL})*)\W*"
)
_SIDED = Pattern(
    r"(?:right|left|bilateral|unspecified|initial|subsequent|sequela|acute|chronic|mild|moderate|"
    r"severe|stage|type|grade|class|not|with|without|status|uncontrolled|controlled|stable|rule|"
    r"improv|resolv|active|recurrent|unilateral|and|or|due|secondary|possible|probable|likely)",
    re.IGNORECASE,
)


def head_end(text: str, start: int, end: int, mark: str) -> int | None:
    """Give the offset at which the head of a problem ends in a block, or None: no head there."""
    counted = mark in {"1", "#"}
    if _STARTS.match(text, start, end) and not (counted and _HAS.match(text, start, end)):
        return None
    later = sentences.ends(text, start, end)
    last = later[0] if later else end
    colon = _colon(text, start, last)
    last = colon or _before_care(text, start, last)
    tells = _TELLS.search(text, start, last)
    if tells and _DISMISSED.match(text, tells.start(), end):
        return None
    if tells:
        named = _IS_ANOTHER.match(text, start, last) if mark else None
        cut = named.end() if named else _cut(text, start, tells.start())
        if cut is None and (not counted or _AGED.search(text, start, last)):
            return None
        last = cut or last
    said = text[start:last]
    most = 30 if mark else 14
    if said.count(" ") >= most and (dash := _TOLD.search(text, start, last)):
        last = dash.start()
        said = text[start:last]
    if not mark and _CUTS.search(said) and last in later[:1]:
        most = _LONGEST
    if said.count(" ") >= most or not any(letter.isalpha() for letter in said[:12]):
        return None
    if _AGED.search(said) or (colon is None and _DOSED.search(said)):
        return None
    return last


#: A symptom that the item says to be a disease: "Chest pain is costochondritis, L".
_IS_ANOTHER = Pattern(
    r"(?:(?:the|her|his)\s+)?(?:[\w-]+\s+){0,3}(?:pain|ache|headache|cough|rash|fever|swelling|dyspnea|weakness|dizziness|syncope|bleeding|discharge|fatigue|numbness|tremor|diarrhea|vomiting|lump|mass|spell)\s+is\s+"
    r"(?:an?\s+)?(?!(?:from|due|likely|better|worse|stable|improv\w+|resolv\w+|controlled|well|not|now|the|her|his|at|in|on|of|most|more|less|gone|still|chronic|unchanged|managed|minimal|mild|moderate|severe|being|no)\b)[a-z][\w'/ -]{3,50}(?=[,.;(]|$)",
    re.IGNORECASE,
)
#: So long a sentence without a verb may be a head where commas part it: "Rheumatoid arthritis, factor positive, of the hands".
_LONGEST = 16


def _before_care(text: str, start: int, end: int) -> int:
    """Give the end of a head before a dash behind which its care is told."""
    arrow = _ARROW.search(text, start, end)
    if arrow and _is_plan(text, arrow.end(), end):
        return arrow.start()
    dash = _DASH.search(text, start, end)
    if dash and not _OVER.match(text, dash.end(), end):
        for cares in (_CARED, _TELLS, _DOSED):
            if cares.search(text, dash.end(), end):
                return dash.start()
        if _STARTS.match(text, dash.end(), end):
            return dash.start()
    return end


def _is_plan(text: str, start: int, end: int) -> bool:
    """Whether what stands behind an arrow is ordered, given or done, not what the problem became."""
    if _BECAME.match(text, start, end):
        return False
    plans = (_CARED, _TELLS, _DOSED, _ORDERED)
    named = not by_first_word().keys().isdisjoint(text[start:end].lower().replace("/", " ").split())
    return named or any(p.search(text, start, end) for p in plans) or bool(_STARTS.match(text, start, end))


def _colon(text: str, start: int, end: int) -> int | None:
    """Find the colon that parts a head from what is said about it (never that of 10:30)."""
    at = text.find(":", start, min(end, start + 140))
    if at < 0 or (text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit()):
        return None
    return at


def _cut(text: str, start: int, verb: int) -> int | None:
    """Find the last place before a verb where a head can end."""
    cuts = [match.start() for match in _CUTS.finditer(text, start, verb)]
    return cuts[-1] if cuts else None


def known_label(text: str, start: int, end: int) -> tuple[str, int] | None:
    """Read the template label in front of a block: the label, and where its sentence begins."""
    colon = text.find(":", start, min(end, start + 60))
    if colon < 0:
        return None
    label = text[start:colon].strip(" \t*_")
    if not label or not headings().is_label(label):
        return None
    at = colon + 1
    while at < end and text[at] in " \t*_\xa0\r\n":
        at += 1
    return label, at


def listed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part a list of diagnoses typed in one line, by semicolons, or by commas before capitals."""
    breaks = [
        each
        for each in _PARTS.finditer(text, start, end)
        if text.count("(", start, each.start()) <= text.count(")", start, each.start())
    ]
    if not breaks:
        return [(start, end)]
    if any(";" in each[0] for each in breaks):
        breaks = [each for each in breaks if ";" in each[0]]
    else:
        stops = [*(each.start() for each in breaks[1:]), end]
        breaks = [
            b for b, stop in zip(breaks, stops, strict=True) if not _SITE.fullmatch(text, b.end(), stop)
        ]
        starts = [text[each.end() : each.end() + 14] for each in breaks]
        if not all(each[:1].isupper() and not _SIDED.match(each) for each in starts):
            return [(start, end)]
    bounds = [start, *(each.end() for each in breaks)]
    stops = [*(each.start() for each in breaks), end]
    return [(a, b) for a, b in zip(bounds, stops, strict=True) if b > a]
