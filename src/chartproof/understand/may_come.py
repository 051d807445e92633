"""What may come, told item by item: the risks of a procedure, side effects, precautions, what one is to return with."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.terms.sought import may_be_said
from chartproof.understand.cuewords import Cue, Sense

#: What opens the items.
_OPENS = r"(?:\binclud\w+|\bincl\b\.?|\bsuch as\b|\blike\b|\be\.g\.,?|\bnamely\b|:|\(|\s[-\u2013\u2014]\s)"
_BETWEEN = r"(?:(?!\b(?:factors?|level|scores?|assessment|stratif\w+|adjust\w+|category|group|has|had|have|having)\b)[^.;\n]){0,90}?"
#: Risks that are weighed or talked of; side effects and complications that are called possible or talked of.
_RISKS = Pattern(
    rf"\b(?:(?:risks|r ?/ ?b(?: ?/ ?a)?)(?![\w-]){_BETWEEN}(?P<opens>{_OPENS})|(?:bleeding|surgical|operative|drug|medication|side effect) risk (?P<incl>incl\w*\.?|such as|like) )",
    re.IGNORECASE,
)
_EFFECTS = Pattern(
    r"(?<!her )(?<!his )(?<!their )(?<!current )(?<!no )(?<!reports )(?<!reported )(?<!had )(?<!has )"
    r"\b(?:side[- ]effects?|adverse (?:effects|events|reactions|drug reactions)|(?-i:SEs?|AEs?|ADRs?)|(?:possible|potential|surgical|operative|procedural) complications|complications (?:of|from) (?:the |this )?(?:surgery|procedure|operation|anesthesia))(?![\w-])"
    rf"{_BETWEEN}(?P<opens>{_OPENS})",
    re.IGNORECASE,
)
_TALK = Pattern(
    r"\b(?:discuss\w*|review\w*|expl\w+|consent\w*|counsel\w*|aware|underst[ao]\w+|inform\w*|accept\w*|went over|gone over|acknowledg\w*|educat\w*|warn\w*|advis\w+|told|disclos\w*|"
    r"benefits?|alternatives|possible|potential|common|rare|serious|may|watch)\b",
    re.IGNORECASE,
)
_OF_WHAT_IS_DONE = Pattern(
    r"risks (?:of|from|with) (?:the |this |an? )?(?:\w+ )?(?:surgery|procedure|operation|treatment|injection|anesthesia|sedation|biopsy|transfusion|drug|medication)\b",
    re.IGNORECASE,
)
#: The risks of a drug or an operation, item by item; what one has by which one is at risk is no such list.
_RISKS_OF_IT = Pattern(
    r"(?<!suicide )(?<!fall )(?<!cardiac )(?<!cv )(?<!cvd )(?<!health )(?<!stroke )(?<!vascular )(?<!perioperative )(?<!family )\brisks ?(?::|\(| [-\u2013] )",
    re.IGNORECASE,
)
#: What risk factors are of; behind "include" or a colon they themselves are named.
_RISK_FACTORS = Pattern(r"\brisk factors? (?:for|of)\b", re.IGNORECASE)
_ARE = Pattern(r"\b(?:includ\w*|incl|are|were|such as|with)\b|:", re.IGNORECASE)
#: What one is to return with, told as no visit that is due: "Return for fainting, left-sided pain"; where to go, and what to watch for.
_RETURN = Pattern(
    r"(?:strict )?(?:return|come back|RTC|RTO|RTED)(?: (?:to|here|back|immediately|right away|at once|sooner|earlier|the|ED|ER|clinic|hospital|office|emergency|room|department))* (?:for|if|with)(?! (?:(?:a|an|the|his|her|your|any|next|routine|repeat|scheduled|further) )*"
    r"(?:follow\w*|f/?u|re-?check\w*|suture\w*|stitch\w*|staple\w*|wound|visit|labs?|blood|appointment|physical|annual|removal|repeat|injection|shot|vaccin\w*|surgery|procedure|results?|evaluation|treatment|infusion|cycle|chemo\w*|cast|x-?rays?|imaging|study|studies|\d)\b)|"
    r"(?:watch|look out|monitor) for |"
    r"(?:(?:go|come|return) (?:straight |right |back )?to (?:the )?)?(?:ER|ED|911|urgent care)(?: visit)? (?:for|if|with) (?:any |new |severe |worse\w* )*",
    re.IGNORECASE,
)
#: Precautions of the ward are taken for what there is: "contact precautions (MRSA)".
_ISOLATION = (
    "contact",
    "droplet",
    "airborne",
    "isolation",
    "enteric",
    "neutropenic",
    "aspiration",
    "seizure",
    "spine",
    "hip",
    "fall",
    "bleeding",
)
#: What one is told to look out for, in brackets or behind a colon: "pyelo precautions (rigors, vomiting)"; what a consent lists.
_PRECAUTIONS = Pattern(
    rf"{''.join(f'(?<!{kind} )' for kind in _ISOLATION)}\b(?:precautions?|red flags?)(?: (?:given|reviewed|discussed|explained))? ?[(:]|(?<![\w])(?:informed )?consent(?: (?:obtained|signed|discussed|reviewed))?(?: (?:for|re|including|incl))?:|"
    r"\b(?:family|pt|patient|parents?|mom|mother|dad|wife|husband) (?:(?:was|were) taught\b|taught\b(?! (?:school|math|english|high|elementary|college|music|class\w*|at|in|for|the|him|her)\b))",
    re.IGNORECASE,
)
#: Behind a drug that is begun: "Starting methotrexate. Reviewed hepatotoxicity, cytopenias, pneumonitis".
_STARTED = Pattern(
    r"\b(?:start(?:ed|ing|s)?|begin\w*|began|initiat\w+|trial of|prescrib\w+|inject\w+|rx'?d|add(?:ed|ing)?)\b[^.;\n]{3,60}[.;] $",
    re.IGNORECASE,
)
_WENT_OVER = Pattern(
    r"(?:reviewed|discussed|went over|counsel+ed (?:on|re|about|regarding)|educated (?:on|re|about|regarding)|aware of|warned (?:of|about|re)):? "
    r"(?=[\w' /-]+, [\w' /-]+,)(?!(?:his|her|their|the|labs?|results?|imaging|options?|plan|diet|diagnos\w+)\b)",
    re.IGNORECASE,
)
#: Items at the end of a sentence that a procedure or a drug may bring: "Mohs. Scarring, infection, nerve injury discussed".
_TALKED = Pattern(
    r"(?:[\w.' /-]{2,40}, ){2,}(?:and )?[\w' /-]{2,40}? (?:were |was |all |also )*(?:discussed|explained|mentioned|gone over)\W*$",
    re.IGNORECASE,
)
_AGENT = Pattern(
    r"->|\b(?:mohs|surgery|operation|\w{3,}(?:ectomy|otomy|ostomy|plasty|scopy)|repair|biopsy|laser|radiation|XRT|chemo\w*|inject\w*|stent|ablation|graft|antibiotics?|vaccine|transfusion|implant|procedure|anesthesia)\b",
    re.IGNORECASE,
)
_OPENS_LIST = Pattern(r" [-\u2013] |[:;] ")
#: So far back the drug or the procedure may be named.
_BEFORE = 80
#: What one is taught to look out for: "signs of preterm labor and of preeclampsia reviewed".
_SIGNS_TAUGHT = Pattern(
    r"\b(?:signs|symptoms)(?: (?:and|or|&) (?:signs|symptoms))? of (?=[^.;\n]{3,90} (?:were |was |again |all )*(?:reviewed|discussed|taught|explained|gone over)\W*(?:$|[.;\n]))",
    re.IGNORECASE,
)
#: Items that end in the word for what a drug or a procedure may do: "colchicine; diarrhea/myopathy side effects".
_MAY_DO = Pattern(
    r"(?!.*\b(?:has|have|had|having|reports?|with|due|from|because|c/o|on|no|not)\b) *(?:[\w.'-][\w.' -]{1,29}[,/] ?)+(?:and )?[\w' -]{2,30}(?<!low)(?<!lower)(?<!high)(?<!higher)(?<!at)(?<!average)(?<!standard)(?<!intermediate)(?<!moderate)(?<!mild)(?<!acceptable) (?:side[- ]effects|risks?)\W*$",
    re.IGNORECASE,
)
#: It governs the items to the end of the clause, or of the sentence.
_AHEAD, _TO_THE_END = Sense("ahead", "before", 2, None, "ahead"), Sense("ahead", "before", 3, None, "ahead")
#: The drug whose effects they are has done nothing yet.
_SO_CALLED = Sense("ahead", "inside", 2, None, "ahead")


#: In most records there is none of these.
_FIRST_SEEN = (_PRECAUTIONS, _RISKS_OF_IT, _RISK_FACTORS, _TALKED, _SIGNS_TAUGHT, _MAY_DO)


def may_come(text: str, start: int, end: int) -> tuple[Cue, ...]:
    """The words of a sentence behind which stands what may come, or what is to bring the patient back."""
    said = may_be_said(_FIRST_SEEN, text)
    for words in (_PRECAUTIONS, _RISKS_OF_IT):
        if words in said and (listed := words.search(text, start, end)):
            return (Cue(listed.start(), listed.end(), _TO_THE_END),)
    if (
        _RISK_FACTORS in said
        and (of := _RISK_FACTORS.search(text, start, end))
        and not _ARE.search(text, of.end(), end)
    ):
        return (Cue(of.start(), of.end(), _AHEAD),)
    if back := _RETURN.match(text, start, end) or _gone_over(text, start, end):
        return (Cue(start, back.end(), _TO_THE_END),)
    if _SIGNS_TAUGHT in said and (taught := _SIGNS_TAUGHT.search(text, start, end)):
        return (Cue(taught.start(), taught.end(), _TO_THE_END),)
    if _MAY_DO in said:
        first = max([start, *(m.end() for m in _OPENS_LIST.finditer(text, start, end))])
        if _MAY_DO.match(text, first, end):
            return (Cue(max(0, first - 1), first, _TO_THE_END),)
    if _TALKED in said and (talked := _talked_of(text, start, end)):
        return (Cue(max(0, talked - 1), talked, _TO_THE_END),)
    return _risks(text, start, end)


def _gone_over(text: str, start: int, end: int) -> re.Match[str] | None:
    """The words for talk that open a sentence of items, right behind a drug that is begun."""
    begun = _STARTED.search(text, max(0, start - _BEFORE), start)
    return _WENT_OVER.match(text, start, end) if begun else None


def _talked_of(text: str, start: int, end: int) -> int | None:
    """Where items begin that end in the words for talk, behind what may bring them."""
    first = max([start, *(m.end() for m in _OPENS_LIST.finditer(text, start, end))])
    if _TALKED.match(text, first, end) and _AGENT.search(text, max(0, start - _BEFORE), first):
        return first
    return None


def _risks(text: str, start: int, end: int) -> tuple[Cue, ...]:
    """The risks or side effects that a sentence talks of."""
    for words in may_be_said((_RISKS, _EFFECTS), text):
        for found in words.finditer(text, start, end):
            if _TALK.search(text, start, end) or _OF_WHAT_IS_DONE.match(text, found.start(), end):
                ends = found.end("opens") if found["opens"] else found.end()
                itself = (Cue(found.start(), ends, _SO_CALLED),) if words is _EFFECTS else ()
                return (Cue(found.start(), ends, _AHEAD), *itself)
    return ()
