"""What is over: treated before and no longer there, or said only by a list that is old."""

from __future__ import annotations

import re
from functools import lru_cache

from chartproof.model.coding import Assignment, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Presence, Standing, Time
from chartproof.model.record import UNCERTAIN_CODED_SETTINGS, Encounter, Setting
from chartproof.terms.cause import FROM
from chartproof.terms.numbers import spelled

_CAUSED = Pattern(
    rf"\b(?:{FROM}|following|as a result of)(?!\w)"
    r"|\b(?:s/p|status post|after|post)\b[^.;]*\b(?:stroke|cva)\b",
    re.IGNORECASE,
)
#: What an operation left, and what the operation was for: "hypothyroidism after thyroidectomy for carcinoma 2012".
_OPERATED, _FOR = (
    Pattern(r"\w{3,}(?:ectomy|plasty)\b", re.IGNORECASE),
    Pattern(r"\W*for\b", re.IGNORECASE),
)
#: Words that say more than "history of": it is gone, though such conditions mostly stay.
_GONE = Pattern(
    r"repair|remov|excis|resect|stripp|\b(?:only|once) (?:at|with|upon) (?:the )?(?:time of )?(?:initial )?(?:dx|diagnosis|onset)\b|resolv|outgr[oe]w|\buntil (?:age |the age of )?\d|\bin (?:his|her|their) (?:early |mid |late )?(?:\d0s|teens|twenties|thirties|forties)\b|\b(?:in|during|at) (?:(?:grade|elementary|middle|high|junior|graduate|grad|medical|law|nursing) )?(?:school|college|university)\b|\bas an? |\bas (?:child|kid|teen|teenager|youth|young)\b|\bchildhood\b|\binfancy\b|\bcured\b|recovered"
    r"|regressed|healed|\bdone with\b|\bgone\b|\byears past\b|\b(?:past|earlier|former) years\b|\bover\b|\blong ago\b|\bcleared\b|\blifted\b|\b(?:remote|distant) past\b|\bgr(?:ew|own) out\b"
    r"|\bnone (?:now|since|lately|recently)|\bno (?:\w+ )?(?:treatment|meds|medications?|medicines?|drugs|therapy|symptoms)\b|\bquiet\b|\bno longer\b|\bnot (?:been )?an? (?:issue|problem|concern)\b|\binactive\b|\bback to normal\b|\breturned to normal\b|\bno recurrence\b|\bnone in\b|\b(?:never|not) (?:recurred|returned|come)|\bnever came\b|\bno (?:\w+ )?\w+ (?:in|for|since) [^.;]{3,30}\boff\b|\boff (?:all|any|meds|med|treat|therapy|drugs|anti)|, (?:fine|well)\b"
    r"|\b(?:one|single|1) (?:\w+ )?(?:attack|episode|flare)\b|\bre-?test|patched|\bclosed\b|\bcorrected\b|clipped|ligated|revers|decannulat|returned|replace|\w{3,}ectomy\b"
    r"|\w{3,}plasty\b|\bamputat|\btransplant|\bdonor\b|\bmohs\b|\b(?:19|20)\d\d ?[-\u2013] ?(?:\d\d|(?:19|20)\d\d)\b|\btotal (?:hip|knee|shoulder)\b|\bT[KH][AR]\b|\bout\b|radioiodine|radioactive iodine|\bstopped\b|\btaken down\b|\bablation\b|\bclean\b|\bused to\b",
    re.IGNORECASE,
)
#: "Prior gout, no flares": there before, and nothing of it since.
_PRIOR = Pattern(
    r"prior|previous(?:ly)?|past|remote|former(?:ly)?|.*\b(?:years|decades) ago\W*", re.IGNORECASE
)
_NO_MORE = Pattern(
    r"[^.;]{0,40}\bno (?:\w+ )?(?:flares?|attacks?|episodes?|symptoms|recurrences?|relapses?|exacerbations?)\b",
    re.IGNORECASE,
)
#: "H/o AF s/p ablation 2019, NSR": the rhythm was mended, and stays so.
_MENDED = Pattern(
    r"[^.;]{0,30}\b(?:s/p|after|post|status post|with|had)\b[^.;]{0,30}(?:\bablat\w+|\bPVI\b|\bmaze\b)[^.;]{0,40}(?:"
    r"\b(?:NSR|SR|(?:normal )?sinus(?: rhythm)?|off (?:AADs?|antiarrhythmics?))\b|\bno (?:AADs?|antiarrhythmics?|recurren\w+|(?:further |more )?(?:episodes|a-?fib|AF|SVT|arrhythmias?|palpitations))\b)",
    re.IGNORECASE,
)
#: What is said behind such words where treatment goes on: "none since 2021 on levetiracetam, continue".
_KEPT_AWAY = Pattern(
    r"[^.;()]{0,30}\b(?:continu\w*|(?:stays|remains|while|still)?\s*\bon (?!echo|exam|imag|films?\b|repeat|their|scan|ultra|biopsy|both)"
    r"[a-z]{5,})",
    re.IGNORECASE,
)
_HEALED = Pattern(r"\bhealed\b", re.IGNORECASE)
#: What closed a wound is taken out.
_STITCHES_OUT = Pattern(
    r"\b(?:staples?|sutures?|stitches)\b[^.;]{0,15}\b(?:out|removed|removal)\b|\b(?:removed|removal of)(?: \w+){0,2} (?:staples?|sutures?|stitches)\b",
    re.IGNORECASE,
)
_HEALING = Pattern(r"\b(?:not|never|in-?completely|partly|partially)\W+(?:\w+\W+)?healed\b", re.IGNORECASE)
#: A list that the writer calls old, or cites for what it still says.
_OLD_LIST = Pattern(
    r"\b(?:old|outdated|stale|copied|imported|inherited|legacy|carried|previous)\b.*\blist|\blists?\b.*\b(?:still|yet|copied|carried|imported)\b"
    r"|\bold (?:chart|records?|notes?|intake|paperwork|evaluation)\b|\b(?:to be|needs) (?:cleaned|remov|updat|delet|reconciled|retired|cleanup)"
    r"|\blist (?:cleaned|pruned|reconciled|corrected)|(?:removed|deleted|struck|taken|dropped) (?:from|off)\b.*\blist",
    re.IGNORECASE | re.DOTALL,
)
#: Words by which a condition may have come and gone within a stay, to which it still belongs (sections II and III),
#: or have been cleared away at a visit.
_PASSED = Pattern(
    r"resol|clear|disappear|subsid|\b(?:back|returned) to\b|finished|completed|\bfull recovery\b",
    re.IGNORECASE,
)
#: What took it away, or that it went in the course that is told; and what puts that before the stay.
_TREATED_AWAY = Pattern(
    r"\b(?:treat\w*|replet\w*|replac\w*|supplement\w*|therapy|antibiotics?|steroids?|corticoids?|corticosteroids?|\d+(?:\.\d+)? ?m[gl]|inject\w*|intravenous(?:ly)?|iv|"
    r"analges\w+|post-?operative(?:ly)?|(?:days?|weeks?|hours?) later)\b",
    re.IGNORECASE,
)
_EARLIER = Pattern(
    r"\b(?:ago|previous(?:ly)?|prior|earlier|histor\w+|before|past|childhood|infancy|years?|age|antecedents?|last|home|outpatient)\b",
    re.IGNORECASE,
)
_OVER_IN = Pattern(
    r"\b(?:resolved|gone|cleared|healed)\W+(?:(?:in|by|since) )?(?:[A-Z][a-z]{2,8}\.? )?(?P<year>(?:19|20)\d\d)\b"
)
_WENT = Pattern(
    r"\W*(?:(?:all|now|was|were|is|are|had|has|have|been|completely|entirely)\W+)*gone\W*(?:(?:by|after|on|when|within|now|today|again)\W*)*",
    re.IGNORECASE,
)
_CLEARED = Pattern(r"\W*(?:was |were )?cleared\W*", re.IGNORECASE)
#: A day counted from admission or operation, or the end of the stay.
_DAY_OF_STAY = Pattern(
    r"\b(?:on|by|after|within|over|at|in)\W+(?:the )?(?:next |following |first )?(?:hospital |post-?op(?:erative)? )?"
    rf"(?:day \d{{1,2}}|(?:\d{{1,2}}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|{spelled(2)}|few|several|24|48|72)[ -](?:hospital |post-?op(?:erative)? )?(?:days?|hours|h)\b(?! (?:ago|before|prior|earlier))|"
    r"(?:(?:time|day|moment) of )?discharge)|\bbefore discharge\b|\b(?:during|in the course of) (?:the|his|her|this) (?:stay|admission|hospitali[sz]ation)\b|\b(?:hd|pod) ?#?\d",
    re.IGNORECASE,
)
_WRITTEN_YEAR = Pattern(r"\b(?:19|20)\d\d\b")
_YEAR = Pattern(r"[\d/]+")
#: Operations that leave an injury to heal, and words that put it long ago.
_FIXED = Pattern(
    r"\b(?:s/p|status post|after|underwent)\b[^.;]{0,60}\b(?:orif|crpp|imn?|nail(?:ing)?|fixation|pinning|plating|plate|screws?|hemiarthroplasty|"
    r"reduction|casting|surgery|repair)\b",
    re.IGNORECASE,
)
OLD = Pattern(r"\b(?:old|remote|years ago|childhood|healed|history of|h/o|hx|(?:19|20)\d\d)\b", re.IGNORECASE)
#: How a bleeding is stopped: the treatment of it, not word that it was long ago.
_STOPPED = Pattern(r"\W*(?:(?:was|were|is|has|been|have) )*(?:clipped|ligated|coiled)\W*", re.IGNORECASE)
_BLEEDING = Pattern(
    r"\bbleed|\bbled\b|hemorrhag|haemorrhag|\b[ul]?gib\b|visible vessel|\boozing\b|\bSAH\b|\bruptured\b|adherent clot|\bspurting\b",
    re.IGNORECASE,
)
#: Disorders of rhythm that an ablation mends.
_RHYTHMS = ("I45.6", "I47", "I48")
#: The age from which school is over, and the words that put what is told there.
GROWN = 18
_AT_SCHOOL = Pattern(r"(?:in|during|at) (?:(?:grade|elementary|middle|high|junior) )?school", re.IGNORECASE)
STAYS = UNCERTAIN_CODED_SETTINGS | {Setting.ED, Setting.OBSERVATION}


