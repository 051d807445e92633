"""Words by which a record tells a service as ahead, as of another day, or as done elsewhere."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.terms.procedures import Work

_AHEAD = Pattern(
    r"\b(?:will|would|plan(?:s|ned|ning)?(?: to| for)?|schedul\w*|recommend\w*|refer\w*|order(?:ed|ing|s)?|consider\w*|discuss\w*|"
    r"may|might|could|should|needs?|if|unless|until|return(?:s)? (?:for|in|to)|next(?: (?:visit|week|month|year)|(?=:))|to be|declin\w*|refus\w*|defer\w*|"
    r"offer\w*|candidate for|consent\w* (?:\w+ )?for|await\w*|pending|due for|overdue|for possible|want\w*|wish\w*|interested in|hold off|cancel\w*|"
    r"not (?:indicated|needed|necessary|done|performed|obtained|given|required)|no need for|without|no|never|did not|didn't|rather than|instead of|"
    r"avoid|going to|forego\w*|forgo\w*|in lieu of|attempt\w*|prior auth\w*|approv\w+|eventual|future|option\w*|versus|vs\.?|prescri\w+|rx|continue|(?:takes?|taking)(?! (?:over|on)\b)|not (?:taking|assuming|treating|managing|providing)|get|obtain|check|send|start(?!:))\b"
)
NEXT = Pattern(r"\W*(?:next|to ?do|upcoming|scheduled|recommend\w*|pending|referrals?|ordered|orders)\s*:")
AHEAD_AFTER = Pattern(
    r"^(?:[^.;,]{0,40}?|\W*)\b(?:(?:was|were|is|are|has been|had been|be)? ?(?:already )?not (?:done|performed|needed|indicated|required|obtained|given|attempted|placed|used|inserted|made|taken))\b|"
    r"^[^.;]{0,40}?\b(?:(?:was|were|is|are|has been|had been|be)? ?(?:already )?(?:declined|refused|deferred|advised|requested|recommended|scheduled|ordered|planned|discussed|offered|due|overdue|"
    r"postponed|cancell?ed|considered)|pending|next (?:visit|week|wk|month|mo|yr|year|appt)|if (?:no|not|symptoms|worse\w*|"
    r"persist\w*|needed)|in (?:\d+(?:-\d+)?|an?|one|two|three|four|six) ?(?:days?|d|weeks?|wks?|w|months?|mos?|mths?|m|years?|yrs?|y)\b(?! (?:old|ago))|will be|to be (?:done|scheduled|drawn|made|taken|collected|performed|obtained|run|read|repeated|arranged)|tomorrow|at follow[- ]?up|(?:could|can) ?not be (?:done|performed|obtained|completed|made)|(?:was|were) not (?:possible|made|run|taken)|had to be put off|(?:is|are) (?:drawn|checked|followed|monitored|repeated)\b|every (?:\w+ ){0,2}(?:days?|weeks?|months?|years?)\b)\b"
)
#: What was ordered and is told as given in the same sentence: "ordered for dehydration, hung 14:15".
ORDERED_AND_GIVEN = Pattern(
    r"^[^.;]{0,40}?\bordered\b(?:[^.;]|\.\d){0,60}?\b(?:hung|given|administered|infused|infusing|pushed|injected|(?:drawn|collected|run|performed|obtained|started|began|done) (?:at )?(?:today|here|\d))"
)
PUT_OFF = Pattern(
    r"\b(?:left before (?:it|this)|before it (?:was|could be) (?:done|performed|started|given)|(?:put|putting|held|hold|holding) (?:it |this |that |them |both )?off|postpon\w+|re-?schedul\w+|re-?book\w+|(?:left|saved|kept) for (?:that|another|a later|the next))\b"
)
PAST = Pattern(
    r"\balready (?:been )?$|\b(?:s/p|status[- ]post|history of|h/o|hx of|prior|previous(?:ly)?|last|recent|outside|since (?:his|her|the|their)|years? ago|"
    r"months? ago|weeks? ago|(?:weeks?|wks?|days?|months?|mos?|years?) (?:out|post(?:[- ]?op)?|since|after|following)|old(?! (?:cast|splint|iud|implant|rod|nexplanon|device|catheter|tube|dressing))|compar\w+ (?:to|with)|remote|earlier this|yesterday|in (?:19|20)\d\d|after (?:his|her|their|my)|(?:pod|post-?op(?:erative)?(?: (?:day|week|wk|month|visit|check))?)\W*#?\w{0,6} (?:after|from|following|s/p)|pod ?#?\d+|\d+(?:\.\d+)? ?(?:d|w|m|days?|wks?|weeks?|mos?|months?) (?:out|s/p|p/o|post-?op)(?: from)?(?: (?:my|his|her|our))?)\b[^.;]{0,30}$"
)
#: The time since an operation, however far before it stands: "9 months out from an open fracture treated with a nail".
OUT_FROM = Pattern(
    r"\b(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|several) ?(?:days?|wks?|weeks?|mos?|months?|yrs?|years?) (?:out|s/p|status[- ]post|post-?op\w*|p/o)\b(?:[^.;\n]|\.\d)*$"
)
#: What came after an act of another day: "hematoma after TKA 5/28".
AFTER_IT = Pattern(r"\b(?:after|following|since|from|s/p)(?: [\w-]+){0,2} $")
ITS_DAY = Pattern(r"(?: [\w-]+)? ?\(?(?:on )?\d{1,2}/\d{1,2}\b")
HAD = Pattern(r"\b(?:had|underwent|has had|received|got)\b[^.;]{0,30}$")
PAST_AFTER = Pattern(
    r"^[^.;]{0,40}?\b(?:gave|provided|yielded|produced|afforded)\b[^.;]{0,40}\b(?:relief|improvement|benefit)\b|"
    r"^[^.;]{0,40}?\b(?:done|made|taken|performed|obtained)\b[^.;,]{0,40}?\b(?:last (?:week|month|year|visit)|yesterday|(?:\d+|a|one|two|three|four|six) (?:days?|weeks?|months?|years?) ago)\b|"
    r"^[^.;,]{0,60}?\blast (?:week|wk|month|mo|year|yr|visit|fall|spring|winter|summer)\b|"
    r"^(?:\W{0,3}(?:(?:in|on|from|of) )?(?:\d{1,2}/)?(?:19|20)\d\d\b(?!\s?[-/\u2013]\s?(?:20)?\d\d)|(?:[^.;]|\.\d){0,30}?(?:\b(?:in|from|on) (?:[a-z]{3,9}\.? (?:of )?)?(?:19|20)\d\d\b|\b(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|few|many) (?:days?|weeks?|wks?|months?|mos?|years?|yrs?) "
    r"(?:ago|prior|earlier|before)|\bon (?:the )?last\b|\blast check\b|\blast (?:wk|week|month|mo|year|yr|visit|fall|autumn|spring|winter|summer)|[^.;]{0,40}\byesterday\b|\bseveral years\b|\bin the past\b|\bpreviously\b|\bat (?:his|her) last\b))"
)
ELSEWHERE = Pattern(
    r"\b(?:outside (?:hospital|facility|imaging|records?|lab\w*|films?|clinic|read)|at (?:an |the )?(?:outside|urgent care|other|another|local|community)|"
    r"(?:by|with|at) (?:his|her|their) (?:pcp|primary|cardiologist|dermatologist|gynecologist|pharmacy|oncologist|orthop\w+|ob)|by (?:ems|paramedics|the school)|"
    r"en route|prior to arrival|pta|in the field|at home|(?:by|at) (?:the |a |his |her |their )?pharmac(?:y|ist)|at (?:cvs|walgreens)|"
    r"(?:by|from) (?:an?other|a different)(?! (?:physician|practitioner|provider|surgeon) of (?:our|the same|this) (?:group|practice))|prehospital|performed elsewhere|done elsewhere|placed elsewhere|at the (?:[\w-]+ ){0,2}(?:school|urgent care|walk-in|minute)(?: clinic)?|home health)\b"
)
#: Results that were at hand before the visit.
EARLIER = Pattern(
    r"\b(?:in advance|drawn (?:last|on|in)|last (?:wk|week|month)|pre-?visit|(?:before|prior to) (?:the|this|today's) visit)\b(?:[^.\n]|\.\d)*$"
)
THERE_TOO = Pattern(r"\b(?:today|here)\b")
_AFAR = Pattern(r"\b(?:video|telehealth|telemedicine|audio|telephone|phone)\b")
AT_A_SHOP = Pattern(r"\b(?:at|by|from) (?:(?:a|the|her|his|their|local|outside) )?(?:cvs|walgreens|rite aid|walmart|costco|pharmacy|drug ?store|health department|workplace|school|work)\b")  # fmt: skip
#: What is given as it was ordered is given.
_AS_ORDERED = Pattern(r"\b(?:per|by|on|as|under)(?: \w+)?(?: standing)? orders?(?:ed)?(?: (?:of|by) (?:dr\.? )?\w+)?\b|\bas (?:planned|scheduled|arranged)\b|\bper (?:protocol|plan|schedule)\b")  # fmt: skip
#: What denies the word behind it: "ileum not intubated".
NOT_SO = Pattern(r"\b(?:not|never|wasn't|weren't|n't) (?:\w+ly )?(?:yet )?$")
#: Why a test was ordered that then tells what it showed: "portable chest, ordered after a line: tip in place".
WHY_ORDERED = Pattern(r"\bordered (?:after|because|by|for|to|as)\b(?=[^.;:\n]*: *[^\s])")


def blank(match: re.Match[str]) -> str:
    """As many blanks as a match has letters."""
    return " " * len(match.group())


def is_here_after_all(away: str, sentence: str, work: Work) -> bool:
    """Whether words for elsewhere are not: who is seen by video is at home; the letters of a therapist's assistant."""
    return (away == "at home" and _AFAR.search(sentence) is not None) or (
        away == "pta" and work is Work.THERAPY
    )


#: What denies a thing in front of a verb and not the verb: "with no foreign body, closed with".
_OF_THINGS = frozenset({"no", "without", "needs", "need"})
_APART = Pattern(r"[:,](?!.*\bor\b)")
#: How far before its words a plan is looked for.
NEAR = 56


def is_ahead(clause: str, after: str, *, tells: bool, deed: bool) -> bool:
    """Whether the words around a service say that it is to come, or was not done."""
    clause = _AS_ORDERED.sub(lambda m: " " * len(m.group()), clause)
    near = clause[-NEAR:]
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
