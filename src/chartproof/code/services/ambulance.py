"""A crew's record: how urgent the call was, what was done on the way, the loaded miles, and from where to where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from chartproof.code.services.finding import quote, text_of
from chartproof.code.services.wounds import whole
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence, Payer
from chartproof.model.service import Done, Scene

#: The letter of a place, and where its words stand.
_Found = tuple[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Trip:
    """What a crew's record tells of one transport; None where it does not say."""

    level: str | None  # BLS, ALS1, ALS2, SCT, fixed wing, helicopter, intercept
    urgent: bool | None
    words: tuple[Evidence, ...]


def trip_of(scene: Scene, done: Done) -> Trip | None:
    """The transport a record tells of; None where nobody was transported."""
    record = whole(scene, done)
    low, plain = text_of(scene, record), _told(text_of(scene, record))
    if _NOBODY.search(low) and not _DEAD.search(plain):
        return None
    urgent = _ROUTINE.search(low)
    called = _URGENT.search(_ROUTINE.sub(lambda m: " " * len(m.group()), plain))
    level = next(((name, m) for name, p in _LEVELS.items() if (m := p.search(plain))), None)
    drugs = {m["drug"]: m for m in _DRUGS.finditer(plain)}
    if nurses := _NURSES_NEEDED.search(plain):
        level = ("SCT", nurses) if level is None or level[0] not in _BY_AIR else level
    if met := _MET.search(plain):
        level = "intercept", met
    if drugs and (level is None or level[0] in {"ALS1", "BLS"}):
        level = "ALS2" if len(drugs) >= _THREE_DRUGS else "ALS1", next(iter(drugs.values()))
    told = [m for m in (level[1] if level else None, called or urgent) if m]
    words = tuple(quote(scene, record, *m.span()) for m in told)
    return Trip(level[0] if level else None, True if called else False if urgent else None, words)


#: Transports that go by air, whoever is on board.
_BY_AIR = frozenset({"fixed wing", "helicopter"})
#: A nurse's crew for what runs or breathes for the patient, or care that no paramedic may give.
_NURSES_NEEDED = Pattern(
    r"\bbeyond (?:the )?(?:scope|level) of (?:an? |the )?(?:emt-)?paramedics?\b|\b(?:critical care|icu|ccu|flight) (?:nurse|rn)\b(?=(?:[^\n]|\n){0,400}?\b(?:ventilat\w+|vent\b|drips?|infusions?|balloon pump|ecmo)\b)"
)
#: A paramedic who joins another company's ambulance.
_MET = Pattern(r"\b(?:paramedic|als|medic) intercept\b")
_VOLUNTEERS = Pattern(r"\bvolunteer\b")
_MAY_NOT_BILL = Pattern(
    r"\b(?:prohibit\w*|forbid\w*|forbidden|barr?(?:ed|s)|not (?:allowed|permitted)|may not|cannot|can't|banned)\b[^.;]{0,50}\bbill\w*"
)
_RURAL = Pattern(r"\brural\b")
_OF_A_HOSPITAL = Pattern(r"\bhospital[- ]based\b(?! dialysis)")


def intercept_of(scene: Scene, done: Done) -> tuple[str | None, tuple[Evidence, ...]]:
    """The code of a paramedic's intercept: Medicare's for a rural one of volunteers who may not bill, else of other payers by whose the paramedic is."""
    record = whole(scene, done)
    low = text_of(scene, record)
    told = [m for m in (_VOLUNTEERS.search(low), _MAY_NOT_BILL.search(low), _RURAL.search(low)) if m]
    words = tuple(quote(scene, record, *m.span()) for m in told)
    if len(told) == len((_VOLUNTEERS, _MAY_NOT_BILL, _RURAL)):
        return "A0432", words
    if scene.coding.encounter.payer in {Payer.MEDICARE, None}:
        return None, words
    return ("S0208" if _OF_A_HOSPITAL.search(low) else "S0207"), ()


def _told(low: str) -> str:
    """A record without what it denies."""
    return _DENIED.sub(lambda m: " " * len(m.group()), low)