def is_gone(assignment: Assignment) -> bool:
    """Each mention says that it is gone, not only that there was a history of it."""
    return all(map(says_gone, assignment.mentions))


def says_gone(mention: Mention) -> bool:
    """Whether its cues say that it is gone, and not that a drug keeps it away."""
    words, at = mention.line.words, mention.line.start
    end = mention.evidence[-1].end - at
    if any(_PRIOR.fullmatch(cue.words) for cue in mention.assertion.cues) and _NO_MORE.match(words, end):
        return True
    if mention.concept.startswith(_RHYTHMS) and _MENDED.match(words, end):
        return True
    return any(
        _are_gone(cue.words)
        and not _KEPT_AWAY.match(words, max(0, cue.end - at))
        and not _CAUSED.search(words[end : max(end, cue.start - at)])
        for cue in mention.assertion.cues
    )


@lru_cache(maxsize=4_096)  # records say it in the same few ways
def _are_gone(words: str) -> bool:
    return _GONE.search(" ".join(words.split())) is not None


def is_healed(mention: Mention) -> bool:
    """Whether its sentence says that it healed, and when it was is told as past."""
    past, words = mention.assertion.time is Time.PAST, mention.line.words
    if _STITCHES_OUT.search(words):
        return False  # the care of it goes on
    return past and bool(_HEALED.search(words)) and not _HEALING.search(words)


