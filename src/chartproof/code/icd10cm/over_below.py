"""What heads a problem and is over by the sentences below it: "The pneumonia has completely resolved", "he has had none since"."""

from __future__ import annotations

import re
from functools import lru_cache

from chartproof.code.icd10cm.chart import one_condition
from chartproof.code.icd10cm.drug_codes import drug_names
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.over import STAYS
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.code.icd10cm.under import lines_below, problem_lines, said_below, sentences
from chartproof.model.coding import Assignment, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Presence, Standing
from chartproof.model.record import Evidence

_IS_OVER = (
    r"(?: itself)? (?:(?:has|have|had|is|are|now|since|all|completely|fully|entirely|long|clearly|been) )+"
    r"(?:(?:resolved|cleared(?: up)?|healed|gone(?: away)?|cured|eradicated)\b|over(?=[.,;]| and\b|\s*$))"
    r"(?! (?:with|when|if|at night|in between|on (?:the )?(?:weekends|left|right)|(?:in|from|at) (?:the|her|his|my|their|one|most) (?!past|last|interim|meantime|interval|hospital)))"
)
#: By its own name, or by a word for any disease.
_NAMED = r"\b(?:the|this|that|his|her|their) (?P<own>%s)" + _IS_OVER
_ANY = (
    r"(?:^|\b(?:shows?|showed|confirmed|documented) (?:that )?)(?:(?:by now|now|today|since then|fortunately|thankfully|clinically),? )?(?:it|this|that|they|these|everything)"
    + _IS_OVER
    + r"|\b(?:the|this|that|his|her|their) (?:%s)"
    + _IS_OVER
)
_NONE_SINCE = (
    r"\b(?:(?:has|have) (?:not|never) (?:had|passed|developed) (?:one|any|another(?: \w+)?|it|(?:a |any )?(?:%s))(?: (?:again|more|of them))?"
    r"|(?:has|have) had (?:none|no (?:further |more |other )?(?:%s|episodes?|attacks?|recurrences?|trouble))|(?<!almost )none(?: at all)?|no (?:more|further|other) (?:%s|ones|episodes?|attacks?))"
    r" since\b(?! (?:yesterday|last (?:week|night)|this|\w+day\b|starting|on|he|she))"
)
#: An infection whose bearer is cured of it, or whose virus treatment has ended.
_CURED = Pattern(
    r"\b(?:he|she|they|(?:the )?patient)(?:['\u2019]s| is| was| has been| have been| are) (?:now |since |been |also )*(?:considered |deemed |felt to be |thought to be )?(?:clinically )?cured\b"
    r"|(?<!no )(?<!not )\b(?:with|had|has|achieved|reached|attained)(?: an?| her| his)? (?:sustained virologic(?:al)? response|(?-i:SVR)(?:[- ]?(?:12|24))?)(?= *(?:[.,;]|$| and\b| in\b| at\b| after\b))",
    re.IGNORECASE,
)
#: It is there in part, or kept away by what goes on.
_STILL = Pattern(
    r"\b(?:almost|nearly|mostly|partly|partially|not (?:yet |fully |completely )?(?:resolved|cleared|gone|healed|over)|except|but (?:still|some|the|he|she)|still (?:has|have|some|there|present)|"
    r"lingering|(?:continue|stay|remain)s? (?:on|the|his|her|with|at|in (?!good|excellent|remission))|refill\w*|if (?:it|this|they)|when (?:it|this)|until (?:it|this)|once (?:it|this))\b",
    re.IGNORECASE,
)

#: In the line of an infection that is followed up: its treatment is finished, and a test or the patient is clear of it.
_FOLLOWED = Pattern(
    r"\b(?:f/?u|follow[- ]?up|recheck)\b(?! (?:in|w/|with|prn|\d|if|scheduled))", re.IGNORECASE
)
_DONE = Pattern(
    r"\b(?:done|finish(?:ed|ing)|complet(?:ed?|ing)|after|s/p|off)\b(?: (?:with|w/)|w/)?(?: (?!not\b)[\w-]+){0,3} (?:abx|antibiotics?|tx|treatment|therapy|course)\b",
    re.IGNORECASE,
)
_CLEAR = Pattern(
    r"\b(?:cxr|x-?rays?|xr|films?|ct|cultures?|cx|ucx|ua|u/a|stool (?:ag|antigen|test)|breath test|pcr|toc|test of cure|lungs?)(?: (?:is|are|was|has|now|repeat|today)){0,2} "
    r"(?:cleared|clear|clean|neg(?:ative)?|resolved|nl|normal|sterile)\b|\b(?:sx|symptoms) (?:(?:are|have|all|now) ){0,2}(?:resolved|gone|cleared)\b",
    re.IGNORECASE,
)
_NOT_YET = Pattern(
    r"\b(?:still|persist\w*|residual|not|incomplete|linger\w*|ongoing|recurr\w+|worse\w*)\b", re.IGNORECASE
)