_DENIED = Pattern(
    r"\b(?:no|not|without|denie[sd]|nor|never|declined|refused|deferred|unable to)\b(?! transport)[^.;,\n]{0,50}"
)
_NOBODY = Pattern(
    r"\b(?:refus\w+ (?:of )?(?:transport\w*|ems|ambulance)|no transport|not transported|cancell?ed (?:en route|on scene|prior)|transport (?:was )?(?:refused|declined|cancell?ed)|signed (?:an? )?(?:ama|refusal))\b"
)
_DEAD = Pattern(
    r"\b(?:pronounced (?:dead|deceased)|death (?:was )?pronounced|obviously dead|time of death)\b"
)
_URGENT = Pattern(
    r"\b(?:911|emergen\w+|immediate response|lights and sirens?|code 3|priority (?:1|one)|hot response|responded immediately)\b"
)
_ROUTINE = Pattern(
    r"\b(?:non-?emergen\w+|non emergen\w+|scheduled|planned|pre-?arranged|routine|code 1|repetitive)\b"
)
#: The same way of care, in the order that decides: the highest that was needed.
_LEVELS = {
    "fixed wing": Pattern(r"\bfixed[- ]wing|\bair ambulance (?:plane|jet)|\blearjet|\bairplane"),
    "helicopter": Pattern(r"\bhelicopter|\brotary[- ]wing|\brotor[- ]wing|\blife ?flight"),
    "SCT": Pattern(
        r"\bspecialty care transport|\bsct\b|\bcritical care transport|\b(?:vent\w*|norepinephrine|propofol|vasopressors?|drips?|infusions?)\b[^.]{0,80}\b(?:critical care|icu|flight) (?:nurse|paramedic|rn)\b|\b(?:critical care|icu|flight) (?:nurse|rn)\b[^.]{0,80}\b(?:vent\w*|drips?|infusions?)\b"
    ),
    "ALS2": Pattern(
        r"\bals[- ]?(?:level )?2\b|\bendotracheal(?:ly)? (?:intubat\w+|tube)|\bintubated (?:by|on scene|en route|orally|with|at \d|\d{4})|\b(?:ett|et tube|tube)\b[^.;\n]{0,24}\b(?:by video|first pass|via (?:vl|dl)|\d{2} ?cm|placed|passed)|\brsi\b|\bmanual(?:ly)? defibrillat\w+|\bdefibrillated|\bcardioverted|\bsynchronized cardioversion|\btranscutaneous pac\w+|\bpaced\b|\bcardiac pacing|\bneedle (?:chest )?decompress\w+|\bchest decompression|\bcricothyr\w+|\bsurgical airway|\bintraosseous|\bio (?:access|line|placed)|\bcentral venous line"
    ),
    "ALS1": Pattern(
        r"\bals[- ]?(?:level )?1?\b(?! (?:unit |crew )?(?:not|was cancel))|\badvanced life support|\biv (?:access|line|established|started|placed)|\b(?:established|started|placed) (?:an? )?(?:\d+[- ]?g(?:auge)? )?iv\b|\bcardiac monitor\w*|\b12-?lead|\b(?:4|3)-?lead|\becg\b|\bekg\b|\biv (?:push|fentanyl|morphine|ondansetron|zofran|dextrose|d10|d50)|\bd10\b|\bd50\b|\bcapnograph\w+|\bcpap\b|\bnebuli\w+ (?:albuterol|by paramedic)"
    ),
    "BLS": Pattern(r"\bbls\b|\bbasic life support|\bstretcher\b|\bemts?\b"),
}
_DRUGS = Pattern(
    r"\b(?P<drug>epinephrine|amiodarone|atropine|adenosine|fentanyl|morphine|midazolam|versed|ketamine|naloxone|narcan|dextrose|d10|d50|ondansetron|zofran|lidocaine|diltiazem|furosemide|lasix|calcium chloride|sodium bicarbonate|norepinephrine|dopamine|magnesium)\b[^.;\n]{0,30}\b(?:iv|io|ivp|iv push|infusion|drip)\b"
)
_THREE_DRUGS = 3

_MILES = Pattern(
    r"\b(?P<a>\d{1,4}(?:\.\d+)?)\s?(?:loaded|patient|statute|transport)(?: statute| ground| patient)?\s(?:mi|miles?|mileage)\b|\b(?:loaded|transport|patient|ground|total loaded)[- ]?(?:statute )?(?:mileage|miles|mi)\b[^\d\n.;]{0,16}(?P<b>\d{1,4}(?:\.\d+)?)|\b(?:mileage|miles)\b ?(?:loaded|\(loaded\))?[:= ]{1,3}(?P<c>\d{1,4}(?:\.\d+)?)|\bodometer\b[^\d\n]{0,40}(?P<first>\d+\.?\d*)[^\d\n]{1,40}(?P<last>\d+\.?\d*)|\b(?P<d>\d{1,4}(?:\.\d+)?) (?:ground |statute )?miles\b"
)


#: From as many miles on, a part of one is a whole one; below, a part of a tenth is a whole tenth.
_WHOLE_FROM = 100
_TENTH = Decimal("0.1")


def rounded(miles: Decimal) -> int | Decimal:
    """Miles as a claim tells them: to a tenth below a hundred of them, from there on whole ones; always up."""
    to = Decimal(1) if miles >= _WHOLE_FROM else _TENTH
    told = miles.quantize(to, ROUND_CEILING)
    return int(told) if told == int(told) else told


