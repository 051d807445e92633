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
from chartproof.model.hand import Hand, hand_of
from chartproof.model.parts import part_of
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Act, Doing, Line, Page
from chartproof.terms.letters import joined
from chartproof.terms.procedures import Sense, Work, phrases, senses

#: Parts that tell what was before, or of others, or are lists of what is taken.
_NOT_HERE = frozenset(
    {
        "family_history", "allergies", "pmh", "psh", "ros", "problem_list", "medications", "social_history",
        "birth_history", "developmental_history", "gyn_history", "substance_history", "psychiatric_history",
    }
)  # fmt: skip
#: Parts that tell what was done.
_TELLS = frozenset({"procedure", "technique", "operative_record", "procedure_findings", "anesthesia", "specimen", "complications"})  # fmt: skip
_RESULTS = frozenset({"results", "labs", "imaging", "ekg", "findings", "comparison", "impression", "exam", "template", "vitals"})  # fmt: skip
#: Parts that list what tests showed, whoever made them.
_OF_OTHERS = frozenset({"results", "labs", "imaging", "comparison", "vitals"})
_PLANNING = frozenset(
    {"plan", "orders", "instructions", "follow_up", "discharge_instructions", "disposition"}
)
#: What stands before the first heading, or names the study.
_OPENING = frozenset({"other", "title", "exam", "imaging"})
_BEFORE_THIS = frozenset({"hpi", "interval_history", "chief_complaint", "reason_for_visit", "indications", "consult_reason"})  # fmt: skip
_DONE = Pattern(
    r"\b(?:perform\w*|done|complet\w*|administer\w*|given|gave|inject(?:ed|ing)|appli(?:ed|cation)|tolerated|obtained|plac(?:ed|ement)|"
    r"remov(?:ed|al)|repair(?:ed)?|excis(?:ed|ion)|drain(?:ed|age)|treated|debrided|incised|insert(?:ed|ion)|interpret\w*|reviewed by me|"
    r"collected|swabbed|drawn|taken|received|infus(?:ed|ion)|dispensed|fitted|provided|provide|issued|closed|sutured|irrigated|reduc(?:ed|tion)|froze|"
    r"biopsied|destroyed|aspirated|show(?:s|ed|ing)?|reveal\w*|read|result(?:s|ed)?|positive|negative|normal|underwent|in[- ]office|in[- ]house|"
    r"poc|point[- ]of[- ]care|sent to|was|were|today|instilled|advanced|visualized|supplied|delivered|lavaged?|trimmed|pared|shaved|avulsed|"
    r"ablated|exchanged|splinted|strapped|extracted|manipulat\w+|adjusted|instructed|x ?\d|lot|intubated|min(?:ute)?s?|unremarkable|no (?:acute|fracture|evidence|dvt)|elevated|"
    r"at \d{1,2}:?\d\d|from \d{1,2}:?\d\d|\d{1,2}:\d\d|[012]\d[0-5]\d ?(?:-|to|until) ?[012]\d[0-5]\d|freezes?|seconds|over \d+ (?:min|hours?|hrs?|h)|iv push|ivp|started|stopped|bolus|cauter\w+|packed(?! (?:red|cells|rbc))|released|resected|fixated|ligated|banded|using|under|closure|layered|sent|put on|mold(?:ed|ing)|deployed|apposition|infiltrated|deposited|introduced|implanted|replaced|divided|decompressed|amputated|reconstructed|transposed|fused|created|anastomosed|grafted|corrected|studied|scanned|imaged|recorded|acquired|stored|saved|archived|monitored|"
    r"(?:one|single|two|1|2) (?:sticks?|attempts?)|injector|repeated (?:after|with)|nebuli[sz](?:er|ed) (?:\w+ )?(?:here|in (?:the )?(?:office|clinic|room))|captured|sampled|measured|ran|made|hung|transfused|sold|billed|on (?:our|the (?:office|clinic|department)'s) (?:machine|equipment|unit|cart|scanner)|aborted|abandoned|terminated|by (?:the |our |a )?(?:physical |occupational |respiratory |clinic )?(?:nurse|rn|lpn|ma|tech|technician|technologist|therapist|audiologist|sonographer|me)|no (?:reaction|complications?)|without (?:reaction|difficulty|complications?|incident)|passed|failed|scored?|came out|slid|popped|withdrawn|pulled|drawn out|put (?:it )?back|bought|purchased|picked up|handed|sent home with|paid for|taped|developed|gave|taught|looked at|examined|"
    r"(?:i|we|my|our) (?:read|report|reading|interpretation|impression))\b"
)
#: Parts that ask for tests; an order is for all of its list.
_ASKED = frozenset({"orders", "instructions", "follow_up", "discharge_instructions", "disposition"})
_ORDERED = Pattern(r"\b(?:orders? (?:for|placed)|ordered|will (?:order|check|get|obtain)|order)\b[^.;]*$")
#: What a plan says of what was done already; nouns alone ("excision next week") do not.
_WAS_DONE = Pattern(
    r"\b(?:performed|done|completed|administered|given|gave|injected|applied|tolerated|obtained|placed|removed|repaired|excised|drained|treated with|"
    r"debrided|incised|inserted|froze|frozen|biopsied|destroyed|aspirated|closed|sutured|irrigated|reduced|dispensed|fitted|provided|issued|supplied|"
    r"underwent|was|were|today|received|in[- ]office|pared|trimmed|shaved|avulsed|splinted|strapped|extracted|adjusted|cauterized|packed(?! (?:red|cells|rbc))|implanted|deployed|replaced|divided|decompressed|amputated|reconstructed|transposed|fused|created|anastomosed|grafted|corrected|x ?\d|lot|min(?:ute)?s?)\b"
)
_TITER = Pattern(r"\W*(?:vaccine )?(?:titers?|antibod\w+|igg|immun\w+ status|status|series complete)\b")
#: What an office has of its own.
_OURS = Pattern(
    r"\bour (?:[\w-]+ ){0,3}?(?:office|clinic|lab|machine|unit|center|booth|audiologist|nurse|technologist|tech|sonographer|laboratory|hallway|suite|analyzer|scanner|recorder|meter|equipment|camera)\b"
)
_HERE = Pattern(
    r"\b(?:today|here|in[- ](?:the )?(?:office|clinic|house|room)|this (?:visit|encounter|morning|afternoon|session)|poc|point[- ]of[- ]care|rapid|"
    r"at bedside|bedside|now|in (?:the )?(?:ed|er|department)|our (?:office|clinic|lab)|by (?:me|myself|our)|personally|"
    r"perform\w*|obtained|interpreted|administered|collected|run|clia|time in|lot)\b"
)
_AHEAD = Pattern(
    r"\b(?:will|would|plan(?:s|ned|ning)?(?: to| for)?|schedul\w*|recommend\w*|refer\w*|order(?:ed|ing|s)?|consider\w*|discuss\w*|"
    r"may|might|could|should|needs?|if|unless|until|return(?:s)? (?:for|in|to)|next(?: (?:visit|week|month|year)|(?=:))|to be|declin\w*|refus\w*|defer\w*|"
    r"offer\w*|candidate for|consent\w* (?:\w+ )?for|await\w*|pending|due for|overdue|for possible|want\w*|wish\w*|interested in|hold off|cancel\w*|"
    r"not (?:indicated|needed|necessary|done|performed|obtained|given|required)|no need for|without|no|never|did not|didn't|rather than|instead of|"
    r"avoid|going to|forego\w*|forgo\w*|in lieu of|attempt\w*|prior auth\w*|approv\w+|eventual|future|option\w*|versus|vs\.?|prescri\w+|rx|continue|(?:takes?|taking)(?! (?:over|on)\b)|not (?:taking|assuming|treating|managing|providing)|get|obtain|check|send|start(?!:))\b"
)
_NEXT = Pattern(r"\W*(?:next|to ?do|upcoming|scheduled|recommend\w*|pending|referrals?|ordered|orders)\s*:")
_AHEAD_AFTER = Pattern(
    r"^[^.;]{0,40}?\b(?:(?:was|were|is|are|has been|had been|be)? ?(?:already )?(?:declined|refused|deferred|advised|requested|recommended|scheduled|ordered|planned|discussed|offered|due|overdue|"
    r"postponed|cancell?ed|considered|not (?:done|performed|needed|indicated|required|obtained|given|attempted|placed|used|inserted|made|taken))|pending|next (?:visit|week|wk|month|mo|yr|year|appt)|if (?:no|not|symptoms|worse\w*|"
    r"persist\w*|needed)|in (?:\d+(?:-\d+)?|an?|one|two|three|four|six) ?(?:days?|d|weeks?|wks?|w|months?|mos?|mths?|m|years?|yrs?|y)\b(?! (?:old|ago))|will be|to be (?:done|scheduled|drawn|made|taken|collected|performed|obtained|run|read|repeated|arranged)|tomorrow|at follow[- ]?up|(?:could|can) ?not be (?:done|performed|obtained|completed|made)|(?:was|were) not (?:possible|made|run|taken)|had to be put off|(?:is|are) (?:drawn|checked|followed|monitored|repeated)\b|every (?:\w+ ){0,2}(?:days?|weeks?|months?|years?)\b)\b"
)
#: What was ordered and is told as given in the same sentence: "ordered for dehydration, hung 14:15".
_ORDERED_AND_GIVEN = Pattern(
    r"^[^.;]{0,40}?\bordered\b(?:[^.;]|\.\d){0,60}?\b(?:hung|given|administered|infused|infusing|pushed|injected|(?:drawn|collected|run|performed|obtained|started|began|done) (?:at )?(?:today|here|\d))"
)
_PUT_OFF = Pattern(
    r"\b(?:left before (?:it|this)|before it (?:was|could be) (?:done|performed|started|given)|(?:put|putting|held|hold|holding) (?:it |this |that |them |both )?off|postpon\w+|re-?schedul\w+|re-?book\w+|(?:left|saved|kept) for (?:that|another|a later|the next))\b"
)
_PAST = Pattern(
    r"\balready (?:been )?$|\b(?:s/p|status[- ]post|history of|h/o|hx of|prior|previous(?:ly)?|last|recent|outside|since (?:his|her|the|their)|years? ago|"
    r"months? ago|weeks? ago|(?:weeks?|wks?|days?|months?|mos?|years?) (?:out|post(?:[- ]?op)?|since|after|following)|old(?! (?:cast|splint|iud|implant|rod|nexplanon|device|catheter|tube|dressing))|compar\w+ (?:to|with)|remote|earlier this|yesterday|in (?:19|20)\d\d|after (?:his|her|their|my)|(?:pod|post-?op(?:erative)?(?: (?:day|week|wk|month|visit|check))?)\W*#?\w{0,6} (?:after|from|following|s/p)|pod ?#?\d+|\d+(?:\.\d+)? ?(?:d|w|m|days?|wks?|weeks?|mos?|months?) (?:out|s/p|p/o|post-?op)(?: from)?(?: (?:my|his|her|our))?)\b[^.;]{0,30}$"
)
#: The time since an operation, however far before it stands: "9 months out from an open fracture treated with a nail".
_OUT_FROM = Pattern(
    r"\b(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|several) ?(?:days?|wks?|weeks?|mos?|months?|yrs?|years?) (?:out|s/p|status[- ]post|post-?op\w*|p/o)\b(?:[^.;\n]|\.\d)*$"
)
#: What came after an act of another day: "hematoma after TKA 5/28".
_AFTER_IT = Pattern(r"\b(?:after|following|since|from|s/p)(?: [\w-]+){0,2} $")
_ITS_DAY = Pattern(r"(?: [\w-]+)? ?\(?(?:on )?\d{1,2}/\d{1,2}\b")
_HAD = Pattern(r"\b(?:had|underwent|has had|received|got)\b[^.;]{0,30}$")
_PAST_AFTER = Pattern(
    r"^[^.;]{0,40}?\b(?:done|made|taken|performed|obtained)\b[^.;,]{0,40}?\b(?:last (?:week|month|year|visit)|yesterday|(?:\d+|a|one|two|three|four|six) (?:days?|weeks?|months?|years?) ago)\b|"
    r"^[^.;,]{0,60}?\blast (?:week|month|year|visit|fall|spring|winter|summer)\b|"
    r"^(?:\W{0,3}(?:(?:in|on|from|of) )?(?:\d{1,2}/)?(?:19|20)\d\d\b|(?:[^.;]|\.\d){0,30}?(?:\b(?:in|from|on) (?:[a-z]{3,9}\.? (?:of )?)?(?:19|20)\d\d\b|\b(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|few|many) (?:days?|weeks?|wks?|months?|mos?|years?|yrs?) "
    r"(?:ago|prior|earlier|before)|\bon (?:the )?last\b|\blast check\b|\blast (?:wk|week|month|year|visit|fall|autumn|spring|winter|summer)|[^.;]{0,40}\byesterday\b|\bseveral years\b|\bin the past\b|\bpreviously\b|\bat (?:his|her) last\b))"
)
_ELSEWHERE = Pattern(
    r"\b(?:outside (?:hospital|facility|imaging|records?|lab\w*|films?|clinic|read)|at (?:an |the )?(?:outside|urgent care|other|another|local|community)|"
    r"(?:by|with|at) (?:his|her|their) (?:pcp|primary|cardiologist|dermatologist|gynecologist|pharmacy|oncologist|orthop\w+|ob)|by (?:ems|paramedics|the school)|"
    r"en route|prior to arrival|pta|in the field|at home|(?:by|at) (?:the |a |his |her |their )?pharmac(?:y|ist)|at (?:cvs|walgreens)|"
    r"(?:by|from) (?:an?other|a different)(?! (?:physician|practitioner|provider|surgeon) of (?:our|the same|this) (?:group|practice))|prehospital|performed elsewhere|done elsewhere|placed elsewhere|at the (?:[\w-]+ ){0,2}(?:school|urgent care|walk-in|minute)(?: clinic)?|home health)\b"
)
#: Results that were at hand before the visit.
_EARLIER = Pattern(
    r"\b(?:in advance|drawn (?:last|on|in)|last (?:wk|week|month)|pre-?visit|(?:before|prior to) (?:the|this|today's) visit)\b(?:[^.\n]|\.\d)*$"
)
_THERE_TOO = Pattern(r"\b(?:today|here)\b")
_AFAR = Pattern(r"\b(?:video|telehealth|telemedicine|audio|telephone|phone)\b")
_AT_A_SHOP = Pattern(r"\b(?:at|by|from) (?:(?:a|the|her|his|their|local|outside) )?(?:cvs|walgreens|rite aid|walmart|costco|pharmacy|drug ?store|health department|workplace|school|work)\b")  # fmt: skip
#: What came before a procedure is named to say what was done.
_LABEL = Pattern(r"^(?:proc(?:edure)?s?(?: performed| note| done)?|operations?(?: performed)?|(?:date of )?op(?:eration)?|op(?:erative)? (?:note|report)(?: \([^)\n]{1,30}\))?|surgery|narrative|what was done|operation|operative procedure|services? (?:provided|rendered)|treatment(?: provided| today)?|intervention|details|description|narrative|administered|given|mar|(?:ed |er )?med(?:ication)?s? (?:given|administered)|immunizations? (?:given|administered)(?: today)?|vaccines? (?:given|administered)(?: today)?|injection|exam(?:ination)?|study|technique|today)\b[^:\n]{0,24}:")  # fmt: skip
#: How the record of one procedure or infusion begins.
_TITLED = Pattern(
    r"\W*(?:procedure note|(?:[a-z&-]+ ){0,3}?(?:procedure|injection|infusion|cryosurgery|cryotherapy|biopsy|repair|debridement|removal|excision) (?:procedure )?(?:note|record|report|log))"
    r"[ \t]*(?:[:\n\u2013-]|$)"
)
#: How the record of a birth begins, of which the part on the birth is the account.
_OF_A_BIRTH = Pattern(r"\W*(?:delivery|birth|labor and delivery|l&d) (?:summary|note|record|report)\b")
#: Parts of the lexicon whose words name the work of one hand, and tell it only in its own records.
_RECORDS = {"anesthesia": Hand.ANESTHETIST, "ambulance": Hand.CREW}
_TESTS = frozenset({Work.TEST, Work.LAB})
_GIVEN = frozenset({Work.DRUG, Work.VACCINE})
_ROUTE = r"(?:im|iv|ivp|sq|subq|sc|subcut\w*|intramuscular\w*|intraven\w*|id|intraderm\w*)"
_PLACE = r"(?:left|right|l|r|lt|rt|deltoid|thigh|arm|glut\w*|ventroglut\w*|buttock|hip|abdomen|vastus|hand|antecubital|forearm|ac|[rl]uoq|upper outer quadrant|[rl]v[gl]|[rl]d)"
#: A dose with its route and place, its hour, or what became of it: nobody writes so of a drug that was not given.
_GIVEN_SO = Pattern(
    r"^\W*(?:(?:right|left|r|l|both|bilateral)\W+)?(?:[\w-]+ ){0,2}(?:bursa|joint|knee|shoulder|hip|elbow|ankle|wrist|heel|fascia|sheath|epicondyle|thumb|cmc|si joint)\b[^:\n.]{0,12}:|"
    rf"\b{_ROUTE}\b(?:[^.;\n]|\.\d){{0,24}}\b{_PLACE}\b(?! hand dominant)|\b{_PLACE} (?:deltoid|thigh|arm|glut\w*|vastus|ventroglut\w*|buttock|hip)\b[^.;\n]{{0,24}}\b{_ROUTE}\b|"
    r"\b(?:each|both|per) nostrils?\b|\bnostril\b|\b(?:went|flowed|ran) (?:in|into|easily|freely)\b|\bused (?:entirely|up)|\b(?:all|both|whole|entire|full) (?:of it )?(?:vials?|bottle|bag|syringe|contents|used|given)\b|"
    r"\bdrawn up and\b|\bmade up\b|\bpump\b|\bby gravity\b|\b(?:start|stop|began|begun|ended|finished|hung)(?: at)?:? \d{1,2}:?\d\d|\b\d{1,2}:\d\d|\b[012]\d[0-5]\d ?(?:-|to|until) ?[012]\d[0-5]\d\b|\bpush\w*\b|\b(?:single|multi)[- ](?:dose|use) (?:vial|bottle|syringe)"
)
#: What is given as it was ordered is given.
_AS_ORDERED = Pattern(r"\b(?:per|by|on|as|under)(?: \w+)?(?: standing)? orders?(?:ed)?(?: (?:of|by) (?:dr\.? )?\w+)?\b|\bas (?:planned|scheduled|arranged)\b|\bper (?:protocol|plan|schedule)\b")  # fmt: skip
_TO_CLAUSE = Pattern(
    r"[;\n]|\.(?!\d)| - |, (?=(?:and|but|then|so|because|which|with|he|she|we|will)\b)|\bbut\b|\bthen\b"
)


