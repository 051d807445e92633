"""What a line says is not so: places that nothing is the matter with, a state that a disease is not in.

"The femoral and iliac veins were open"; "this was not an asthma flare", "I would not call it refractory".
"""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.terms.ruled_out import SPARED
from chartproof.terms.words import Words

#: Behind a place, with no other verb between: it is as it should be.
_SOUND = Pattern(
    r"(?:(?!\b(?:is|are|was|were|has|had|have|but|showed|shows|with)\b)[^.;\n]){0,60}\b(?:is|are|was|were|remained|stayed|appeared)(?: all| both| fully| widely| otherwise| also| normally)* "
    r"(?:open|patent|compressible|normal|clear|clean|unremarkable|spared|uninvolved|unaffected|intact|negative|free of|without (?:clot|thrombus|disease|involvement))\b",
    re.IGNORECASE,
)
#: Before a place, in its clause: nothing was found there.
_NOTHING_IN = Pattern(
    r"\b(?:no|without|negative for|free of)(?: \w+){0,4}? (?:in|of|at|to|into)(?: (?!but\b)[\w/]+,?){0,4} $",
    re.IGNORECASE,
)
#: What is denied of it: "denies eye symptoms", "no knee swelling".
_DENIED = Pattern(
    r"\b(?:den(?:y|ies|ied|ying)|no|without)(?: (?:any|new|other|current|left|right|further)){0,2} (?:\w+/)*$",
    re.IGNORECASE,
)
_FELT = Pattern(
    r"(?:/\w+)* (?:symptoms?|complaints?|pain|swelling|involvement|findings?|disease|dz|problems?|issues?|changes|irritation|redness|stiffness|weakness)\b",
    re.IGNORECASE,
)


def is_sound(words: Words, i: int) -> bool:
    """Whether a line says of the place at word number `i` that nothing is the matter with it."""
    text, start = words.text, words.starts[i]
    behind = _SOUND.match(text, words.ends[i], words.ends[-1]) or SPARED.match(text, words.ends[i])
    denied = _FELT.match(text, words.ends[i]) and _DENIED.search(text, words.starts[0], start)
    return bool(behind or denied or _NOTHING_IN.search(text, words.starts[0], start))


#: Between "not" and the word of a state: no verb of its own, no end of the clause.
_NOT_SO = Pattern(
    r"(?:\b(?:no|not|never|without|cannot)|n['\u2019]t)"
    r"(?: (?:an?|the|this|that|it|his|her|their|to|in|into|for|of|be|been|being|felt|thought|believed|consider(?:ed)?|judged?|think|believe|feel|call(?:ed|ing)?|label(?:ed)?|"
    r"term(?:ed)?|count(?:ed)?|say|see|regard(?:ed)?|as|any|have|having|had|has|is|yet|truly|really|actually|currently|now|clinically|formally|drug|"
    r"medically|treatment|meet|met|meets|criteria|longer|represent|represents|consistent|with|evidence|signs?|suggest(?:ive|s)?|acute|true|frank|"
    r"copd|asthma|chf|hf|hfref|hfpef|heart|failure|ms|gout|colitis|crohn'?s|ibd|lupus|migraine|epilepsy|seizures?|headaches?|disease|"
    r"multiple|sclerosis|pulmonary|lung)){0,8} $",
    re.IGNORECASE,
)


def is_called_off(words: Words, i: int) -> bool:
    """Whether a line says that the state at word number `i` is not there: "this was not an asthma flare"."""
    text, start = words.text, words.starts[i]
    first = max(words.starts[0], start - 90)
    return _NOT_SO.search(text, first, start) is not None or _is_of_list(text, first, start, words.ends[i])


#: Items that one "no" denies: "no sign of infection, nonunion or CRPS".
_NO_LIST = Pattern(
    r"\b(?:no|without|denies|negative for)(?: (?!n?or\b)[\w'-]+){1,5}(?:, (?:(?!n?or\b)[\w'-]+ ){0,2}(?!n?or\b)[\w'-]+){0,6},? (?P<last>or |nor )?$",
    re.IGNORECASE,
)
_OR = Pattern(r"(?:, [\w'-]+(?: [\w'-]+){0,2}){0,6},? n?or\b", re.IGNORECASE)


def _is_of_list(text: str, first: int, start: int, end: int) -> bool:
    listed = _NO_LIST.search(text, first, start)
    if listed is None:
        return False
    return listed["last"] is not None or (
        text[start - 2 : start] == ", " and _OR.match(text, end) is not None
    )