def is_fixed(mention: Mention) -> bool:
    """The operation on an injury is what is past: "s/p nail for a fracture", "fracture s/p ORIF"."""
    return _FIXED.search(mention.line.words) is not None and not OLD.search(mention.line.words)


#: In front of an injury, how many weeks ago it was: "5 wks s/p L distal radius fx".
_WEEKS_AFTER = Pattern(
    r"\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)[- ]?(?:-\d{1,2} ?)?(?:wks?|weeks?|days?|d|mos?|months?) (?:now )?(?:s/p|status[- ]post|post|out from|after|from|since)\b[^.;:]*$",
    re.IGNORECASE,
)


def is_weeks_after(mention: Mention) -> bool:
    """Whether an injury is told as so many weeks ago, in what is assessed: its care goes on."""
    before = mention.line.words[: max(0, mention.evidence[0].start - mention.line.start)]
    assessed = mention.standing in {Standing.PROBLEM, Standing.ASSESSED, Standing.REASON}
    return assessed and _WEEKS_AFTER.search(before) is not None


def is_of_old_list(mention: Mention) -> bool:
    """Whether only a list speaks of it that the writer calls old."""
    return any(_OLD_LIST.search(cue.words) for cue in mention.assertion.cues)


def is_only_dated(mention: Mention) -> bool:
    """A year alone ("breast cancer 2023") says since when, not that it is over."""
    cues = mention.assertion.cues
    return bool(cues) and all(_YEAR.fullmatch(cue.words.strip(" .,;()!/")) for cue in cues)


