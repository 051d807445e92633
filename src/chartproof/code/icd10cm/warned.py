"""What a drug or a procedure may do, told to the patient: "neuropathy explained", "told about loose stools from the antibiotic".

Words that only speak of what may come ("warned of", "can follow") are cues of `understand/cues/future.yml`; those here are said of what a patient has as
well, and need a drug or a procedure beside them.
"""

from __future__ import annotations

import re

from chartproof.code.icd10cm.drug_codes import drug_names
from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.code.icd10cm.wording import document_of
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Standing

#: A first look, and cheap: a sentence that has none of these tells the patient nothing.
_TALK = Pattern(
    r"\b(?:warn|caution|told|counsel|advis|talk|discuss|expl|review|mention|went over|gone over|spok|aware|knows|taught|may|might|can|could|risk|expect|possible|common|call|report|stop)",
    re.IGNORECASE,
)
#: A list of such things, of no more than a clause, before the one that is meant.
_ITEMS = (
    r"(?:(?!(?:has|have|had|is|was|were|are|his|her|their|my|current|ongoing|still|since|new|worse\w*|diagnos\w+|results?|management|treatment|plan|due|for|how|why)\b)"
    r"[\w'/-]+,?[ /]){0,7}$"
)
#: Who is told; the patient that told the clinic of it has it.
_HEARER = r"(?: (?:to |with )?(?:him|her|them|both|patient|pt|family|mom|dad|mother|father|parents|wife|husband|spouse|daughter|son|(?:the|his|her) (?:patient|family|parents|wife|husband|mother|father|daughter|son)))?"
_TOLD_OF = Pattern(
    rf"(?:^|[.,;] ?|\b(?:was|were|been|i|we) )told{_HEARER} (?:about|of|re|regarding) {_ITEMS}",
    re.IGNORECASE,
)
#: The other words for talk are said of what the patient has as well.
_TALKED_OF = Pattern(
    rf"\b(?:counsel(?:l?ed|ing)?|advised|talked|spoke|taught|aware|mentioned|discuss(?:ed|ing)?|explained|reviewed|went over)"
    rf"{_HEARER}(?: (?:about|of|re|on|regarding|possible|potential))*:? {_ITEMS}",
    re.IGNORECASE,
)
#: Behind it, over the rest of such a list.
_REST = r"(?:,? ?(?:/|& |and |or )?(?!(?:is|was|were|from|due|by|with|on|in|has|had|for|since|after|now|today|again|better|worse|improv\w+|not|discuss\w+|expl\w+|review\w+|mention\w+)\b)[\w'-]+){0,5}?"
_BE = r",? (?:(?:was|were|is|are|been|also|all|both|again) )*"
_EXPLAINED = Pattern(
    rf"{_REST}{_BE}(?:(?:explained|mentioned|gone over|talked (?:through|about|over)|spoken (?:about|of))(?=\W*(?:$|[;,.)])| (?:to (?:him|her|them|(?:the )?(?:patient|pt|family|mother|mom|father|dad|parents))|and|with|again|today|at|in|before)\b)|to be expected\b"
    r"|(?:common|possible|usual)(?: (?:at first|with (?:it|this)|early on))?(?=\W*(?:$|[;,.)])))",
    re.IGNORECASE,
)
_DISCUSSED = Pattern(
    rf"{_REST}{_BE}(?:discussed|reviewed|covered|counsel+ed)\b(?! (?:by|above|with (?:cardio|neuro|surg|onco|uro|nephro|gastro|gi\b|ortho)))",
    re.IGNORECASE,
)
#: The same, called what they are.
_AS_EFFECTS = Pattern(
    rf"{_REST} (?:effects|risks?){_BE}(?:discussed|reviewed|covered|explained|mentioned)\b|{_REST}{_BE}(?:discussed|reviewed|covered|explained|mentioned) as (?:an? )?(?:possible |common |likely )?(?:side effects?|risks?)\b",
    re.IGNORECASE,
)
#: In the first days, or called a side effect: what a drug may do, though none is named.
_AT_FIRST = Pattern(
    r"[^.;:]{0,40}\b(?:in|during|for|over) (?:the|her|his|their) (?:first|early|initial) (?:(?:few|couple of|several|one|two|three|\d) )?(?:or two )?(?:days?|weeks?|doses?)\b(?! (?:after|of (?:life|illness|school|pregnancy|the (?:illness|month|trip))))|"
    r"[^.;:]{0,40}\b(?:as (?:an? )?(?:possible |common |likely )?side effects?|(?:when|as) (?:starting|she starts|he starts|beginning))\b",
    re.IGNORECASE,
)
#: What a drug's name with a colon heads, that ends in what to do then: "Levofloxacin: tendon pain, call".
_OF_DRUG = Pattern(
    r"(?:\s*[\d.]+ ?(?:mg|mcg|g|units?))?: (?:for |if |any |watch for )*(?:[\w'-]+,? (?:or |and )?){0,4}$",
    re.IGNORECASE,
)
_CALL = Pattern(
    r"[^.;:]{0,40}?(?:,|\s[-\u2013>]+|\)) ?(?:then |to |and |should |must )?(?:call|stop|report|notify|return|come in|let (?:us|me) know)\b",
    re.IGNORECASE,
)
#: What does such things, no drug named, and right behind what it does.
_DOES = (
    r"(?:antibiotics?|inject(?:ions?|ed)|vaccin\w+|shots?|infusions?|pills?|tablets?|medicines?|medications?|drugs?|insulin|radiation|surgery|operation|procedure|biops\w+|"
    r"an(?:a?)esthe\w+|sedation|transfusions?|consent\w*|esi|nerve block|ablation|colonoscopy|drops|inhalers?|contrast)\b"
)
_AGENT = Pattern(rf"\b{_DOES}", re.IGNORECASE)
_WITH = Pattern(
    r"(?: [\w-]+){0,4}? (?:with|from|on|after|of) (?:(?:the|this|that|her|his|any|new) )?", re.IGNORECASE
)
#: A first look at what stands behind: none of the words that end such a list.
_SAID_BEHIND = Pattern(
    r"\b(?:expl|mention|gone over|talked|spoken|to be expected|common|possible|usual|discuss|review|cover|counsel)",
    re.IGNORECASE,
)
#: What is done for it: the patient has it.
_CARED_FOR = Pattern(
    r"[^.]{0,60}\b(?:start\w*|began|begin|prescri\w+|refer\w*|rx|given|switch\w*|chang\w+|reduc\w+|lower\w*|treat\w*)\b",
    re.IGNORECASE,
)

