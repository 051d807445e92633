"""What heads a problem and is over by the sentences below it: "The pneumonia has completely resolved", "he has had none since"."""

from __future__ import annotations

import re
from functools import lru_cache

from chartproof.code.icd10cm.chart import one_condition
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.over import STAYS
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.code.icd10cm.under import said_below, sentences
from chartproof.model.coding import Assignment, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Presence, Standing
from chartproof.model.record import Evidence

_OVER = (
    r"\b(?:it|this|that|they|these|everything|(?:the|this|that|his|her|their) (?:%s|infections?|illness|episode|problem))(?: itself)? "
    r"(?:(?:has|have|had|is|are|now|since|all|completely|fully|entirely|long|clearly|been) )+(?:resolved|cleared(?: up)?|healed|gone(?: away)?|over|cured|eradicated)\b"
    r"(?! (?:with|when|if|at night|in between|on (?:the )?weekends))"
)
_NONE_SINCE = (
    r"\b(?:(?:has|have) (?:not|never) (?:had|passed|developed) (?:one|any|another(?: \w+)?|it|(?:a |any )?(?:%s))(?: (?:again|more|of them))?"
    r"|(?:has|have) had (?:none|no (?:further |more |other )?(?:%s|episodes?|attacks?|recurrences?|trouble))|(?<!almost )none(?: at all)?|no (?:more|further|other) (?:%s|ones|episodes?|attacks?))"
    r" since\b(?! (?:yesterday|last (?:week|night)|this|\w+day\b|starting|on|he|she))"
)
#: It is there in part, or kept away by what goes on.
_STILL = Pattern(
    r"\b(?:almost|nearly|mostly|partly|partially|not (?:yet |fully |completely )?(?:resolved|cleared|gone|healed|over)|except|but (?:still|some|the|he|she)|still (?:has|have|some|there|present)|"
    r"lingering|(?:continue|stay|remain)s? (?:on|the|his|her|with)|refill\w*|if (?:it|this|they)|when (?:it|this)|until (?:it|this)|once (?:it|this))\b",
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
    if said_below(coding, head.line, _STILL):
        return None
    own = head.evidence[-1].words.split()[-1].lower()
    return said_below(coding, head.evidence[-1], _says_over(own))


@lru_cache(maxsize=512)
def _says_over(own: str) -> Pattern:
    word = re.escape(own)
    if word.endswith("s"):
        word = f"{word}?"
    return Pattern(rf"{_OVER % word}|{_NONE_SINCE % (word, word, word)}", re.IGNORECASE)
