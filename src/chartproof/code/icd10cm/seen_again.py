"""An injury that the patient comes back for: a visit that follows it up, or some weeks out from it (guideline I.C.19.a)."""

from __future__ import annotations

import re
from dataclasses import replace

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Trait
from chartproof.model.record import Document, Encounter, Setting
from chartproof.terms.numbers import spelled

#: Injuries, and fractures by disease; not poisonings nor complications of care, whose treatment may go on for long.
FRACTURES = (*(f"S{n}2" for n in range(10)), "M80")
INJURIES = ("S", "T07", "T14", "T1", "T2", "T30", "T31", "T32", "T33", "T34", "M80", "M84.3", "M84.4")
#: Where an injury is treated at first: there only what takes a wound's dressing or stitches off is later care.
FIRST_SEEN = frozenset({Setting.ED, Setting.OBSERVATION, Setting.ASC})
_SOME = rf"(?:\d+|an?|{spelled()})[- ]?"
_UNIT = r"(?:d|days?|w|wks?|weeks?|mos?|months?|yrs?|years?)"
_WOUND = r"wound[- ]?check|dressing change|(?:suture|staple|stitch)(?:es|s)? removal|(?:cast|splint) (?:check|change|removal)"
_AGAIN = (
    r"f/?u|follow[- ]?up|re-?check|re-?evaluation|re-?eval|(?:second|2nd|third|3rd|return|repeat|subsequent) (?:office )?visit|"
    r"(?:PT|OT|physical therapy|occupational therapy|hand therapy) (?:visit|session|note|eval\w*:)"
)
#: What is planned, and what is only looked at once more, behind "f/u" and "recheck".
_PLAN = (
    r"(?! ?(?:(?:with|w/|in|within|prn|as|if|by|next|pcp|orth\w+|appt|appointment|clinic|plan\w*|today|tomorrow|x-?rays?|xr|films?|imaging|mri|ct|labs?|bp|"
    rf"surg\w+|plastics|neuro\w*|derm\w*)\b|{_SOME}{_UNIT}[ .;]*(?:$|\n|[.;]|with\b|w/)))"
)
#: How an item opens whose name says that the visit is a later one, up to the injury it names.
_OPENS = (
    r"(?:[-#*•]+|\d+[.)])?[ \t]*(?:(?:cc|chief complaint|reason for visit|assessment|hpi|dx|a/p):[ \t]*)?"
    r"(?:(?:pt|patient|she|he|here|is|in|seen|presents|presenting|returns|returning|back|comes|today|for|an?|the|his|her|wc|work comp|workers'? comp|video|"
    rf"telephone|telehealth|phone|post-?ed|ed|er|hospital|ortho|routine|scheduled|{_SOME}{_UNIT})[ \t]+){{0,8}}"
    r"(?:%s)(?: visit| appointment)?"
)
_UP_TO = r"(?:[,:]|[ ]?-)?(?:(?!\b(?:and|new|with|prn|then)\b|\bw/)[^.;,\n]){0,50}$"
_OPENED = Pattern(_OPENS % f"{_AGAIN}|{_WOUND}" + _PLAN + _UP_TO, re.IGNORECASE)
_TENDED = Pattern(_OPENS % _WOUND + _PLAN + _UP_TO, re.IGNORECASE)
_CUE = Pattern(rf"\b(?:{_AGAIN}|{_WOUND})", re.IGNORECASE)
#: Right behind the injury: "concussion f/u, 2 wk after".
_NAMED = Pattern(
    rf"(?:[,;:] (?:{_WOUND})(?=[,.;]|$)|(?:(?: [a-z]+)? |[,:]? (?:here|in|back|seen|returns) (?:today )?for (?:an? )?)(?:{_AGAIN}|{_WOUND})\b{_PLAN})",
    re.IGNORECASE,
)
#: How long ago, in words for the time that healing has taken.
_OUT = Pattern(
    rf"\b{_SOME}(?:w|wks?|weeks?|mos?|months?|yrs?|years?) out(?: from\b|(?=[,.;]|$))|"
    rf"\b{_SOME}(?:w|wks?|weeks?|mos?|months?) (?:s/p|status post|post)[- ](?:(?:(?!new\b|and\b|now\b)[\w/'-]+ ){{0,4}}?(?:repair|recon\w*|orif|fixation)\b|op\b|injury|reduction|surgery|orif|fixation|repair|recon\w*|imn?\b|nail\w*|cast\w*)|"
    rf"\b{_SOME}(?:w|wks?|weeks?|mos?|months?) (?:after|since|following|(?:out )?from) (?:(?:the|her|his|an?) )?(?:surgery|orif|fixation|repair|reconstruction|surgical repair|surgical fixation)"
    r"(?=[,.;]|$| (?:for|of|on|to)\b)(?![^.;\n]{0,80}\bnew\b)|"
    rf"\b(?:s/p|status[- ]post) (?:[\w/'-]+ ){{0,4}}?(?:orif|crpp|imn?|nail\w*|fixation|pinning|hemi\w*|repair|recon\w*)[ ,(]+(?:x ?)?{_SOME}(?:wks?|weeks?|mos?|months?)\b(?! (?:from now|later))|"
    rf"\b{_SOME}(?:wks?|weeks?|mos?|months?) in (?:an? |the |his |her )?(?:[\w-]+ )?(?:cast|boot|splint|brace|sling|orthosis)\b|\bin (?:an? |the |his |her )?(?:[\w-]+ )?(?:cast|boot|splint|brace|sling) (?:x|for) ?{_SOME}(?:wks?|weeks?|mos?|months?)\b",
    re.IGNORECASE,
)
#: A patient who is back some weeks after what happened, told in front of the injury, and nothing newer between.
_RETURNS = Pattern(
    rf"\b(?:returns|returning|returned|comes back|is back|seen back|here again)(?: to (?:see )?(?:me|us|clinic|the (?:office|clinic)))?(?: today| now)?,? (?:about |some |now )?"
    rf"{_SOME}(?:w|wks?|weeks?|mos?|months?) (?:after|from|since|following|out|s/p|status post|post)\b(?:(?!\b(?:new|yesterday|today|this morning|again)\b)[^\n]){{0,300}}$",
    re.IGNORECASE,
)
#: A fracture known for weeks, and what it does now: "rib fx 3 wks ago, pain improving".
_AGO = Pattern(
    rf"\b{_SOME}(?:w|wks?|weeks?|mos?|months?) ago\b(?=[^.\n]{{0,60}}\b(?:improv\w+|healing|healed|resolving|resolved|better|doing well|pain[- ]free|callus|asymptomatic)\b(?! (?:with|but)\b))",
    re.IGNORECASE,
)
_NOT_BETTER = Pattern(
    r"\b(?:not|no|isn't|without|hasn't|minimal\w*) (?:\w+ )?(?:improv\w+|better|healing|healed|resol\w+)\b|\b(?:worse\w*|(?:x-?rays?|xrs?|films?|ct|mri)(?: today)?(?::| shows?| with| reveals?))",
    re.IGNORECASE,
)
_STOPS = Pattern(r"(?<!\d)[.;:]\s")
#: Nobody has treated it yet, or an operation is still ahead.
_FIRST = Pattern(
    r"\b(?:never|not|no|without|did not|didn't|has not|hasn't) (?:yet |been |previously |seek |any |prior |previous |medical )*(?:seen(?! on\b)|evaluated|treated|care|treatment|evaluation|eval|visits?|attention)\b|"
    r"(?<!since )(?<!since her )(?<!since his )(?<!since the )(?<!after her )(?<!after his )(?<!after the )(?<!at her )(?<!at his )"
    r"\b(?:first|initial|new pt|new patient) (?:office )?(?:visit|evaluation|eval|seen|exam)\b|"
    r"\b(?:plan\w*|schedul\w+|book\w*|consent\w*|proceed\w*|needs?|going|sent|to) (?:for |to |the |with )*(?:orif|crpp|(?-i:OR)|surgery|operati\w+|surgical|fixation|i&d)\b",
    re.IGNORECASE,
)


