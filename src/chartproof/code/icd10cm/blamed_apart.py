"""The drugs that a later sentence of a problem holds responsible for it: "it is caused by", "his potassium is due to", "the statin is the cause"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from chartproof.code.icd10cm.chart import is_taken_up, one_condition
from chartproof.code.icd10cm.drug_codes import drug_names
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.code.icd10cm.wording import document_of
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Line, Mention
from chartproof.model.record import Evidence

#: What notes call a condition by in a sentence of its own: what is measured, what is felt.
_CALLED = {
    "E87.1": "sodium|na",
    "E87.5": "potassium|k",
    "E87.6": "potassium|k",
    "E83.5": "calcium",
    "E83.4": "magnesium",
    "E16.": "sugars?|glucose|lows?",
    "R73": "sugars?|glucose",
    "R05": "cough(?:ing)?",
    "R60": "swelling|edema",
    "M79.1": "aches?|aching|soreness|(?:muscle )?pains?",
    "R42": "dizziness|lightheadedness|spells?",
    "I95": "(?:blood )?pressures?|readings|dizziness|lightheadedness|drop",
    "R00.1": "(?:slow )?(?:heart )?rate|pulse",
    "R79.1": "inr",
    "D68.32": "inr|bleed(?:ing)?",
    "D69.": "platelets|(?:platelet )?count",
    "D70": "(?:white )?counts?|neutrophils",
    "R21": "rash|eruption",
    "L27": "rash|eruption",
    "L50": "rash|welts",
    "K59.0": "bowels|stools",
    "R19.7": "(?:loose )?stools?",
    "K52": "(?:loose )?stools?|diarrhea",
    "R11": "nausea|vomiting",
    "R25.1": "shak(?:ing|iness)",
    "N17": "creatinine",
    "R74.0": "enzymes|liver tests",
    "R94.31": "qt(?:c)?(?: interval)?",
}
_POINTS = "it|this|that|these|they|which"
_AGAIN = rf"{_POINTS}|(?:the|this|that|these|his|her|their) (?:problem|symptoms?|complaints?|finding|change|abnormality|condition)"
_FIGURE = r"(?: (?:level|value|reading|count))?(?:,? (?:of|at) <?\d[\d.,]*(?: ?[\w/%]+)?)?"
_LAID = (
    r"(?:(?:is|are|was|were)(?: (?:clearly|all|also|entirely|mainly|largely|partly|just|simply|low|high|up|down|elevated|raised))* "
    r"(?:due(?: mainly| largely| entirely)? to|secondary to|caused by|because of|from|brought on by|triggered by|explained by|"
    r"attribut(?:ed|able) to|blamed on|(?:an? |the )?(?:known |common )?(?:(?:side|adverse) effects?|(?:adverse )?reaction|effect|result) (?:of|from|to))"
    r"|(?:comes?|came|stems|results?|resulted|arises?|arose) from)"
)
_FILL = (
    r"(?: (?:the|his|her|their|both|an?|recent|new|higher|lower|raised|increased|full|first|second|loading|daily|nightly|doses?|chronic|"
    r"long-term|use|of|taking|oral|stool|gastrointestinal|losses|combination|and))* $"
)
_LEAD = r"(?:^|[,;:] |\b(?:and|but|as|so|since|because|that|think|believe|feel) )"
_BLAMED = (
    rf"{_LEAD}(?:I |we )?(?:(?:attribute|ascribe|blame) (?:%s)(?: to| on)?|(?:the )?(?:cause|culprit|explanation)"
    rf"(?: of (?:%s))? is){_FILL}"
)
_IS_CAUSE = (
    r"(?: (?!not|no|never|unlikely|nor|but)[\w-]+){0,6}(?:,? (?:and |so )?(?:this|that|it|which))? (?:is|are|was|were) (?:clearly |also |certainly )?"
    r"(?:(?:the (?:cause|culprit|explanation|reason)|what (?:is causing|caused)|causing|responsible|to blame|behind)(?: (?:of|for))?)"
    r"(?: (?:%s)(?= *(?:[.;,]|$| and\b| so\b| with\b| as\b))| *(?:[.;,]|$))"
)
#: The writer is not sure, tells of another time or of what is good.
_UNSURE = Pattern(
    r"\b(?:if|whether|unless|unclear|wonder\w*|doubt\w*|question\w*|unlikely|could|may|might|possibl\w+|probabl\w+|likely|suspect\w*|not|never|"
    r"no longer|ago|better|improv\w+|normal|asks?|asked|told|reads?)\b|n't\b",
    re.IGNORECASE,
)
#: Where a sentence breaks inside.
_BREAK = Pattern(r"[.?!] |[;\n:] ?")
#: So many sentences behind its name it may stand.
_AFTER = 5


def blamed_apart(coding: Coding, mention: Mention) -> Iterator[tuple[str, Evidence, str]]:
    """The drugs that a later sentence of its problem holds responsible for a condition, quoted, with the sentence."""
    if not is_taken_up(mention) or not is_certain(mention):
        return
    document = document_of(coding, mention.document)
    for line in _behind(coding, mention):
        words = document.text[line.start : line.end]
        for start, end, name in drug_names(words):
            before, after = _around(words, start, end)
            if not _is_laid(coding, mention, line, before, after):
                continue
            yield name, document.quote(line.start + start, line.start + end), words


def _behind(coding: Coding, mention: Mention) -> Iterator[Line]:
    """The sentences of its problem behind a mention; where problems are not numbered, those that follow in its part."""
    lines = next((p.lines for p in coding.reading.pages if p.document.id == mention.document), ())
    for at, own in enumerate(lines):
        if own.start <= mention.line.start < own.end:
            theirs = lines[at : at + _AFTER + 1]
            yield from (t for t in theirs if t.section == own.section and t.problem == own.problem)


def _around(words: str, start: int, end: int) -> tuple[str, str]:
    """What a sentence says before and behind a drug, up to a break inside it."""
    before = _BREAK.split(words[:start])[-1]
    return before, _BREAK.split(words[end:])[0]


def _is_laid(coding: Coding, mention: Mention, line: Line, before: str, after: str) -> bool:
    """Whether words before or behind a drug lay the condition to it, called again by a pronoun or by its own word."""
    if _UNSURE.search(before):
        return False
    called = next((words for code, words in _CALLED.items() if mention.concept.startswith(code)), None)
    if called is not None and _says(_own(called), before, after):
        return True
    return _says(_AGAIN, before, after) and _is_last_told(coding, mention, line)


@cache
def _own(called: str) -> str:
    return rf"(?:(?:the|this|that|these|his|her|their) )?(?:(?:low|high|elevated|raised|dry|new|leg|ankle) )?(?:{called}){_FIGURE}"


@cache
def _patterns(again: str) -> tuple[Pattern, Pattern, Pattern]:
    laid = Pattern(rf"{_LEAD}(?:{again}) {_LAID}{_FILL}", re.IGNORECASE)
    blamed = Pattern(_BLAMED % (again, again), re.IGNORECASE)
    return laid, blamed, Pattern(_IS_CAUSE % again, re.IGNORECASE)


def _says(again: str, before: str, after: str) -> bool:
    laid, blamed, is_cause = _patterns(again)
    return bool(laid.search(before) or blamed.search(before) or is_cause.match(after))


def _is_last_told(coding: Coding, mention: Mention, line: Line) -> bool:
    """Whether no other condition is told between a mention and the sentence that points back."""
    return not any(
        other.document == mention.document
        and mention.evidence[-1].end <= other.evidence[0].start < line.start
        and is_certain(other)
        and other.concept[0] not in "VWXYZ"
        and not one_condition(other.concept, mention.concept)
        for other in coding.reading.mentions
    )