#: What denies the word behind it: "ileum not intubated".
_NOT_SO = Pattern(r"\b(?:not|never|wasn't|weren't|n't) (?:\w+ly )?(?:yet )?$")
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
    away = _ELSEWHERE.search(place)
    gone = away and not _THERE_TOO.search(sentence) and not _is_here_after_all(away.group(), sentence, work)
    if gone or _AT_A_SHOP.search(sentence):
        return None
    own = clause + low[start:end] + _TO_CLAUSE.split(after)[0]
    dated = _AFTER_IT.search(clause[-40:]) and _ITS_DAY.match(after)
    if dated or _PAST.search(clause[-60:]) or (_PAST_AFTER.match(after) and not re.search(r"\btoday\b", own)):
        return None
    if work is Work.ACT and _OUT_FROM.search(before) and not _THERE_TOO.search(own):
        return None
    if work is Work.LAB and _EARLIER.search(low[max(0, low.rfind("\n", 0, first) + 1) : start]):
        return None
    if _PUT_OFF.search(after):
        return Doing.PLANNED
    headed = _is_headed(page, low, line, start)
    titled = section not in _PLANNING | _BEFORE_THIS and _TITLED.match(low) is not None
    account = section in _OPENING and (
        is_account(page.document) or is_report({s.kind for s in page.sections})
    )
    operative = kind_of(page.document) is DocumentKind.OPERATIVE or hand_of(page.document) is Hand.SURGEON
    birth = section == "birth_history"
    named = _names_the_record(low, start, work)
    tells = section in _TELLS or headed or titled or account or operative or birth or named
    tells = tells or (work is Work.SUPPLY and is_suppliers(page.document))
    if _HAD.search(clause[-40:]) and section in _BEFORE_THIS and not _HERE.search(sentence):
        return None
    if work is Work.VACCINE and (_TITER.match(after) or _is_of_record(sentence, after)):
        return None
    alone = work in {Work.TEST, Work.LAB, Work.STAFF, Work.DRUG} and is_of_tests_alone(page.document.text, frozenset(s.kind for s in page.sections))
    tells = tells or (alone and (work is not Work.DRUG or _MEASURED.search(sentence) is not None))
    if _NOT_SO.search(clause):
        return None
    deed = work is Work.ACT and _DEED.search(low[start:end]) is not None
    later = (
        None
        if _ORDERED_AND_GIVEN.match(after)
        else _AHEAD_AFTER.match(_WHY_ORDERED.sub(_blank, after) if work in _TESTS else after)
    )
    if _NEXT.match(sentence) or later or _is_ahead(clause, after, tells=tells, deed=deed):
        return Doing.PLANNED
    if tells or (kind_of(page.document) is DocumentKind.IMAGING and work is Work.TEST):
        return Doing.DONE
    asked = low[max(0, low.rfind("\n", 0, first) + 1, first - _NEAR) : start]
    if work in _TESTS and _ORDERED.search(asked):
        return None if section in _BEFORE_THIS else Doing.ORDERED
    opens = _OPENS.fullmatch(before.rpartition(";")[2]) is not None
    named = deed or _is_account(sense, low[start:end], (before, after), sentence)
    if opens and work is Work.ACT:
        named = (
            named
            or after.startswith((" of ", ":", " with ", " w/ ", " w/o ", " by ", " using ", " via ", " under "))
            or (after.startswith((" for ", ", satisfactory", ", adequate")) and section in _OPENING)
            or " of " in low[start:end]
        )
        named = named or _SAYS_DONE.search(low[start:end]) is not None
    told = work in {Work.ACT, *_GIVEN} and section in _OPENING and is_by_hand(page.document.text)
    named = named or (told and (work is Work.ACT or _MEASURED.search(sentence) is not None))
    if work is Work.SUPPLY and _COUNTS_A_THING.match(sentence):
        sentence = low[_before(page, line) : line.end]
    result = (
        _RESULT.match(after) or (work in _TESTS and _VALUE.match(after)) or (opens and _TELLS_ON.match(after))
    )
    if work is Work.ACT:
        sentence = _FOUND.sub(" ", sentence)
    return _by_part(section, work, sentence, named=named, result=bool(result))