_BESIDES = Pattern(r" (?:as well|also|too)\b", re.IGNORECASE)


def is_warned_of(mention: Mention, coding: Coding) -> bool:
    """Whether a sentence only tells the patient that a drug or a procedure may bring it."""
    words = mention.line.words
    if mention.standing in {Standing.PROBLEM, Standing.REASON} or _TALK.search(words) is None:
        return False
    start, end = (
        place - mention.line.start for place in (mention.evidence[0].start, mention.evidence[-1].end)
    )
    before = words[max(words.rfind(stop, 0, start) for stop in (";", ". ", " - ")) + 1 : start].lstrip()
    after = words[end:]
    told = _TOLD_OF.search(before) is not None
    talked = told or _TALKED_OF.search(before) is not None
    if talked and _AT_FIRST.match(after):
        return True
    if talked and (
        _is_with_agent(after)
        or ((told or _is_felt(mention, after)) and _agent_before(mention, coding, start))
    ):
        return True
    if _CARED_FOR.match(after) is not None:
        return False
    if _CALL.match(after) is not None and any(
        _OF_DRUG.match(words, there, start) for _, there, _ in drug_names(words[:start])
    ):
        return True
    behind = _SAID_BEHIND.search(after) is not None and (
        _EXPLAINED.match(after)
        or _AS_EFFECTS.match(after)
        or (_is_felt(mention, after) and _DISCUSSED.match(after))
    )
    return bool(behind) and _agent_before(mention, coding, start)


def _is_felt(mention: Mention, after: str) -> bool:
    """Whether it is a symptom, and not one that is talked of besides: "we discussed headaches as well"."""
    return is_symptom(mention.concept) and _BESIDES.match(after) is None


def _is_with_agent(after: str) -> bool:
    """Whether what does it stands right behind: "kidney stones with topiramate"."""
    joined = _WITH.match(after)
    if joined is None:
        return False
    return _AGENT.match(after, joined.end()) is not None or any(
        begins == joined.end() for begins, _, _ in drug_names(after)
    )


def _agent_before(mention: Mention, coding: Coding, start: int) -> bool:
    """Whether a drug or a procedure is named before it, in its sentence or the one before."""
    if _names_agent(mention.line.words[:start]):
        return True
    text, at = document_of(coding, mention.document).text, mention.line.start
    begins = max(text.rfind("\n", 0, at - 1), text.rfind(". ", 0, max(0, at - 2)), at - 200) + 1
    return _names_agent(text[max(0, begins) : at])


def _names_agent(words: str) -> bool:
    return _AGENT.search(words) is not None or next(drug_names(words), None) is not None
