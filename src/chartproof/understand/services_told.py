"""How a record tells a service as done: by its labels and headings, by what its sentence says, by the part it stands in."""

from __future__ import annotations

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Doing, Line, Page
from chartproof.terms.procedures import Sense, Work

_RESULTS = frozenset({"results", "labs", "imaging", "ekg", "findings", "comparison", "impression", "exam", "template", "vitals"})  # fmt: skip
#: Parts that list what tests showed, whoever made them.
_OF_OTHERS = frozenset({"results", "labs", "imaging", "comparison", "vitals"})
PLANNING = frozenset({"plan", "orders", "instructions", "follow_up", "discharge_instructions", "disposition"})
BEFORE_THIS = frozenset({"hpi", "interval_history", "chief_complaint", "reason_for_visit", "indications", "consult_reason"})  # fmt: skip
_DONE = Pattern(
    r"\b(?:perform\w*|done|complet\w*|administer\w*|given|gave|inject(?:ed|ing)|appli(?:ed|cation)|tolerated|obtained|plac(?:ed|ement)|"
    r"remov(?:ed|al)|repair(?:ed)?|excis(?:ed|ion)|drain(?:ed|age)|treated|debrided|incised|insert(?:ed|ion)|interpret\w*|reviewed by me|"
    r"collected|swabbed|drawn|taken|received|infus(?:ed|ion)|dispensed|fitted|provided|provide|issued|closed|sutured|irrigated|reduc(?:ed|tion)|froze|"
    r"biopsied|destroyed|aspirated|show(?:s|ed|ing)?|reveal\w*|read|result(?:s|ed)?|positive|negative|normal|underwent|in[- ]office|in[- ]house|"
    r"poc|point[- ]of[- ]care|sent to|was|were|today|instilled|advanced|visualized|supplied|delivered|lavaged?|trimmed|pared|shaved|avulsed|"
    r"ablated|exchanged|splinted|strapped|extracted|manipulat\w+|adjusted|instructed|x ?\d|lot|intubated|min(?:ute)?s?|unremarkable|no (?:acute|fracture|evidence|dvt)|elevated|"
    r"at \d{1,2}:?\d\d|from \d{1,2}:?\d\d|\d{1,2}:\d\d|[012]\d[0-5]\d ?(?:-|to|until) ?[012]\d[0-5]\d|freezes?|seconds|over \d+ (?:min|hours?|hrs?|h)|iv push|ivp|started|stopped|bolus|cauter\w+|packed(?! (?:red|cells|rbc))|released|resected|fixated|ligated|banded|using|under|closure|layered|sent|put on|mold(?:ed|ing)|deployed|apposition|infiltrated|deposited|introduced|implanted|replaced|divided|decompressed|amputated|reconstructed|transposed|fused|created|anastomosed|grafted|corrected|studied|scanned|imaged|recorded|acquired|stored|saved|archived|monitored|interrogated|programmed|reprogrammed|downloaded|tested|"
    r"(?:one|single|two|1|2) (?:sticks?|attempts?)|injector|repeated (?:after|with)|nebuli[sz](?:er|ed) (?:\w+ )?(?:here|in (?:the )?(?:office|clinic|room))|captured|sampled|measured|ran|made|hung|transfused|sold|billed|on (?:our|the (?:office|clinic|department)'s) (?:machine|equipment|unit|cart|scanner)|aborted|abandoned|terminated|by (?:the |our |a )?(?:physical |occupational |respiratory |clinic )?(?:nurse|rn|lpn|ma|tech|technician|technologist|therapist|audiologist|sonographer|me)|no (?:reaction|complications?)|without (?:reaction|difficulty|complications?|incident)|passed|failed|scored?|came out|slid|popped|withdrawn|pulled|drawn out|put (?:it )?back|bought|purchased|picked up|handed|sent home with|paid for|taped|developed|gave|taught|looked at|examined|"
    r"(?:i|we|my|our) (?:read|report|reading|interpretation|impression))\b"
)
#: Parts that ask for tests; an order is for all of its list.
_ASKED = frozenset({"orders", "instructions", "follow_up", "discharge_instructions", "disposition"})
#: What a plan says of what was done already; nouns alone ("excision next week") do not.
_WAS_DONE = Pattern(
    r"\b(?:performed|done|completed|administered|given|gave|injected|applied|tolerated|obtained|placed|removed|repaired|excised|drained|treated with|"
    r"debrided|incised|inserted|froze|frozen|biopsied|destroyed|aspirated|closed|sutured|irrigated|reduced|dispensed|fitted|provided|issued|supplied|"
    r"underwent|was|were|today|received|in[- ]office|pared|trimmed|shaved|avulsed|splinted|strapped|extracted|adjusted|cauterized|packed(?! (?:red|cells|rbc))|implanted|deployed|replaced|divided|decompressed|amputated|reconstructed|transposed|fused|created|anastomosed|grafted|corrected|x ?\d|lot|min(?:ute)?s?)\b"
)
#: What an office has of its own.
_OURS = Pattern(
    r"\bour (?:[\w-]+ ){0,3}?(?:office|clinic|lab|machine|unit|center|booth|audiologist|nurse|technologist|tech|sonographer|laboratory|hallway|suite|analyzer|scanner|recorder|meter|equipment|camera)\b"
)
HERE = Pattern(
    r"\b(?:today|here|in[- ](?:the )?(?:office|clinic|house|room)|this (?:visit|encounter|morning|afternoon|session)|poc|point[- ]of[- ]care|rapid|"
    r"at bedside|bedside|now|in (?:the )?(?:ed|er|department)|our (?:office|clinic|lab)|by (?:me|myself|our)|personally|"
    r"perform\w*|obtained|interpreted|administered|collected|run|clia|time in|lot)\b"
)
#: What came before a procedure is named to say what was done.
_LABEL = Pattern(r"^(?:(?:plan|assessment|a/?p|treatment|today) ?(?:and|&|/|\+) ?(?:procedures?|treatment|injection)|proc(?:edure)?s?(?: performed| note| done)?|operations?(?: performed)?|(?:date of )?op(?:eration)?|op(?:erative)? (?:note|report)(?: \([^)\n]{1,30}\))?|surgery|narrative|what was done|operation|operative procedure|services? (?:provided|rendered)|treatment(?: provided| today)?|intervention|details|description|narrative|administered|given|mar|(?:ed |er )?med(?:ication)?s? (?:given|administered)|immunizations? (?:given|administered)(?: today)?|vaccines? (?:given|administered)(?: today)?|injection|exam(?:ination)?|study|technique|today)\b[^:\n]{0,24}:")  # fmt: skip
TESTS = frozenset({Work.TEST, Work.LAB})
GIVEN = frozenset({Work.DRUG, Work.VACCINE})
_ROUTE = r"(?:im|iv|ivp|sq|subq|sc|subcut\w*|intramuscular\w*|intraven\w*|id|intraderm\w*)"
_PLACE = r"(?:left|right|l|r|lt|rt|deltoid|thigh|arm|glut\w*|ventroglut\w*|buttock|hip|abdomen|vastus|hand|antecubital|forearm|ac|[rl]uoq|upper outer quadrant|[rl]v[gl]|[rl]d)"
#: A dose with its route and place, its hour, or what became of it: nobody writes so of a drug that was not given.
#: How often it is to be taken: no dose that was given.
_OFTEN = r"(?![^.;,\n]{0,20}\b(?:daily|weekly|monthly|bid|tid|qid|q ?\d+|every|prn|at home|nightly|qhs|qd|as needed|at bedtime)\b)"
_GIVEN_SO = Pattern(
    rf"\d ?(?:mg|g|gm|mcg|units?|u|ml|cc|meq)?\b(?: \w+)? \b{_ROUTE}\b{_OFTEN}|"
    r"\d[- ]?(?:units?|mg|mcg|ml)[- ](?:single-dose )?vials?\b|\b(?:no|zero|nothing) wast\w+|\d ?(?:units?|mg|ml) (?:wasted|discarded)\b|"
    r"^\W*(?:(?:right|left|r|l|both|bilateral)\W+)?(?:[\w-]+ ){0,2}(?:bursa|joint|knee|shoulder|hip|elbow|ankle|wrist|heel|fascia|sheath|epicondyle|thumb|cmc|si joint)\b[^:\n.]{0,12}:|"
    rf"\b{_ROUTE}\b(?:[^.;\n]|\.\d){{0,24}}\b{_PLACE}\b(?! hand dominant)|\b{_PLACE} (?:deltoid|thigh|arm|glut\w*|vastus|ventroglut\w*|buttock|hip)\b[^.;\n]{{0,24}}\b{_ROUTE}\b|"
    r"\b(?:each|both|per) nostrils?\b|\bnostril\b|\b(?:went|flowed|ran) (?:in|into|easily|freely)\b|\bused (?:entirely|up)|\b(?:all|both|whole|entire|full) (?:of it )?(?:vials?|bottle|bag|syringe|contents|used|given)\b|"
    r"\bdrawn up and\b|\bmade up\b|\bpump\b|\bby gravity\b|\b(?:start|stop|began|begun|ended|finished|hung)(?: at)?:? \d{1,2}:?\d\d|\b\d{1,2}:\d\d|\b[012]\d[0-5]\d ?(?:-|to|until) ?[012]\d[0-5]\d\b|\bpush\w*\b|\b(?:single|multi)[- ](?:dose|use) (?:vial|bottle|syringe)"
)
#: Behind the name of an act that a record begins with: that it is talked of, or to come.
_TALKED_OF = Pattern(
    r"[^.\n]{0,30}\b(?:consult\w*|discuss\w*|counsel\w*|follow[- ]?up|f/u|referral|request\w*|order\w*|schedul\w*|consent|instruct\w*|plan\w*|due|clinic|candidate|eval\w*|pre-?op\w*|post-?op\w*|ago|declin\w*|refus\w*|history|needed|recommend\w*|prep)\b"
)
#: A record of so many characters has room for what was done, not for its name alone.
_ROOM = 80