#: Behind the name of an act that a record begins with: that it is talked of, or to come.
_TALKED_OF = Pattern(
    r"[^.\n]{0,30}\b(?:consult\w*|discuss\w*|counsel\w*|follow[- ]?up|f/u|referral|request\w*|order\w*|schedul\w*|consent|instruct\w*|plan\w*|due|clinic|candidate|eval\w*|pre-?op\w*|post-?op\w*|ago|declin\w*|refus\w*|history|needed|recommend\w*|prep)\b"
)
#: A record of so many characters has room for what was done, not for its name alone.
_ROOM = 150


def _names_the_record(low: str, start: int, work: Work) -> bool:
    """Whether a record begins with the name of an act: "Flexible sigmoidoscopy, unsedated. Scope to 40 cm."."""
    return (
        work is Work.ACT
        and len(low) >= _ROOM
        and _QUALIFIED.fullmatch(low[:start]) is not None
        and _TALKED_OF.match(low, start) is None
    )


#: Why a test was ordered that then tells what it showed: "portable chest, ordered after a line: tip in place".
_WHY_ORDERED = Pattern(r"\bordered (?:after|because|by|for|to|as)\b(?=[^.;:\n]*: *[^\s])")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


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


def _is_here_after_all(away: str, sentence: str, work: Work) -> bool:
    """Whether words for elsewhere are not: who is seen by video is at home; the letters of a therapist's assistant."""
    return (away == "at home" and _AFAR.search(sentence) is not None) or (
        away == "pta" and work is Work.THERAPY
    )