_DISEASE = "illness|episode|problem"
_GENERIC = f"{_DISEASE}|infections?"
#: Infections outside of their own chapter.
_INFECTED = ("U07", "J0", "J1", "J2", "N39", "N30", "N10", "L0", "H66", "H10", "K57", "M86", "N41", "N70")
#: In front of it: what it is waited, hoped or looked for, or what is true of people in general.
_AHEAD = Pattern(
    r"\b(?:document|confirm|make sure|ensure|verify|check|see (?:that|if|whether)|whether|if|unless|until|till|once|after|when|as soon as|before|"
    r"expect\w*|hop(?:e|es|ing)|should|would|will|likely|usually|typically|most|percent|patients|people)\b",
    re.IGNORECASE,
)
#: What has healed may be kept so by a drug.
_KEPT = Pattern(r"healed$", re.IGNORECASE)
_SHOWN = Pattern(
    r"\b(?:acute(?:ly)?|show(?:s|ed|ing)(?! (?:no|that it)\b)|confirm\w*|consistent with|flare|active|today|current\w*)\b",
    re.IGNORECASE,
)
#: A drug that is taken for it, and one that is done with.
_GIVEN = Pattern(
    r"\b(?:start(?:ed|ing|s)?|begin|began|continues?|continuing|prescrib\w+|give|given|on|(?:day|week|month) \d+|take|takes|taking|daily|twice)\b"
    r"|^\W*[\w-]+(?: \d+[\w/ ]*)?\.?\s*$",
    re.IGNORECASE,
)
_FINISHED = Pattern(
    r"\b(?:finish\w*|complet\w+|stop(?:ped|s)?|discontinu\w+|off|done|course|was|were|had|received|took|taken|ago|without|no (?:more|further|longer|need)|not|last (?:week|month|year)|"
    r"prevent\w*|prophyla\w+|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)

#: Levels of water and salts: corrected, they are no more.
_PASSING = ("E83.3", "E83.4", "E83.5", "E86", "E87")
#: A broken bone that healed, when that was long ago, and what it may have left.
_HEALED = Pattern(
    r"\b(?:it|this|that|they|both(?: bones)?|(?:the|his|her|their|both) (?:fractures?|bones?|break))(?: (?:all|both|since|then|long since))? healed\b",
    re.IGNORECASE,
)
_LONG_AGO = Pattern(
    r"\b(?:old|remote|(?:years?|decades) ago|long ago|(?:in|since|from) (?:his |her |their |early )?childhood|childhood|as an? (?:child|kid|boy|girl|teen\w*)|"
    r"in (?:high|grade|middle|elementary) school|in college|(?:in|from|since) (?P<year>(?:19|20)\d\d))\b",
    re.IGNORECASE,
)
_LEFT = Pattern(
    r"\b(?:mal-?union|non-?union|residual|hurts?|aches?|aching|stiff\w*|arthr\w+|deform\w*|crooked|(?:chronic|ongoing|persistent|daily|some|still|occasional|more|has|with) (?:wrist |ankle |hip |knee |elbow )?pain|"
    r"sequelae?|late effects?|limps?|limping|re-?fractur\w+|new fracture)\b",
    re.IGNORECASE,
)
#: Seventh characters of a fracture in treatment or healing as it should.
_PLAIN = ("A", "B", "C", "D", "E", "F")


def over_below(assignment: Assignment, coding: Coding) -> Evidence | None:
    """The words of its problem that say that it is over, where it is a disease that leaves a history, or no more than a level."""
    value = assignment.value
    leaves = value.startswith(_PASSING) or row_for("history_of_disease", value) is not None
    if coding.encounter.setting in STAYS or not leaves:
        return None
    if value[0] == "C" or row_for("chronic_conditions", value) is not None:
        return None
    for mention in assignment.mentions:
        if is_certain(mention) and (head := _head(mention, coding)) is not None:
            return _told(head, coding) or _healed(head, value, coding)
        if mention.standing is Standing.PROBLEM and mention.assertion.presence is Presence.PRESENT:
            return _healed(mention, value, coding)
    return None


def _healed(head: Mention, value: str, coding: Coding) -> Evidence | None:
    """The words below a broken bone that say that it healed, where the problem puts that long ago and tells of nothing it left."""
    if value[0] != "S" or not value.endswith(_PLAIN) or said_below(coding, head.line, _STILL):
        return None
    if said_below(coding, head.line, _LEFT) or not _is_long_ago(head, coding):
        return None
    return said_below(coding, head.evidence[-1], _HEALED)


def _is_long_ago(head: Mention, coding: Coding) -> bool:
    """Whether the problem says that it was years ago; a year it names is one before the last."""
    began = coding.encounter.began
    for sentence in sentences(head, coding):
        for found in _LONG_AGO.finditer(sentence.words):
            if found["year"] is None or (began is not None and int(found["year"]) < began.year - 1):
                return True
    return False


def _head(mention: Mention, coding: Coding) -> Mention | None:
    """The mention that heads the problem in which a mention names the same disease, itself as a rule."""
    if mention.standing is Standing.PROBLEM:
        return mention
    if mention.standing is not Standing.ASSESSED or mention.problem is None:
        return None
    return next(
        (
            m
            for m in coding.reading.mentions
            if m.standing is Standing.PROBLEM
            and m.problem == mention.problem
            and m.document == mention.document
            and (one_condition(m.concept, mention.concept) or m.concept[:3] == mention.concept[:3])
        ),
        None,
    )


def _told(head: Mention, coding: Coding) -> Evidence | None:
    """The words that say it, where the problem treats it no more and shows no attack of today."""
    if said_below(coding, head.line, _STILL):
        return None
    if _is_infection(head) and (cured := _is_cured(head, coding) or _is_done_with(head, coding)):
        return cured
    treated = _is_treated(head, coding)
    own = head.evidence[-1].words.split()[-1].lower()
    named, any_disease, none_since = _patterns(own, _GENERIC if _is_infection(head) else _DISEASE)
    for document, line in lines_below(coding, head.evidence[-1]):
        start = max(line.start, head.evidence[-1].end)
        for words in (named, any_disease, none_since):
            found = words.search(document.text[start : line.end])
            if found is None or _AHEAD.search(document.text, line.start, start + found.start()):
                continue
            at = document.quote(start + found.start(), start + found.end())
            if words is any_disease and _speaks_of_another(head, at, coding):
                continue
            shown = words is none_since and _is_shown(head, coding)
            if not shown and not (treated and not _KEPT.search(at.words)):
                return at
    return None


def _is_cured(head: Mention, coding: Coding) -> Evidence | None:
    """The words below an infection by which it is cured, as no goal and no hope."""
    for document, line in lines_below(coding, head.evidence[-1]):
        found = _CURED.search(document.text, max(line.start, head.evidence[-1].end), line.end)
        if found and not _AHEAD.search(document.text, line.start, found.start()):
            return document.quote(*found.span())
    return None


def _is_done_with(head: Mention, coding: Coding) -> Evidence | None:
    """The words by which the line of an infection that is followed up says that it is treated and clear: "PNA f/u, done w/ abx, CXR clear"."""
    at, start = head.line.words, head.line.start
    clear = _CLEAR.search(at, head.evidence[-1].end - start)
    if clear is None or not _DONE.search(at) or not _FOLLOWED.search(at) or _NOT_YET.search(at):
        return None
    return coding.encounter.document(head.document).quote(start + clear.start(), start + clear.end())


def _speaks_of_another(head: Mention, at: Evidence, coding: Coding) -> bool:
    """Whether anything else is named between the head and a word that may mean it as well."""
    return any(
        m.document == head.document
        and head.evidence[-1].end <= m.evidence[0].start < at.start
        and m.concept[:3] != head.concept[:3]
        for m in coding.reading.mentions
    )


def _is_shown(head: Mention, coding: Coding) -> bool:
    """Whether a sentence below shows it as an attack of today."""
    return any(
        m.problem == head.problem
        and m.document == head.document
        and m.concept[:3] == head.concept[:3]
        and is_certain(m)
        and _SHOWN.search(m.line.words)
        for m in coding.reading.mentions
    )


def _is_treated(head: Mention, coding: Coding) -> bool:
    """Whether a sentence of the problem gives a drug, not one that is finished or was for long ago."""
    for document, line in problem_lines(coding, head.document, head.problem):
        words = document.text[max(line.start, head.evidence[-1].end) : line.end]
        if next(iter(drug_names(words)), None) and not _FINISHED.search(words) and _GIVEN.search(words):
            return True
    return False


def _is_infection(head: Mention) -> bool:
    return head.concept[0] in "AB" or head.concept.startswith(_INFECTED)


@lru_cache(maxsize=512)
def _patterns(own: str, generic: str) -> tuple[Pattern, Pattern, Pattern]:
    word = re.escape(own)
    if word.endswith("s"):
        word = f"{word}?"
    return (
        Pattern(_NAMED % word, re.IGNORECASE),
        Pattern(_ANY % generic, re.IGNORECASE),
        Pattern(_NONE_SINCE % (word, word, word), re.IGNORECASE),
    )