#: What may stand before the name of an act in the first sentence of its record: where and how, not why the patient is there.
_BEGINS = Pattern(
    r"\W*(?:(?!(?:here|presents?|comes?|came|for|history|hx|h/o|s/p|status|old|yo|y/o|years?|yr|post|after|needs?|wants?|requests?|no|not|referred|seen|scheduled|planned|f/u|follow|pt|patient|male|female|[mf]|s|cc|hpi|dx)\b)[\w/'&+-]+[^\w.:\n]+){0,14}"
)


def names_the_record(low: str, start: int, work: Work) -> bool:
    """Whether a record begins with the name of an act: "Flexible sigmoidoscopy, unsedated. Scope to 40 cm."."""
    return (
        work in {Work.ACT, Work.THERAPY}
        and len(low) >= _ROOM
        and (QUALIFIED.fullmatch(low[:start]) or _BEGINS.fullmatch(low[:start])) is not None
        and (work is Work.THERAPY or _TALKED_OF.match(low, start) is None)
    )


#: How the vaccines of former years are told.
_RECORD = Pattern(
    r"^\W*(?:immunizations?|vaccin\w+|shots?) (?:record|history|hx|status)\b|\b(?:up[- ]to[- ]date|utd)\b|\b(?:complete|current)\W*$"
)
_IN_A_YEAR = Pattern(r"[^.;,\d]{0,12}\b(?:19|20)\d\d\b(?!\s?-\s?\d)")


