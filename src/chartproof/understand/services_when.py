"""Words by which a record tells a service as ahead, as of another day, or as done elsewhere."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.terms.numbers import spelled
from chartproof.terms.procedures import Work


def _any(*ways: str) -> str:
    """A pattern for any of these."""
    return f"(?:{'|'.join(ways)})"


#: Units of time, as notes write them.
_TIMES = r"(?:days?|d|weeks?|wks?|w|months?|mos?|mths?|m|years?|yrs?|y)"
_LONGER = r"(?:days?|weeks?|wks?|months?|mos?|years?|yrs?)"
_FEW = rf"(?:\d+|an?|{spelled()}|several|few|many)"
_SEASONS = r"(?:week|wk|month|mo|year|yr|visit|fall|autumn|spring|winter|summer)"
_A_YEAR = r"(?:19|20)\d\d"

#: In front of a service: what makes it one that is to come, or that was not done.
_PLANNED = (
    r"will", r"would", r"plan(?:s|ned|ning)?(?: to| for)?", r"schedul\w*", r"recommend\w*", r"refer\w*", r"order(?:ed|ing|s)?",
    r"return(?:s)? (?:for|in|to)", r"next(?: (?:visit|week|month|year)|(?=:))", r"to be", r"going to", r"await\w*", r"pending",
    r"due for", r"overdue", r"eventual", r"future", r"continue", r"get", r"obtain", r"check", r"send", r"start(?!:)",
)  # fmt: skip
_WEIGHED = (
    r"consider\w*", r"discuss\w*", r"may", r"might", r"could", r"should", r"needs?", r"if", r"unless", r"until", r"offer\w*",
    r"candidate for", r"consent\w* (?:\w+ )?for", r"for possible", r"want\w*", r"wish\w*", r"interested in", r"option\w*", r"versus", r"vs\.?",
    r"prior auth\w*", r"approv\w+",
)  # fmt: skip
_REFUSED = (
    r"declin\w*", r"refus\w*", r"defer\w*", r"hold off", r"cancel\w*", r"avoid", r"forego\w*", r"forgo\w*", r"in lieu of", r"attempt\w*",
    r"rather than", r"instead of",
)  # fmt: skip
_DENIED = (
    r"not (?:indicated|needed|necessary|done|performed|obtained|given|required)", r"not (?:taking|assuming|treating|managing|providing)",
    r"no need for", r"without", r"no", r"never", r"did not", r"didn't",
)  # fmt: skip
_TAKEN_AT_HOME = (r"prescri\w+", r"rx", r"(?:takes?|taking)(?! (?:over|on)\b)")
_AHEAD = Pattern(rf"\b{_any(*_PLANNED, *_WEIGHED, *_REFUSED, *_DENIED, *_TAKEN_AT_HOME)}\b")
NEXT = Pattern(r"\W*(?:next|to ?do|upcoming|scheduled|recommend\w*|pending|referrals?|ordered|orders)\s*:")

#: Behind it: that it was not done, in its own clause; that it was put off or only spoken of; when it is to be.
_WAS = r"(?:(?:was|were|is|are|has been|had been|be)? ?(?:already )?)"
_NOT_DONE = rf"^(?:[^.;,]{{0,40}}?|\W*)\b{_WAS}not (?:done|performed|needed|indicated|required|obtained|given|attempted|placed|used|inserted|made|taken)\b"
_SPOKEN_OF = rf"{_WAS}(?:declined|refused|deferred|advised|requested|recommended|scheduled|ordered|planned|discussed|offered|due|overdue|postponed|cancell?ed|considered)"
_COULD_NOT = (
    r"(?:could|can) ?not be (?:done|performed|obtained|completed|made)",
    r"(?:was|were) not (?:possible|made|run|taken)",
    r"had to be put off",
)
_WHEN = (
    r"pending", r"next (?:visit|week|wk|month|mo|yr|year|appt)", r"if (?:no|not|symptoms|worse\w*|persist\w*|needed)",
    rf"in (?:\d+(?:-\d+)?|an?|{spelled()}) ?{_TIMES}\b(?! (?:old|ago))", r"will be", r"tomorrow", r"at follow[- ]?up",
    r"to be (?:done|scheduled|drawn|made|taken|collected|performed|obtained|run|read|repeated|arranged)",
    r"(?:is|are) (?:drawn|checked|followed|monitored|repeated)\b", r"every (?:\w+ ){0,2}(?:days?|weeks?|months?|years?)\b",
)  # fmt: skip
AHEAD_AFTER = Pattern(rf"{_NOT_DONE}|^[^.;]{{0,40}}?\b{_any(_SPOKEN_OF, *_COULD_NOT, *_WHEN)}\b")
#: What was ordered and is told as given in the same sentence: "ordered for dehydration, hung 14:15".
ORDERED_AND_GIVEN = Pattern(
    r"^[^.;]{0,40}?\bordered\b(?:[^.;]|\.\d){0,60}?\b(?:hung|given|administered|infused|infusing|pushed|injected|(?:drawn|collected|run|performed|obtained|started|began|done) (?:at )?(?:today|here|\d))"
)
_LATER = (
    r"left before (?:it|this)",
    r"before it (?:was|could be) (?:done|performed|started|given)",
    r"(?:put|putting|held|hold|holding) (?:it |this |that |them |both )?off",
    r"postpon\w+|re-?schedul\w+|re-?book\w+",
    r"(?:left|saved|kept) for (?:that|another|a later|the next)",
)
PUT_OFF = Pattern(rf"\b{_any(*_LATER)}\b")

#: In front of it: that it is of a day before, or an operation's that was then.
_AFTER_ONE = (
    r"(?:weeks?|wks?|days?|months?|mos?|years?) (?:out|post(?:[- ]?op)?|since|after|following)",
    r"(?:pod|post-?op(?:erative)?(?: (?:day|week|wk|month|visit|check))?)\W*#?\w{0,6} (?:after|from|following|s/p)",
    r"pod ?#?\d+",
    r"\d+(?:\.\d+)? ?(?:d|w|m|days?|wks?|weeks?|mos?|months?) (?:out|s/p|p/o|post-?op)(?: from)?(?: (?:my|his|her|our))?",
    r"after (?:his|her|their|my)",
    r"since (?:his|her|the|their)",
)
_BEFORE_NOW = (
    r"s/p", r"status[- ]post", r"history of", r"h/o", r"hx of", r"prior", r"previous(?:ly)?", r"last", r"recent", r"outside", r"remote",
    r"(?:years?|months?|weeks?) ago", r"earlier this", r"yesterday", rf"in {_A_YEAR}", r"compar\w+ (?:to|with)",
    r"old(?! (?:cast|splint|iud|implant|rod|nexplanon|device|catheter|tube|dressing))",
)  # fmt: skip
PAST = Pattern(rf"\balready (?:been )?$|\b{_any(*_BEFORE_NOW, *_AFTER_ONE)}\b[^.;]{{0,30}}$")
#: The time since an operation, however far before it stands: "9 months out from an open fracture treated with a nail".
OUT_FROM = Pattern(
    rf"\b(?:\d+(?:\.\d+)?|an?|{spelled()}|several) ?{_LONGER} (?:out|s/p|status[- ]post|post-?op\w*|p/o)\b(?:[^.;\n]|\.\d)*$"
)
#: What came after an act of another day: "hematoma after TKA 5/28".
AFTER_IT = Pattern(r"\b(?:after|following|since|from|s/p)(?: [\w-]+){0,2} $")
ITS_DAY = Pattern(r"(?: [\w-]+)? ?\(?(?:on )?\d{1,2}/\d{1,2}\b")
HAD = Pattern(r"\b(?:had|underwent|has had|received|got)\b[^.;]{0,30}$")

#: Behind it: what good it did then, when it was made, how long ago it is, its year (but not a season: "2025-2026").
_DID_GOOD = r"^[^.;]{0,40}?\b(?:gave|provided|yielded|produced|afforded)\b[^.;]{0,40}\b(?:relief|improvement|benefit)\b"
_MADE_THEN = (
    r"^[^.;]{0,40}?\b(?:done|made|taken|performed|obtained)\b[^.;,]{0,40}?\b"
    rf"(?:last (?:week|month|year|visit)|yesterday|(?:\d+|a|{spelled()}) (?:days?|weeks?|months?|years?) ago)\b"
)
_LAST_TIME = r"^[^.;,]{0,60}?\blast (?:week|wk|month|mo|year|yr|visit|fall|spring|winter|summer)\b"
_YEAR_BEHIND = rf"\W{{0,3}}(?:(?:in|on|from|of) )?(?:\d{{1,2}}/)?{_A_YEAR}\b(?!\s?[-/\u2013]\s?(?:20)?\d\d)"
_LONG_AGO = (
    rf"\b(?:in|from|on) (?:[a-z]{{3,9}}\.? (?:of )?)?{_A_YEAR}\b",
    rf"\b{_FEW} {_LONGER} (?:ago|prior|earlier|before)",
    rf"\bon (?:the )?last\b|\blast check\b|\blast {_SEASONS}",
    r"[^.;]{0,40}\byesterday\b|\bseveral years\b|\bin the past\b|\bpreviously\b|\bat (?:his|her) last\b",
)
PAST_AFTER = Pattern(
    rf"{_DID_GOOD}|{_MADE_THEN}|{_LAST_TIME}|^(?:{_YEAR_BEHIND}|(?:[^.;]|\.\d){{0,30}}?{_any(*_LONG_AGO)})"
)

#: Where another place or person did it.
_OUTSIDE = (
    r"outside (?:hospital|facility|imaging|records?|lab\w*|films?|clinic|read)",
    r"at (?:an |the )?(?:outside|urgent care|other|another|local|community)",
    r"at the (?:[\w-]+ ){0,2}(?:school|urgent care|walk-in|minute)(?: clinic)?",
    r"(?:performed|done|placed) elsewhere",
)
_BY_ANOTHER = (
    r"(?:by|with|at) (?:his|her|their) (?:pcp|primary|cardiologist|dermatologist|gynecologist|pharmacy|oncologist|orthop\w+|ob)",
    r"by (?:ems|paramedics|the school)",
    r"(?:by|at) (?:the |a |his |her |their )?pharmac(?:y|ist)",
    r"at (?:cvs|walgreens)",
    r"(?:by|from) (?:an?other|a different)(?! (?:physician|practitioner|provider|surgeon) of (?:our|the same|this) (?:group|practice))",
)
_ON_THE_WAY = (
    r"en route",
    r"prior to arrival",
    r"pta",
    r"in the field",
    r"at home",
    r"prehospital",
    r"home health",
)
ELSEWHERE = Pattern(rf"\b{_any(*_OUTSIDE, *_BY_ANOTHER, *_ON_THE_WAY)}\b")
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
    near = _ALSO_DONE.sub(blank, _AS_ORDERED.sub(blank, clause))[-NEAR:]
    found = [m.group() for m in _AHEAD.finditer(near) if _speaks(m, near, deed=deed)]
    if tells:  # in an account of what was done, only what says that it was not
        return any(_NOT_DONE_AT_ALL.match(word) for word in found)
    return bool(found) and _DONE_AFTER_ALL.search(after[:60]) is None


def _speaks(match: re.Match[str], near: str, *, deed: bool) -> bool:
    """Whether a word speaks of the service: what a label or the item of a list before denies is another thing."""
    if deed and match.group() in _OF_THINGS:
        return False
    return match.group() not in {"no", "without"} or not _APART.search(near[match.end() :])


#: A label of what is planned and what was done: "Plan and procedure:".
_ALSO_DONE = Pattern(r"\bplan ?(?:and|&|/|\+) ?(?:procedures?|treatment|injection)\b[^:]{0,16}:")
_NOT_DONE_AT_ALL = Pattern(
    r"(?:no|never|not|attempt|declin|refus|defer|cancel|did not|didn|without|next|if|will|future|eventual|recommend|consider|refer|order)"
)
_DONE_AFTER_ALL = Pattern(
    r"\b(?:was|were) (?:\w+ly )?(?:performed|done|obtained|administered|given|placed|applied|completed|injected|removed|repaired)\b"
)