def miles_of(scene: Scene, done: Done) -> tuple[int | Decimal, Evidence] | None:
    """The miles with the patient on board, by odometer or as told."""
    record = whole(scene, done)
    for match in sorted(_MILES.finditer(text_of(scene, record)), key=lambda m: "load" not in m.group()):
        if match["first"]:
            told = Decimal(match["last"]) - Decimal(match["first"])
        else:
            told = Decimal(next(g for g in (match["a"], match["b"], match["c"], match["d"]) if g))
        if told > 0:
            return rounded(told), quote(scene, record, *match.span())
    return None


#: Miles beyond the nearest facility that could have cared for the patient, as told, else how far that is.
_BEYOND = Pattern(
    r"\b(?P<n>\d{1,3}(?:\.\d+)?)\s?(?:extra |additional |more )?(?:mi|miles?)\s(?:beyond|past|farther than|further than|in excess of|more than)\s(?:the\s)?(?:closest|nearest)"
)
_NEAREST = Pattern(
    r"\b(?:closest|nearest)(?: (?:appropriate|capable|facility|hospital|ed|er|trauma center))*\b[^\n;]{0,60}?\b(?P<n>\d{1,3}(?:\.\d+)?)\s?(?:mi|miles?)\b(?!\s(?:beyond|past))"
)
_PREFERRED = Pattern(
    r"\b(?:insist\w*|prefer\w*|at (?:the )?(?:family|patient|pt|her|his)'?s? (?:request|choice|insistence)|request(?:ed|s)? (?:by|transport|to go)|family chose|patient chose|pt (?:requested|chose|insisted)|family (?:requested|insisted)|beyond (?:the )?(?:closest|nearest)|bypass\w*)\b"
)


def beyond(scene: Scene, done: Done, miles: int | Decimal) -> tuple[int | Decimal, Evidence] | None:
    """The miles of a transport beyond the nearest facility, where the record tells it as a wish and not a need."""
    record = whole(scene, done)
    low = text_of(scene, record)
    if _PREFERRED.search(low) is None:
        return None
    if told := _BEYOND.search(low):
        far = rounded(Decimal(told["n"]))
        return (far, quote(scene, record, *told.span())) if 0 < far < miles else None
    if told := _NEAREST.search(low):
        far = rounded(Decimal(miles) - Decimal(told["n"]))
        return (far, quote(scene, record, *told.span())) if 0 < far < miles else None
    return None


#: The letter of each kind of place; the first that the words name.
_PLACES = (
    ("G", Pattern(r"\bhospital[- ]based dialysis|\bhospital dialysis|\bdialysis (?:center|clinic|facility|unit) (?:in|of|at) (?:the )?hospital")),
    ("J", Pattern(r"\b(?:free-?standing |outpatient )?dialysis (?:center|clinic|facility|unit)\b(?! (?:in|of|at) (?:the )?hospital)|\bdialysis\b(?=[^.]{0,12}$)|\bdavita|\bfresenius")),
    ("N", Pattern(r"\bskilled nursing (?:facility|home)|\bsnf\b|\bskilled (?:facility|rehab)")),
    ("E", Pattern(r"\bassisted living|\bgroup home|\bnursing home|\bcustodial|\bdomiciliary|\bboarding home|\bcare home|\bmemory care|\bresidential facility")),
    ("D", Pattern(r"\b(?:diagnostic|imaging|radiation|wound care|infusion|cancer|rehab) (?:center|clinic|site|facility)|\bmri center")),
    ("P", Pattern(r"\b(?:physician|doctor|cardiologist|orthopedic|clinic)(?:'?s)? office|\burgent care|\bclinic\b|\bphysician's\b")),
    ("I", Pattern(r"\b(?:airport|helipad|helicopter pad|landing zone|airfield|heliport)")),
    ("H", Pattern(r"\bhospital|\bmedical center|\bemergency (?:department|room)|\b(?:ed|er)\b|\btrauma center|\bacute care|\buniversity medical|\bregional medical")),
    ("S", Pattern(r"\bscene\b|\bmvc\b|\bmva\b|\bhighway|\binterstate|\bintersection|\broad\w*|\bstreet|\bcrash|\bcollision|\baccident|\bstore|\bpark\b|\brestaurant|\bwork(?:place|site)?\b|\bschool|\bgym\b|\bmall\b|\bchurch|\bsidewalk|\bparking|\bjob site")),
    ("R", Pattern(r"\b(?:private )?residence|\bhome\b|\bhouse|\bapartment|\bhis home|\bher home")),
)  # fmt: skip
_FROM = Pattern(
    r"\b(?:origin|orig|pu|p/u|pick-?up(?: location)?|from location|scene|location)\s?:\s?(?P<a>[^\n.;]{2,70})|\b(?:from|picked up (?:at|from)|pick[- ]?up (?:at|from)|patient found (?:at|in)|responded to|dispatched (?:emergently |immediately )?to|called to)\b(?P<b>[^\n.;]{2,80})"
)
_TO = Pattern(
    r"\b(?:destination|dest|do|d/o|drop-?off(?: location)?|to location|receiving(?: facility)?)\s?:\s?(?P<a>[^\n.;]{2,70})|\b(?:transport(?:ed|ing)?|transfer(?:red)?|taken|took|carried|driven|delivered|brought|conveyed|en route|emergently|flown|back|return(?:ed)?)\b(?:[^\n.;]{0,80}?)\bto\b(?P<b>[^\n.;]{2,70})|\barriv(?:ed|al) at(?P<c>[^\n.;]{2,60})|\bfrom\b[^\n.;]{2,70}?\bto\b(?P<d>[^\n.;]{2,70})|\b(?:insist\w*|request\w*|prefer\w*|chose|chosen|demand\w*|diverted|divert|bypass\w*)\b(?: (?:on|to|for|transport|going|by|family|patient|pt|ems))*(?P<e>[^\n.;]{2,60})|\b(?:txp|tx|xport|trans)\b[^\n.;]{0,40}\bto\b(?P<f>[^\n.;]{2,60})|\bpick[- ]?up (?:at|from)\b[^\n.;]{2,40}?\bto\b(?P<g>[^\n.;]{2,60})"
)