#: How the vaccines of former years are told.
_RECORD = Pattern(
    r"^\W*(?:immunizations?|vaccin\w+|shots?) (?:record|history|hx|status)\b|\b(?:up[- ]to[- ]date|utd)\b|\b(?:complete|current)\W*$"
)
_IN_A_YEAR = Pattern(r"[^.;,\d]{0,12}\b(?:19|20)\d\d\b(?!\s?-\s?\d)")


def _is_of_record(sentence: str, after: str) -> bool:
    """Whether a sentence lists the vaccines of former years and tells of none given now."""
    old = _RECORD.search(sentence) or _IN_A_YEAR.match(after)
    return old is not None and _GIVEN_SO.search(sentence) is None


def _is_account(sense: Sense, said: str, around: tuple[str, str], sentence: str) -> bool:
    """Whether what a sentence says of a service is an account of it: it opens with its name, or tells a dose and its place."""
    before, after = around
    if "deed" in sense.marks:
        return True
    if sense.work in _GIVEN and _GIVEN_SO.search(sentence):
        return True
    if sense.work in {Work.ACT, *_GIVEN} and _WITH_A_DOSE.search(sentence):
        return True
    # a sentence that begins with the name of an act tells of it: "Debridement of ten nails", "Left knee injection: 1 mL"
    opens = sense.work is Work.ACT and _QUALIFIED.fullmatch(before) is not None
    named = " of " in said or after.startswith(" of ")
    return opens and (named or (after.startswith(":") and _TOLD.search(after) is not None))


