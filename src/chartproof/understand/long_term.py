"""Whether a drug is taken regularly, by the words of its clause."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Line
from chartproof.terms.drugs import long_term_code
from chartproof.terms.numbers import spelled

_NOT_TAKEN = Pattern(
    r"\b(?:stop(?:ped|ping)?|discontinu\w*|d/c(?:'d|ed)?(?! (?:home|on\b|with|w/|to\b|rx|meds?\b|medications?|plan|instructions|summary|dx))|dc'd|(?:held|hold(?:ing)?) (?:indefinitely|permanently|until|at discharge)|no longer|"
    r"previously|formerly|"
    r"used to take|completed|finished|not (?:currently |been )?tak\w+|not on|never|(?:not|\w+n't) (?:yet |ever )?(?:need\w*|requir\w+)(?= (?:any )?$)|den(?:y|"
    r"ies|ied)|refus\w+|"
    r"declin\w+|avoid\w*|allerg\w*|intoleran\w*|anaphylaxis|adverse|overdose\w*|ran out|"
    r"out of|consider\w*|"
    r"(?:tried|used|taken|given)\b[^.;]{0,30}?\b(?:in the past|before|previously|years ago|and (?:was |then )?stopped|without (?:benefit|success|effect|relief))|"
    r"tried (?:and failed )?(?:[\w-]+,? (?:and |or )?){0,2}$|"
    r"contraindicat\w*|failed|neither|nor|(?:without|off|no)\b(?=[^,;]*$))\b"
)
#: Right behind a drug that was given there and then: "8 units of regular insulin here".
_HERE = Pattern(
    r"\s*(?:sq|sc|subq|iv|im)?\s*(?:here|in triage|x ?1|once)\b(?! (?:and|daily|a day|weekly|nightly))"
)
#: A course that was given: "treated with six months of apixaban".
_COURSE_OF = Pattern(
    r"\b(?:treated with|took|had|given|got|received|completed|finished|after)\b[^.;]{0,20}\b(?:months?|mos?|weeks?|wks?|days?) of (?:[\w-]+ ){0,2}$"
)
_GOES_ON = Pattern(r"\b(?:so far|to date|continu\w+|still|ongoing|remain\w*|stays?)\b")
#: A dose of insulin by itself, given there and then: "after 8 units of regular insulin the glucose came down".
_ONE_DOSE = Pattern(
    r"\b(?:after|following|with|given?|gave|got|received|administered)\b[^.;]{0,40}\b\d+ ?(?:units?|u) (?:of )?(?:(?:regular|iv|sq|subq|subcut\w*|rapid|short|acting|fast|lispro|aspart)[ -])*$"
)
#: Behind a drug that the patient had before: "metformin 500 mg was restarted".
_RESUMED = Pattern(
    r"[^.;]{0,40}\b(?:(?:was|were|is|has been|will be) )?(?:restarted|resumed|reinstated|refilled|renewed)\b(?!-)"
)
#: What stands between a drug and what became of it.
_WAS = Pattern(
    r"(?:was|were|is|are|has been|have been|had been|got) (?:(?:then|since|recently|also|just|later|eventually|already) )?"
)
#: Behind a drug, what is not there is another thing.
_NONE_OF = Pattern(r"(?:no|without) (?!longer\b|more\b)\w")
#: Behind what is avoided or stopped, what is not: "avoid NSAIDs, keep losartan", "stop dulaglutide and start tirzepatide".
_KEPT = Pattern(
    r"(?:[,-]\s*(?:but |and |then )?|\b(?:and|then) )(?:re-?)?(?:start|begin|began|begun|initiat)\w*\b|"
    r"[,-]\s*(?:but |and |then )?(?:keep|continu\w+|resum\w+|stays? on|remain\w* on|use|switch\w* to|chang\w+ to)\b|"
    r"[,;]\s*(?:and |but )?[\w-]+ (?:was |were )?(?:continued|resumed|kept)\b"
)
#: "took metformin, then liraglutide": told of the past, unless of today.
_TOOK = Pattern(r"\btook\b")
_MISSED = Pattern(r"\b(?:miss(?:ed|es|ing)|skipp(?:ed|ing)|skips)(?: [\w-]+){0,3} ?$")
_TODAY = Pattern(r"\b(?:today|this morning|last night|tonight|yesterday|usual|home|daily|ago|hours?|h)\b")
#: Behind the drugs of a patient, why the patient comes: "on metformin here for an ulcer x 3 wks".
_COMES = Pattern(
    r"\b(?:here (?:for|with|to)|presents?\b|presenting|admitted|comes (?:in|for|with)|came (?:in|with)|seen for|c/o)\b"
)
_SHORT = Pattern(
    r"\b(?:x|for|times)\s*\d+\s*(?:more )?(?:days?|d|wks?|weeks?|doses?)\b|\bsingle dose\b|"
    r"\bone dose\b|\bonce in\b|"
    r"\b\d+[- ]day\b|\bstat\b|(?<!basal[-/ ])\bbolus\b(?! (?:timing|insulin|doses?|dosing|calculat\w*|ratio|setting|button|before|with meals))|\btaper\w*\b(?! to (?:home|baseline|usual|maintenance|[1-9]))|\bcourse\b|\bsliding scale\b|\bssi\b|"
    r"\bdrip\b|(?<!last )(?<!next )(?<!each )(?<!monthly )(?<!yearly )(?<!annual )\binfusion\b|"
    r"\bloading\b|\bin (?:the )?(?:ed|er|"
    r"emergency)\b|\bpack\b|"
    r"\binjected\b|\bloaded\b|\bgot (?:an? |one |two |\d+ ?)(?:mg|mcg|g|u|units?|dose|doses|liters?|l|ml|bolus|amp|shot|puffs?)\b|\bonly (?:in|during|for) (?:the |his |her |that )?(?:hospital|stay|admission|hospitali[sz]ation|surgery|operation|pregnancy|icu)\b|\bonly (?:while|when) (?:here|inpatient|admitted|hospitali[sz]ed|in (?:the )?(?:hospital|house))\b"
)
#: That it was given then; behind the next comma it is told of another drug: "on warfarin, vit K given".
_GIVEN = Pattern(r"\b(?:given|administered|received)\b")
#: What a hospital gives of insulin while the patient lies there, unless it goes on with what is taken at home.
_OF_THE_STAY = Pattern(
    r"\binsulin (?:gtt|drip|infusion)\b|\binsulin (?:\w+ )?(?:by |per |on |with )?(?:a |the )?(?:correction(?:al)? )?scale\b|\bcorrection(?:al)?(?:[- ](?:dose|scale))? insulin\b|\binsulin correction(?:al)?\b|"
    r"\b(?:in|during|for|throughout) (?:the |this |that |his |her |their )?(?:hospital(?:i[sz]ation)?|stay|admission|icu)(?: stay)? (?:only|alone)\b|"
    r"\b(?:while|when|as long as) (?:(?:he|she|they|(?:the )?(?:patient|pt)) (?:is|was|are|were|remains?|stays?) )?(?:here|inpatient|an inpatient|admitted|hospitali[sz]ed|on the (?:ward|floor|unit)|in (?:the )?(?:hospital|house|icu))\b|"
    r"\bin-?hospital only\b|\bin[- ]house\b(?=[^.;\n]{0,30}\b(?:home on|discharged on|sent home)\b)|\b(?:basal|bolus|basal-bolus) insulin in[- ]house\b"
)
_OF_HOME = Pattern(
    r"\b(?:home|outpatient|continu\w+|usual(?:ly)?|resum\w+|takes?|taking|own|chronic|long[- ]term|years|before|prior)\b"
)
_AS_NEEDED = Pattern(r"\bprn\b|\bas needed\b|\boccasional(?:ly)?\b|\bover[- ]the[- ]counter\b|\botc\b")
_BEGUN = Pattern(
    r"\b(?:start\w*|begin|begun|began|initiat\w*|prescrib\w*|trial|rx|will (?:add|give)|"
    r"add(?:ed)?)\b"
)
_TAKEN = Pattern(
    r"\b(?:on|takes?|taking|keep|cont|continu\w*|daily|nightly|bid|b\.i\.d|tid|qd|q\.?d\b|qhs|hs|ac|qac|achs|qam|qpm|q ?(?:wk|week)|weekly|monthly|twice|"
    r"refill\w*|maintained|maintenance|chronic(?:ally)?|long[- ]term|current(?:ly)?|uses|"
    r"using|managed with|"
    r"controlled (?:with|on)|treated with|(?:in|under|on) (?:active |ongoing )?treatment with|receiving|every|dependent|requiring|compliant|adherent|"
    r"regimen|home|remains?|same|rais(?:e|ed|ing)|increas\w+|decreas\w+|lower(?:ed|ing)?|uptitrat\w+|titrat\w+)\b"
)
#: Right behind a drug, its new dose: "Glargine up to 44", "lispro 10 -> 12".
_CHANGED = Pattern(
    r"(?: \d[\d.]* ?(?:u|units?|mg|mcg)?)? ?(?:(?:up|down) to|->|\u2192|\u2191|\u2193) ?(?:to )?\d"
)
_LASTING = Pattern(
    r"\b(?:(?<!acute on )chronic(?:ally)?|long[- ]term|maintenance|suppress\w*|prophyla\w*|ppx|indefinite\w*|"
    r"lifelong)\b|\b(?:nightly|every night|at bedtime)\b.*\bprevent(?:s|ion|ive)?\b|\bprevent(?:s|ion|ive)?\b.*\b(?:nightly|every night)\b"
)
#: An opioid that is taken for weeks: by its form, or by since when it is taken or that it is taken on.
_OPIOID_ON = Pattern(
    r"\b(?:er|xr|sr|cr|extended[- ]release|long[- ]acting|patch(?:es)?|q ?72 ?h\w*|oxycontin|ms ?contin|duragesic|butrans|belbuca|hysingla|kadian|"
    rf"refill\w*|since (?!(?:surgery|the|his|her|yesterday|admission|op|this)\b)\w+|for (?:\d+|several|many|{spelled(2)}) (?:months|years|mo|yrs?))\b"
)
#: One that has been taken for years: in front of the drug, and behind it.
_ON = Pattern(
    r"\b(?:(?:has|have|'s|'ve|she|he) been|remain(?:s|ed)|is|stays?|still) (?:back )?(?:on|taking)\b[^.;]*$|\btakes\b[^.;]*$"
)
_FOR_YEARS = Pattern(
    r"(?:[^.;]|(?<=\d)\.(?=\d)){0,40}?\b(?:for (?:most of |much of |over |more than |about |nearly |almost |at least )?(?:[\w-]+ ){1,3}?(?:years|yrs|decades?)\b(?! ago)"
    r"|(?:most|much|nearly all|all) of the (?:last|past) (?:[\w-]+ ){0,2}(?:years|yrs|decades?)\b"
    r"|since (?:\w+ )?(?:(?:19|20)\d\d|['\u2019]\d\d)\b|continuously (?:since|for)\b"
    rf"|for (?:the (?:last|past) )?(?:over |more than |about |nearly |almost |at least )?(?:{spelled(3, 11)}|[3-9]|1\d) months\b(?! ago))"
)
#: The same told with a dose before it: "prednisone 5 mg (x 12 years)", "never been able to get below 7.5".
_SO_MANY_YEARS = Pattern(
    r"[^.;()]{0,20}\bnever been able to (?:get|come|go) (?:below|off|under)\b|[^.;,()]{0,20}\(?(?:can ?(?:no|')t|could ?(?:no|n')t|unable to|fails? to) (?:get|come|be|wean(?:ed)?|taper(?:ed)?)(?: (?:off|below|under|down)|(?=[ ,.;)-]))|[^.;()]{0,20}\((?:[\w-]+ ){0,3}?x? ?\d+ ?\+? ?(?:yrs?|years)\)"
)
#: Behind a drug, that it was begun or given then: "azathioprine 50 mg was added".
_BEGUN_THEN = Pattern(
    r"[^.;]{0,60}\b(?:was|were) (?:then |also |therefore |subsequently |finally )?(?:start|initiat|begun|add|establish|prescrib|propos|introduc|institut|"
    r"restart|reintroduc|administ|perform|request|indicat)\w*"
)
#: What was treated with it in the course that is told, not what it is treated with today.
_TREATED_THEN = Pattern(
    r"\b(?:was|were|been) (?:initially |then |also |subsequently |first )?treated with\b|"
    r"\b(?:management|treatment|therapy|immunosuppression|prophylaxis) was \w+ with\b"
)
#: Cycles of chemotherapy, and what is instilled.
_CYCLES = Pattern(r"\b(?:cycles?|instillations?|intravesical|every \d+ days|regimens?|scheme|induction)\b")
CYTOTOXIC = frozenset(
    {
        "mitotic inhibitor",
        "antimetabolite",
        "antitumor antibiotic",
        "topoisomerase inhibitor",
        "alkylating agent",
    }
)
_TODAY_TOO = Pattern(r"\b(?:currently|current|now|home|usual(?:ly)?|continu\w+|remain\w*|since|still)\b")
#: What is given by infusions for years: one that is due is none that is over.
INFUSED = frozenset({"immunosuppressive biologic", "multiple sclerosis agent", "bone agent"})
#: How often such a one is given: "IFX 5/kg q8".
_EVERY = Pattern(r"(?: \d[\d.]*(?: ?mg)?(?:/kg)?)? q ?\d{1,2}(?: ?(?:w|wks?|weeks?|m|mos?|months?))?\b")
#: It is not given so today.
_NOT_ON = Pattern(
    r"\b(?:plan\w*|will|consider\w*|discuss\w*|next|stopp?\w*|fail\w*|lost|d/c\w*|last|off|x ?\d|once|after)\b"
)
#: A drug whose first day is still to come: "apixaban to begin day 10".
_AHEAD = Pattern(
    r"[^,]{0,12}\b(?:to (?:begin|start|be (?:begun|started|added))|will (?:begin|start|be (?:begun|started))|"
    r"(?:starts?|begins?|starting|beginning) (?:on |in |at )?(?:day|pod|week|tomorrow|next|discharge|outpatient|\d))\b"
)
#: Behind the name of the disease and a comma or dash, with its dose, the drug is the patient's own: "T2DM, glargine 14 u".
_FOR_DIABETES = frozenset({"Z79.4", "Z79.84", "Z79.85"})
#: The name of the disease.
_DIABETES = r"(?:t[12]dm|i?ddm|niddm|dm(?: ?(?:1|2|i|ii))?|diabet\w+(?: mellitus)?(?: type (?:1|2|i|ii))?)"
_TREATS = Pattern(rf"\b{_DIABETES}(?:,| -+| [\u2013\u2014]|:)\s*$")
#: The same in a list of several: "T2DM 19 y, glargine + metformin".
_TREATED_BY = Pattern(
    rf"\b{_DIABETES}(?: x? ?\d+ ?\+? ?(?:y|yrs?|years))?(?:,| -+| [\u2013\u2014]|:| on| \() ?(?:[a-z]{{4,}}(?: \d+ ?(?:mg|u|units)?)? ?(?:\+|/|,|and|&) ?)*$"
)
_AND_MORE = Pattern(r"(?: \d+ ?(?:mg|u|units)?)? ?(?:\+|/|and|&) ?[a-z]{4,}|[,;)] *a1c\b")
_DOSED = Pattern(r"\s*\d+(?:\.\d+)? ?(?:u|units?|iu|mg|mcg)\b")
_A_DOSE = Pattern(r"\s*\d+(?:\.\d+)?\b")
#: A drug that is only thought of: "insulin only if fastings go over 95", "may need insulin", "will start insulin if".
_ONLY_IF = Pattern(r"[^.;]{0,20}\bonly (?:if|when|should)\b")
_THOUGHT_OF = Pattern(
    r"\b(?:(?:may|might|would|could|will) (?:(?:likely|probably|eventually|also|still|soon) )?(?:need|require)"
    r"|(?:may|might|could) (?:start|begin|add|use)|need for|instead of|rather than"
    r"|(?:talk|ask|speak|spoke|think|thought|wonder|worr|explain|counsel|educat)\w*(?: (?:to |with )?(?:her|him|them|me|us))? (?:again |briefly |a bit )?(?:about|of|over)(?: (?:start|begin|add|initiat|us)ing| going on| the need for| possible)?"
    r"|(?:would|will|could) (?:(?:then|next|have to|need to|likely|probably) )*(?:consider|discuss|move (?:on )?to|turn to|go to|step up to|escalate to|offer|recommend|add|talk about|bring up)"
    r"|(?:afraid|scared|fearful|worried|nervous|reluctant) (?:of|about|to (?:start|use|take))|(?:keep|stay) (?:her |him )?off"
    r"|(?:recommend|suggest|propos|advis|offer)\w* (?:start|begin|add|initiat|try)ing|(?:discuss|consider)\w*(?: (?:start|begin|add|initiat|us)ing)?|if (?:(?:she|he|they|patient|pt) )?(?:needs?|requires?|on))"
    r"(?: (?:to|the|an?|some|more|start|starting|basal|bedtime|nightly|adding)){0,3}(?: [\w-]+,?(?: [\w-]+,)? (?:or|and))? $"
)
_MAY = Pattern(r"\b(?:would|will|to) (?:start|begin|add|consider)\b(?: [\w-]+){0,2} $")
_IF = Pattern(r"[^.;]{0,20}\b(?:if|should)\b")
#: A drug that waits for something to be mended first.
_WAITS = Pattern(
    r"\b(?:after|once|when) [^.;,()]{0,40}\b(?:replet\w+|correct\w+|replac\w+|normal\w*|recover\w*|heal\w*|clear\w*|approv\w+)\b|\(start(?:s|ing)? (?:in )?\d"
)
#: Classes that are mostly taken for days: only words that say so make them long-term.
BRIEF = frozenset(
    {
        "antibiotic",
        "nsaid",
        "systemic steroid",
        "opioid",
        "antiviral",
        "antiemetic",
        "cough and cold",
    }
    | {"parenteral anticoagulant"}
)
_CLAUSE = Pattern(r"[.;\n](?:\s|$)|,? but ")
#: What parts one drug of a list from the next.
APART = Pattern(r";|,(?!\d)| and |\n")
#: How far before a name "no", "off" and "without" reach.
_NEAR = 48


def _ends_behind(after: str) -> bool:
    """Whether the words behind a drug say that it is not taken: "stopped", "was stopped", "no longer", but not "no fractures"."""
    was = _WAS.match(after)
    at = was.end() if was else 0
    if was and _RESUMED.match(after):
        return False
    return _NOT_TAKEN.match(after, at) is not None and _NONE_OF.match(after, at) is None


def _taken_for_years(after: str) -> bool:
    """Whether the words behind a drug count the years it was taken, or say that it could never be brought lower."""
    return (_FOR_YEARS.match(after) or _SO_MANY_YEARS.match(after)) is not None


#: What an aromatase inhibitor is taken for in some days of a cycle.
_TO_OVULATE = Pattern(
    r"\b(?:ovulat\w+|anovulat\w+|infertility|cycles?|IUI|IVF|PCOS|conceiv\w+|TTC|CD ?\d+|follic\w+)\b",
    re.IGNORECASE,
)


#: Insulin that is given with sugar or calcium against a high potassium.
_SHIFTS_POTASSIUM = Pattern(
    r"\binsulin(?: \d+ ?u(?:nits?)?)?(?: iv)?(?: ?[/+&,] ?| and | with | w/ ?)(?:an? )?(?:amp of )?(?:dextrose|d50|d10|glucose|calcium|albuterol|bicarb\w*|lokelma|kayexalate)\b"
    r"|\b(?:calcium(?: gluconate| chloride)?|d50|dextrose|albuterol)(?: ?[/+&,] ?| and | with )(?:regular |iv )?insulin\b",
    re.IGNORECASE,
)


def _is_for_days(text: str, at: tuple[int, int], line: Line, kind: str) -> bool:
    """Whether what the drug is for here is done in some days: to ovulate, to bring a potassium down."""
    if kind == "aromatase inhibitor":
        return _TO_OVULATE.search(text, line.start, line.end) is not None
    around = max(line.start, at[0] - 30), min(line.end, at[1] + 30)
    return kind == "insulin" and _SHIFTS_POTASSIUM.search(text, *around) is not None


def is_taken_regularly(text: str, start: int, end: int, line: Line, kind: str) -> bool | None:
    """Whether the clause says it is taken regularly; None where it does not say."""
    if line.section in {"allergies", "family_history"}:
        return False
    if _is_for_days(text, (start, end), line, kind):
        return False
    before = _CLAUSE.split(text[max(line.start, start - 120) : start].lower())[-1]
    after = _CLAUSE.split(text[end : min(line.end, end + 80)].lower(), maxsplit=1)[0]
    after = _COMES.split(after, maxsplit=1)[0]
    if _NOT_TAKEN.search(_KEPT.split(before)[-1][-_NEAR:]) or _ends_behind(after.lstrip(" (,:-")):
        return False
    if _MISSED.search(before[-_NEAR:]):
        return None  # how long doses were missed is no course
    listed = _lists_drugs(line)
    if listed:  # what is told of one drug is none of the next's
        before, after = APART.split(before)[-1], APART.split(after)[0]
    clause = f"{before} {after}"
    if _TOOK.search(before[-_NEAR:]) and not _TODAY.search(clause):
        return False
    if _THOUGHT_OF.search(before) or _ONLY_IF.match(after) or (_MAY.search(before) and _IF.match(after)):
        return False
    if _AHEAD.match(after) or _WAITS.search(after):
        return None
    if long_term_code(kind) in _FOR_DIABETES and (
        (_TREATS.search(before) and _DOSED.match(after) and not _SHORT.search(clause))
        or _is_one_of_several(text, start, end, line)
    ):
        return True
    if _LASTING.search(clause):
        return True
    if kind == "opioid" and _OPIOID_ON.search(f"{before} {text[start:end].lower()} {after}"):
        return None if _BEGUN.search(before) else True
    on = listed or _ON.search(before) is not None
    if kind == "systemic steroid" and (on or _A_DOSE.match(after)) and _taken_for_years(after):
        return True
    if kind in INFUSED:
        clause = clause.replace("infusion", "")
        if _EVERY.match(after) and not (_BEGUN.search(before) or _NOT_ON.search(clause)):
            return True
    if (
        _SHORT.search(clause)
        or _HERE.match(after)
        or (_COURSE_OF.search(before) and not _GOES_ON.search(after))
        or _GIVEN.search(f"{before} {APART.split(after, maxsplit=1)[0]}")
    ):
        return False
    if kind == "insulin" and _given_here(before, text[start:end].lower(), after):
        return None if _OF_HOME.search(clause) else False
    if long_term_code(kind) in _FOR_DIABETES and _RESUMED.match(after):
        return True
    if _AS_NEEDED.search(after) or _BEGUN.search(before) or kind in BRIEF:
        return None
    if listed:
        return True
    taken = _TAKEN.search(clause) or _CHANGED.match(after)
    return True if taken and not _is_told_of_then(before, after, kind) else None


def _is_one_of_several(text: str, start: int, end: int, line: Line) -> bool:
    """Whether a drug stands in the list of those that treat diabetes, behind its name."""
    return (
        text[start:end].lower() != "insulin"
        and _TREATED_BY.search(text[max(line.start, start - 80) : start].lower()) is not None
        and _AND_MORE.match(text[end : end + 40].lower()) is not None
    )


#: The label of a list of drugs inside another part: "D/C meds", "Home medications".
_OF_DRUGS = Pattern(
    r"(?:[\w/.-]+ )*(?:meds?|medications?|medicines|rx)(?: (?:on|at|upon|prior to) [\w/ ]+)?", re.IGNORECASE
)


def _lists_drugs(line: Line) -> bool:
    """Whether a line stands in a list of drugs, by its section or its label."""
    return line.section == "medications" or (
        line.label is not None and _OF_DRUGS.fullmatch(line.label) is not None
    )


def _given_here(before: str, insulin: str, after: str) -> bool:
    """Whether insulin is one dose, or what a hospital gives of it while the patient lies there."""
    if _ONE_DOSE.search(before) and not _TAKEN.search(f"{before} {after}"):
        return True
    return _OF_THE_STAY.search(f"{before}{insulin}{after}") is not None


def _is_told_of_then(before: str, after: str, kind: str) -> bool:
    """Whether a clause tells of a treatment that was begun or given in the course, not of what is taken."""
    if _TODAY_TOO.search(f"{before} {after}"):
        return False
    if kind in CYTOTOXIC and _CYCLES.search(f"{before} {after}"):
        return True
    return _BEGUN_THEN.match(after) is not None or _TREATED_THEN.search(before) is not None