def is_of_record(sentence: str, after: str) -> bool:
    """Whether a sentence lists the vaccines of former years and tells of none given now."""
    old = _RECORD.search(sentence) or _IN_A_YEAR.match(after)
    return old is not None and _GIVEN_SO.search(sentence) is None


def is_told_of(sense: Sense, said: str, around: tuple[str, str], sentence: str) -> bool:
    """Whether what a sentence says of a service is an account of it: it opens with its name, or tells a dose and its place."""
    before, after = around
    if "deed" in sense.marks:
        return True
    if sense.work in GIVEN and _GIVEN_SO.search(sentence):
        return True
    if sense.work in {Work.ACT, *GIVEN} and _WITH_A_DOSE.search(sentence):
        return True
    # a sentence that begins with the name of an act tells of it: "Debridement of ten nails", "Left knee injection: 1 mL"
    opens = sense.work is Work.ACT and QUALIFIED.fullmatch(before) is not None
    named = " of " in said or after.startswith(" of ")
    return opens and (named or (after.startswith(":") and _TOLD.search(after) is not None))


def by_part(section: str, work: Work, sentence: str, *, named: bool, result: bool) -> Doing | None:
    """What the part of the note makes of a service that its sentence tells: `named` first of all, or with a `result`."""
    tested = work in TESTS
    here = HERE.search(sentence) and _DONE.search(sentence)
    if section in BEFORE_THIS:
        here = HERE.search(_COMES.sub(" ", sentence)) and _DONE.search(sentence)
        return Doing.DONE if here else None
    if section in _ASKED and tested:
        return Doing.ORDERED
    if section in PLANNING:
        return Doing.DONE if (here if tested else _WAS_DONE.search(sentence)) else Doing.ORDERED
    ours = _OURS.search(sentence) is not None
    if work is Work.ACT and section in _OF_OTHERS and not here:
        return None
    told = (
        tested
        and (section in _RESULTS or result or ours or HERE.search(_COMES.sub(" ", sentence)) is not None)
    ) or (work is Work.STAFF and (result or ours))
    return Doing.DONE if told or named or _DONE.search(sentence) else Doing.ORDERED