def seen_again(mention: Mention, document: Document, encounter: Encounter) -> Mention:
    """The mention of an injury, with the trait of later care where its item says that it was treated before."""
    if not mention.concept.startswith(INJURIES):
        return mention
    if encounter.setting is Setting.INPATIENT:
        return _of_this_stay(mention)
    if encounter.codes_uncertain:
        return mention
    if any(trait.axis == "episode" for trait in mention.traits):
        return mention
    begins, ends = _item(document.text, mention)
    if _FIRST.search(document.text, begins, ends):
        return mention
    found = _told(document.text, begins, mention, first=encounter.setting in FIRST_SEEN)
    if found is None:
        return mention
    later = Trait("episode", "subsequent", document.quote(*found))
    return replace(mention, traits=(*mention.traits, later))


#: In the stay that operates, the days behind the operation are no later care.
_AFTER_IT = Pattern(r"post[- ]?op", re.IGNORECASE)


def _of_this_stay(mention: Mention) -> Mention:
    """The mention without an episode that only words for the days after an operation say."""
    kept = tuple(t for t in mention.traits if t.axis != "episode" or not _AFTER_IT.match(t.evidence.words))
    return mention if len(kept) == len(mention.traits) else replace(mention, traits=kept)


def _told(text: str, begins: int, mention: Mention, *, first: bool) -> tuple[int, int] | None:
    """Where the words stand: how the item opens, right behind the injury, or anywhere in its sentence."""
    opens = _TENDED if first else _OPENED
    for words in mention.evidence:
        if opens.match(text, begins, words.start) and (named := _CUE.search(text, begins, words.start)):
            return named.span()
    if first:
        return None
    if back := _RETURNS.search(text, begins, mention.evidence[0].start):
        return back.start(), mention.evidence[0].start
    start, end = mention.line.start, mention.line.end
    found = _NAMED.match(text, mention.evidence[-1].end) or _OUT.search(
        text, start if _STOPS.search(text, begins, start) else begins, end
    )
    if found is None and mention.concept.startswith(FRACTURES) and not _NOT_BETTER.search(text, start, end):
        found = _AGO.search(text, start, end)
    return found.span() if found else None


def _item(text: str, mention: Mention) -> tuple[int, int]:
    """The line of the text that a mention stands in, without its indent."""
    start = text.rfind("\n", 0, mention.line.start + 1) + 1
    end = text.find("\n", mention.line.end)
    start += len(text[start:]) - len(text[start:].lstrip(" \t"))
    return start, len(text) if end < 0 else end