#: The days of a stay after its operation: "POD 1 s/p appendectomy for appendicitis".
_ON_ITS_DAYS = Pattern(
    r"\b(?:pod|post-?op(?:erative)? day) ?#?\d{1,2}\W+(?:[\w-]+ ){0,2}?(?:s/p|status[- ]post)\b[^.;\n]{0,80}?\bfor\b",
    re.IGNORECASE,
)


def is_over(mention: Mention, coding: Coding) -> bool:
    """Over, and not merely resolved in the course of this stay."""
    said, encounter = mention.assertion, coding.encounter
    if said.time is not Time.PAST:
        return False
    if (
        encounter.age is not None
        and encounter.age < GROWN
        and all(_AT_SCHOOL.fullmatch(c.words) for c in said.cues)
    ):
        return False  # where a child is by day, no time of life that is over
    if said.presence is Presence.POSSIBLE and not encounter.codes_uncertain:
        return False
    if encounter.is_stay and _ON_ITS_DAYS.search(mention.line.words):
        return False  # what the operation of this stay was for
    if encounter.is_stay and _is_operated_now(mention, coding):
        return False
    if mention.standing in {Standing.PROBLEM, Standing.ASSESSED} and _of_its_cause(mention):
        return False
    if mention.standing not in {Standing.PROBLEM, Standing.ASSESSED} and not _in_this_stay(
        mention, encounter
    ):
        return True
    if _before_the_stay(mention, encounter):
        return True
    if _is_bleeding_stopped(mention):
        return False
    stay = encounter.setting in STAYS
    passed = _PASSED.search if stay else _CLEARED.fullmatch
    went = encounter.is_stay and all(_WENT.fullmatch(cue.words) for cue in said.cues)
    return not went and not all(passed(cue.words) for cue in said.cues)


#: Right behind a condition, the operation that it has had: "breast cancer s/p mastectomy".
_OPERATION_BEHIND = Pattern(
    r"[ ,]*(?:now )?(?:s/p|status[- ]post) (?:[\w-]+ ){0,4}?(?P<operation>\w{3,}(?:ectomy|otomy|ostomy|plasty|section)|bypass|amputation|whipple)\b",
    re.IGNORECASE,
)


def _is_operated_now(mention: Mention, coding: Coding) -> bool:
    """Whether what makes it past is an operation that the documents of the stay list as done in it."""
    found = _OPERATION_BEHIND.match(mention.line.words, mention.evidence[-1].end - mention.line.start)
    if found is None:
        return False
    listed = (part.body.words for _, part in coding.reading.sections if part.kind == "procedure")
    return any(found["operation"].lower() in words.lower() for words in listed)


def _is_bleeding_stopped(mention: Mention) -> bool:
    """Whether all that is told as past is how its bleeding was stopped: ulcer with bleeding, clipped."""
    told = _BLEEDING.search(mention.line.words) is not None
    return told and all(_STOPPED.fullmatch(c.words) for c in mention.assertion.cues)


def _in_this_stay(mention: Mention, encounter: Encounter) -> bool:
    """Whether a story without headings tells that it passed by days of the stay ("on day 12, resolution of renal failure") or by treatment ("fever disappeared with antibiotics")."""
    words, began = mention.line.words, encounter.began
    if not (encounter.is_stay and began and mention.section == "other"):
        return False
    if any(int(year) < began.year for year in _WRITTEN_YEAR.findall(words)):
        return False
    passed = all(_PASSED.search(cue.words) for cue in mention.assertion.cues)
    treated = passed and _TREATED_AWAY.search(words) is not None and _EARLIER.search(words) is None
    return treated or _DAY_OF_STAY.search(words) is not None


def _of_its_cause(mention: Mention) -> bool:
    """What is told as past, behind the condition, is what it came from: a scar from a burn years ago."""
    end, at = mention.evidence[-1].end, mention.line.start
    behind = [cue for cue in mention.assertion.cues if cue.start >= end]
    between = [mention.line.words[end - at : c.start - at] for c in behind]
    operated = any(_OPERATED.search(e.words) for e in mention.evidence)
    if mention.standing is Standing.ASSESSED and any(_HEALED.search(cue.words) for cue in behind):
        return False
    return bool(behind) and all(_CAUSED.search(b) or (operated and _FOR.match(b)) for b in between)


def _before_the_stay(mention: Mention, encounter: Encounter) -> bool:
    """Whether the year in which it was over stands behind it, and is one before this encounter's."""
    found = _OVER_IN.search(mention.line.words, mention.evidence[-1].end - mention.line.start)
    return bool(found and encounter.began and int(found["year"]) < encounter.began.year)