#: That the patient comes today says nothing of what was done today.
_COMES = Pattern(
    r"\b(?:presents?|presented|presenting|(?:is |was )?(?:being )?seen|comes?|came|returns?|returned|evaluated|visits?)\b(?: [\w-]+){0,7}? today\b|"
    r"\b(?:presents?|seen|comes?|came|returns?) (?:to|in|at) (?:the |our )?(?:office|clinic|ed|er|emergency department)\b(?: today)?|\b(?:is )?here (?:today )?(?:for|to|with|because)\b"
)


def is_led(low: str, begins: int) -> bool:
    """Whether the line that opens a list above says that what it lists was done here: "Studies today, on our own equipment:"."""
    above = low[max(0, begins - _ABOVE) : begins].rpartition("\n\n")[2]
    opened = next((line for line in reversed(above.split("\n")) if line.rstrip().endswith(":")), "")
    return _LEADS.search(opened) is not None and _DONE_HERE.search(opened) is not None


#: How far above an item the line that opens its list is looked for.
_ABOVE = 900
_LEADS = Pattern(
    r"\b(?:stud(?:y|ies)|tests?|testing|labs?|procedures?|services?|imaging|x-?rays?|films?|given|administered|done|performed|obtained|injections?|vaccines?|immunizations?|treatments?|supplied|dispensed)\b"
)
_DONE_HERE = Pattern(
    r"\b(?:today|here|in[- ](?:the )?(?:office|clinic|house|lab)|our|this visit|by me|performed|done|obtained|given|administered|dispensed|supplied)\b"
)


#: The line of a therapist's note that tells the treatment, whichever of its four parts it stands in.
TREATED = Pattern(
    r"\W*(?:tx|rx|treatments?|interventions?|skilled (?:tx|treatment|interventions?|services?)|procedures?)(?: (?:today|provided|given|rendered|this (?:date|session|visit)))?\s?:"
)


def is_headed(page: Page, low: str, line: Line, start: int) -> bool:
    """Whether a label in front, or the heading of its part, says that what follows was done."""
    begins = low.rfind("\n", 0, line.start) + 1
    if _LABEL.match(low[begins:start].lstrip(" \t-*#\u2022")):
        return True
    for section in page.sections:
        if section.body.start <= line.start < section.body.end and section.heading:
            return _LABEL.match(section.heading.words.lower().lstrip(" #*") + ":") is not None
    return False


#: What may stand before the name of an act that opens a sentence, and what tells of it behind a colon.
QUALIFIED = Pattern(
    r"\W*(?:(?:right|left|flex|flexible|rigid|office|limited|repeat|bilateral|partial|total|complete|simple|successful|bedside|diagnostic|therapeutic|operative|surgical|screening|elective|urgent|emergent|emergency|outpatient|initial|revision|hysteroscopic|laparoscopic|endoscopic|arthroscopic|robotic|robot-assisted|open|closed|percutaneous|transurethral|transvaginal|cystoscopic|fluoroscopic|sharp|excisional|(?:ultrasound|us)[- ]guided|first|second|repeat|one|two|three)\W+)*"
)
_TOLD = Pattern(r"\b\d+(?:\.\d+)? ?(?:ml|cc|mg|cm|mm)\b|\b(?:prepped|anesthetized|numbed|injected|infiltrated|tolerated|under (?:local|sterile)|lidocaine)\b")  # fmt: skip
_WITH_A_DOSE = Pattern(
    r"\b(?:inj(?:ection)?s?|injected|block|esi|tfesi|mbb|ilk|intralesional|arthrocentesis|aspiration)\b(?:[^.;]|\.\d){0,70}\d ?(?:mg|ml|cc|units?)\b|\b(?:injection|block) (?:with|of|using)\b(?:[^.;]|\.\d){0,60}\d ?(?:mg|ml|cc)\b|\d ?(?:mg|ml|cc|mcg|units?) (?:[\w-]+ ){0,2}(?:injection|injected)\b"
)