def _by_part(section: str, work: Work, sentence: str, *, named: bool, result: bool) -> Doing | None:
    """What the part of the note makes of a service that its sentence tells: `named` first of all, or with a `result`."""
    tested = work in _TESTS
    here = _HERE.search(sentence) and _DONE.search(sentence)
    if section in _BEFORE_THIS:
        here = _HERE.search(_COMES.sub(" ", sentence)) and _DONE.search(sentence)
        return Doing.DONE if here else None
    if section in _ASKED and tested:
        return Doing.ORDERED
    if section in _PLANNING:
        return Doing.DONE if (here if tested else _WAS_DONE.search(sentence)) else Doing.ORDERED
    ours = _OURS.search(sentence) is not None
    if work is Work.ACT and section in _OF_OTHERS and not here:
        return None
    told = (tested and (section in _RESULTS or result or ours or _HERE.search(sentence) is not None)) or (
        work is Work.STAFF and (result or ours)
    )
    return Doing.DONE if told or named or _DONE.search(sentence) else Doing.ORDERED


#: What may stand before the name of an act that opens a sentence; words of an act that tell it as done by themselves.
_OPENS = Pattern(
    r"\W*(?:(?:then|next|first|second|third|finally|also|and|after that|afterwards?|same visit|in addition)\b\W*)*"
)
_SAYS_DONE = Pattern(r"\b(?:[a-z]{3,}ed|cut|put|to (?:the )?cecum)\b")
#: That the patient comes today says nothing of what was done today.
_COMES = Pattern(
    r"\b(?:presents?|presented|presenting|(?:is |was )?(?:being )?seen|comes?|came|returns?|returned|evaluated|visits?)\b(?: [\w-]+){0,7}? today\b|"
    r"\b(?:presents?|seen|comes?|came|returns?) (?:to|in|at) (?:the |our )?(?:office|clinic|ed|er|emergency department)\b(?: today)?|\b(?:is )?here (?:today )?(?:for|to|with|because)\b"
)
#: A test and what it showed: "EKG: NSR".
_TELLS_ON = Pattern(r"[^.;:\n]{0,90}:(?= *[^\s])")
#: What a test showed, told at the end of the words for where it was run: "on the countertop analyzer 7.4%".
_VALUE = Pattern(
    r"(?! ?(?:goal|target|under|below|above|at|of|from|was|last|if))[^.;:,\n]{0,44}? \d+(?:\.\d+)? ?(?:%|mg/dl|g/dl|mmol\b)"
)
_RESULT = Pattern(r"\s*(?:\([^)]*\))?\s*(?:[:=]|- (?=[a-z])|(?:was |is |of )?\d)")