def way_of(scene: Scene, done: Done) -> tuple[str, tuple[Evidence, ...]] | None:
    """The two letters of from where to where, and the words; None where one of the two is not told."""
    record = whole(scene, done)
    low = _WRAPPED.sub(" ", _SHORTENED.sub(r"\1 ", text_of(scene, record)))
    begins, ends = _pair(low) or (_place(low, _FROM, _THEN_TO), _place(low, _TO, _THEN_FROM))
    if begins is None and ends is not None:  # where the call came from, told before the transport
        begins = next(
            ((letter, m.span()) for letter, p in _CALLED_FROM if (m := p.search(low, 0, ends[1][0]))), None
        )
    if begins is None or ends is None:
        return None
    return begins[0] + ends[0], (quote(scene, record, *begins[1]), quote(scene, record, *ends[1]))


def _pair(low: str) -> tuple[_Found, _Found] | None:
    """A place and, behind one "to", another: "residence to dialysis facility"."""
    for match in _A_TO_B.finditer(low):
        first, second = _in_words(low, *match.span("a")), _in_words(low, *match.span("b"))
        if first and second:
            return first, second
    return None


_A_TO_B = Pattern(r"(?P<a>(?:[\w'-]+ ){1,5})to (?P<b>(?:[\w'-]+[ .,;]?){1,5})")
_SHORTENED = Pattern(r"\b(st|mt|dr|ft)\.")
#: The end of a line inside a sentence: no label begins the next.
_WRAPPED = Pattern(r"(?<=[\w,])\n(?=\w)(?![^\n]{0,30}:)")
_THEN_TO, _THEN_FROM = Pattern(r"\bto\b"), Pattern(r"\bfrom\b")
_CALLED_FROM = tuple((letter, pattern) for letter, pattern in _PLACES if letter in "GJNEDRSP")


def _place(low: str, pattern: Pattern, until: Pattern) -> _Found | None:
    for match in pattern.finditer(low):
        name = next(k for k, v in match.groupdict().items() if v)
        at = match.start(name)
        if found := _in_words(low, at, at + len(until.split(match[name])[0])):
            return found
    return None


def _in_words(low: str, first: int, last: int) -> _Found | None:
    """The place that a stretch of a record names: one of care outranks the street or house it also names."""
    hits = [(m.start(), letter, m) for letter, p in _PLACES if (m := p.search(low, first, last))]
    hits = [hit for hit in hits if hit[1] not in "SRH"][:1] or sorted(hits, key=lambda hit: hit[0])[:1]
    return (hits[0][1], hits[0][2].span()) if hits else None


def dead_before_loading(scene: Scene, done: Done) -> Evidence | None:
    """The words that tell that the patient was pronounced dead after the call and before being loaded."""
    record = whole(scene, done)
    low = _told(text_of(scene, record))
    match = _DEAD.search(low)
    if match is None or re.search(
        r"\b(?:at|in) the (?:hospital|emergency|ed\b|er\b)", low[match.end() : match.end() + 40]
    ):
        return None
    loaded = re.search(r"\bloaded (?:into|onto|in)\b|\bloaded mil\w+|\btransported\b", low)
    return None if loaded else quote(scene, record, *match.span())
