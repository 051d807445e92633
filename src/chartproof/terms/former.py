"""A worsening or a state that was or may come, not this one: "last exacerbation in January", "was stage 3a and is now 3b", "exacerbation action plan"."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.terms.words import Words

#: Words (folded) of a worsening, and those that put it before.
_WORSE = frozenset({"flare", "flareup", "exacerbation", "exacerbated"})
_BEFORE = frozenset({"last", "prior", "previous", "past"})
#: Between the two: this one is meant after all, as in "prior to this flare".
_PRESENT = Pattern(r"\b(?:this|the|current|present)\b", re.IGNORECASE)


def is_former(words: Words, i: int) -> bool:
    """Whether a word names a worsening that was before."""
    if words.folded[i] not in _WORSE:
        return False
    before = next((j for j in range(max(0, i - 2), i) if words.folded[j] in _BEFORE), None)
    return before is not None and not _PRESENT.search(words.text, words.ends[before], words.starts[i])


#: Words (folded) of what a disease may come to, for which patients are taught what to do.
_TURNS = _WORSE | {"attack", "crisis", "decompensation", "relapse"}
_PLAN = Pattern(
    r" (?:early )?(?:(?:warning|danger|alarm) (?:signs|symptoms)|(?:action|rescue) plan|precautions|prevention|triggers?|education|teaching|instructions)\b",
    re.IGNORECASE,
)
_SIGNS_OF = Pattern(r"\b(?:signs?|symptoms?|risks?) of (?:an? |the |any )?(?:acute )?$", re.IGNORECASE)
_TAUGHT = Pattern(
    r"(?:,? (?:and|or) (?:[\w-]+ ){0,3}[\w-]+)? (?:(?:were|was|are|again) )*(?:reviewed|discussed|taught|explained|gone over|covered)\b",
    re.IGNORECASE,
)


def is_taught(words: Words, i: int) -> bool:
    """Whether a word names a worsening whose signs are only taught: "exacerbation action plan", "signs of an exacerbation reviewed"."""
    if words.folded[i] not in _TURNS:
        return False
    text, start, end = words.text, words.starts[i], words.ends[i]
    if _PLAN.match(text, end) is not None:
        return True
    return (
        _TAUGHT.match(text, end) is not None and _SIGNS_OF.search(text, max(0, start - 30), start) is not None
    )


#: In front of a state: it was so once; behind it: what it is now.
_ONCE = Pattern(
    r"\b(?:was|were|had been|used to be|once|previously|formerly|initially|originally|(?:went|gone|progressed|advanced) from)"
    r"(?: (?:at|in|of|the|an?|only|still|first|called|staged|graded|considered|as|type|stage|grade|class)){0,4} $",
    re.IGNORECASE,
)
_SINCE = Pattern(
    r"[^.;\n]{0,70}?(?:\b(?:now|currently|today|to)\b|\bhas (?:since )?become\b)(?: (?:at|in|of|the|an?|is|it|has|become|considered|called|stage|grade|class|type|clearly|more))* "
    r"(?:mild|moderate|severe|persistent|permanent|intermittent|paroxysmal|chronic|recurrent|advanced|end|(?:[1-5][abc]?|IV|V|I{1,3})\b)",
    re.IGNORECASE,
)


def was_before(words: Words, i: int) -> bool:
    """Whether a line says that the state at a word was so before, and then which one it is now."""
    before = _ONCE.search(words.text, max(words.starts[0], words.starts[i] - 60), words.starts[i])
    return before is not None and _SINCE.match(words.text, words.ends[i]) is not None
