"""How a wound was closed, as its words tell: complex, intermediate, simple, or by strips alone."""

from __future__ import annotations

from chartproof.code.services.finding import found, quote, text_of
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Scene

_THREADS = r"(?:vicryl|monocryl|chromic|pds|polysorb|dexon|(?<!non)(?<!non-)absorbable|plain gut)"
_DEEP = r"(?:deep|dermal|dermis|subcutaneous|subcuticular layer|fascia\w*|buried|muscle|galea)"
_KINDS = (
    ("complex", Pattern(r"\bcomplex (?:repair|closure|wound|laceration)|\bextensive(?:ly)? undermin\w+|\bretention (?:sutures?|stitches)|\brepaired? complex|\bstellate[^.]{0,40}undermin\w+|\bexposed (?:bone|cartilage|tendon)[^.]{0,60}clos|\bdebridement of (?:the )?wound edges|\b(?:scar|wound) revision")),
    ("intermediate", Pattern(rf"\bintermediate (?:repair|closure)|\blayered\b|\b(?:two|2|double|three|3|multi\w*|dual)[- ]?layer(?:s|ed)?\b|\bin (?:\w+ )?layers\b|\bdeep (?:dermal|layers?|sutures?|stitch\w*|absorbable)|\bsubcutaneous (?:layer|tissue|sutures?|stitch\w*)[^.]{{0,40}}(?:clos|approximat|sutur|vicryl|monocryl)|\b{_THREADS}\b[^.]{{0,50}}\b{_DEEP}\b|\b{_DEEP}\b[^.]{{0,40}}\b{_THREADS}\b|\bburied\b")),
    ("simple", Pattern(r"\bsimple (?:repair|closure|laceration repair|interrupted)|\b(?:single|one|1)[- ]layer|\bstaples?\b|\bstapled\b|\b(?:prolene|nylon|ethilon|silk|sutures?|sutured|stitch\w*|sewn|vicryl rapide|fast[- ](?:absorbing )?gut|chromic|plain gut)\b|\bdermabond|\btissue (?:adhesive|glue)|\b(?:skin|surgical|topical) (?:glue|adhesive)|\bglued\b|\bcyanoacrylate|\bhistoacryl|\bglue\b|\bhair apposition")),
    ("strips", Pattern(r"\bsteri[- ]?strips?|\b(?:adhesive|butterfly|tape) (?:paper )?(?:strips?|bandages?|closures?)|\bbutterfl(?:y|ies)\b|\bwound strips?")),
)  # fmt: skip
#: What was not used says nothing of how it was closed.
_NONE = Pattern(
    r"\b(?:no|without|not requir\w+|did not (?:need|require)|rather than|instead of|declin\w+) (?:any )?(?:\w+[ ,]+(?:or )?){0,3}?(?:sutures?|stitch\w*|deep|layer\w*|staples?|glue|undermin\w+)(?:(?:,? (?:or|and|nor) |, | )(?:sutures?|stitch\w*|layers?|staples?|(?:tissue |skin )?(?:glue|adhesive)(?! strips?))\b)*"
)
_TAKEN_OUT = Pattern(
    r"\b(?:suture|staple|stitch)e?s?(?: and (?:suture|staple|stitch)e?s?)? (?:removal|out|to come out|should come out|removed)\b|\b(?:return|back|come back|recheck)\b[^.]{0,30}\b(?:sutures?|staples?|stitch\w*)\b"
)
_SOILED = Pattern(
    r"\b(?:heavily|grossly|extensively|badly|markedly|visibly|severely|thickly) (?:\w+ )?(?:contaminated|soiled|packed|dirty|embedded|caked|filled|impregnated)\b|\b(?:packed|caked|embedded|impregnated|full|ground in) (?:with|of) (?:\w+ (?:and )?){0,2}?(?:grit|gravel|soil|dirt|debris|mud|sand|asphalt|glass|manure|particulate\w*)"
)
_CLEANED = Pattern(
    r"\b(?:extensive(?:ly)?|prolonged|meticulous(?:ly)?|thorough(?:ly)?|vigorous(?:ly)?|\d+ minutes|(?:one|two|three|several|[1-9]) (?:liters?|l)\b|copious(?:ly)?|high[- ]pressure)\b[^.]{0,60}?\b(?:clean\w*|scrub\w*|irrigat\w*|lavage\w*|debrid\w*|pick\w*)|\b(?:clean\w*|scrub\w*|irrigat\w*|lavage\w*|debrid\w*)\b[^.]{0,50}\b(?:extensive(?:ly)?|prolonged|\d+ minutes|liters?|copious(?:ly)?)\b|\b(?:pick|remov|scrub|tweez)\w*[^.]{0,24}\b(?:particulate\w*|gravel|grit|debris|dirt|sand|asphalt)\b|\b(?:particulate\w*|gravel|grit|debris|dirt|sand|asphalt)\b[^.]{0,24}\b(?:removed|picked|scrubbed|debrided)"
)
_UNDERMINED = Pattern(r"\bundermin\w+")
#: Undermining is extensive where it is at least as wide as the gap.
_AS_WIDE = Pattern(
    r"\b(?:more|greater|wider|farther|further) than the (?:\w+ )?(?:width|gap|defect)|\bat least (?:as wide|the (?:maximum )?width)|\bwidth of the (?:gap|defect|wound)|\ball (?:edges|sides)|\bboth (?:edges|sides)|\bwhole\b|\bentire\b|\bwide(?:ly)?\b"
)


def told(scene: Scene, span: Evidence) -> str:
    """The words of a span in small letters, blank where they say what was not used or what comes later."""
    low = text_of(scene, span)
    for pattern in (_NONE, _TAKEN_OUT):
        low = pattern.sub(lambda m: " " * len(m.group()), low)
    return low


def kind_of_closure(scene: Scene, span: Evidence) -> tuple[str, tuple[Evidence, ...]] | None:
    """How a wound was closed, as a span tells, and the words; None where it tells nothing."""
    low = told(scene, span)
    for name, pattern in _KINDS:
        match = pattern.search(low)
        if match is None:
            continue
        words = (quote(scene, span, *match.span()),)
        if name in {"intermediate", "simple"} and (wide := _undermined(scene, span)):
            return "complex", (*words, *wide)
        if name == "simple" and (more := soiled(scene, span)):
            return "intermediate", (*words, *more)
        return name, words
    return None


def soiled(scene: Scene, span: Evidence) -> tuple[Evidence, ...]:
    """The words by which a wound was heavily soiled and had to be cleaned at length; none where it was not."""
    dirt, cleaned = found(scene, span, _SOILED), found(scene, span, _CLEANED)
    return (dirt, cleaned) if dirt and cleaned else ()


def _undermined(scene: Scene, span: Evidence) -> tuple[Evidence, ...]:
    """The words by which the edges were undermined as widely as the gap; none where they were not."""
    low = told(scene, span)
    at = _UNDERMINED.search(low)
    if at is None:
        return ()
    stop = low.find(".", at.end())
    wide = _AS_WIDE.search(low, at.start(), stop if stop >= 0 else len(low))
    return (quote(scene, span, *at.span()), quote(scene, span, *wide.span())) if wide else ()