def _is_headed(page: Page, low: str, line: Line, start: int) -> bool:
    """Whether a label in front, or the heading of its part, says that what follows was done."""
    begins = low.rfind("\n", 0, line.start) + 1
    if _LABEL.match(low[begins:start].lstrip(" \t-*#\u2022")):
        return True
    for section in page.sections:
        if section.body.start <= line.start < section.body.end and section.heading:
            return _LABEL.match(section.heading.words.lower().lstrip(" #*") + ":") is not None
    return False


#: What may stand before the name of an act that opens a sentence, and what tells of it behind a colon.
_QUALIFIED = Pattern(
    r"\W*(?:(?:right|left|bilateral|partial|total|complete|simple|successful|bedside|diagnostic|therapeutic|sharp|excisional|(?:ultrasound|us)[- ]guided|first|second|repeat|one|two|three)\W+)*"
)
_TOLD = Pattern(r"\b\d+(?:\.\d+)? ?(?:ml|cc|mg|cm|mm)\b|\b(?:prepped|anesthetized|numbed|injected|infiltrated|tolerated|under (?:local|sterile)|lidocaine)\b")  # fmt: skip
_WITH_A_DOSE = Pattern(
    r"\b(?:injection|block) (?:with|of|using)\b(?:[^.;]|\.\d){0,60}\d ?(?:mg|ml|cc)\b|\d ?(?:mg|ml|cc|mcg|units?) (?:[\w-]+ ){0,2}(?:injection|injected)\b"
)
#: The name of an act that is a verb of the past: "closed with", "snipped".
_DEED = Pattern(
    r"\b(?:\w{2,}[^e\W]ed|froze|frozen|cut off|sewn|drawn (?:off|out)|taken (?:off|out)|shaven?|burnt)\b"
)
#: What denies a thing in front of a verb and not the verb: "with no foreign body, closed with".
_OF_THINGS = frozenset({"no", "without", "needs", "need"})
_APART = Pattern(r"[:,](?!.*\bor\b)")
#: How far before its words a plan is looked for.
_NEAR = 56


def _is_ahead(clause: str, after: str, *, tells: bool, deed: bool) -> bool:
    clause = _AS_ORDERED.sub(lambda m: " " * len(m.group()), clause)
    near = clause[-_NEAR:]
    found = [m for m in _AHEAD.finditer(near) if not (deed and m.group() in _OF_THINGS)]
    # what a label or the item of a list before denies is another thing
    denied = ("no", "without")
    found = [m for m in found if m.group() not in denied or not _APART.search(near[m.end() :])]
    if not found:
        return False
    if tells:  # in an account of what was done, only what says that it was not
        return any(
            re.match(
                r"(?:no|never|not|attempt|declin|refus|defer|cancel|did not|didn|without|next|if|will|future|eventual|recommend|consider|refer|order)",
                m.group(),
            )
            for m in found
        )
    done = re.search(
        r"\b(?:was|were) (?:\w+ly )?(?:performed|done|obtained|administered|given|placed|applied|completed|injected|removed|repaired)\b",
        after[:60],
    )
    return done is None
