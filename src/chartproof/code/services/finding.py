"""Where words stand in the passage of a service: patterns, words of a table, sides, digits, counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene
from chartproof.terms.letters import joined
from chartproof.terms.numbers import NUMBER, number
from chartproof.terms.procedures import alone, as_pattern, figures
from chartproof.terms.sought import first, sought

_LETTERED = r"knee|shoulder|hip|ankle|wrist|foot|hand|eye|ear|leg|arm|elbow|breast|forearm|thumb|index|heel|calf|thigh|shin|toe|great|hallux|finger|middle|ring|little|long finger|glute|deltoid|lower|upper|axilla|flank|groin|buttock|cheek|temple|nostril|naris|trap|ac joint|si joint|bicep|thenar|trochanter|subacromial|glenohumeral|lateral|medial|plantar|cts|achilles|first dorsal|dorsal|volar|palmar|short|long|posterior|anterior|distal|proximal|mid|clavic|humer|radius|radial|ulna|tibia|fibula|femur|femoral|ij|tendon|cmc|ribs|rib|side|sided|[1-5](?:st|nd|rd|th)|little|pinky|small|carotid|ovary|ovarian|kidney|ureter|ureteral|renal|tka|tha|tsa|flank|knees|chest|pleural|neck|face|forehead|scalp|cornea|eyelid|toes|fingers|metatarsal|metacarpal|1st|tmj|sacroiliac|gluteal|buttock|scapula|ring|pectoral|fistula|brachi\w+|basilic|cephalic|sciatic|adductor|interscalene|supraclavicular|testi\w+|scrot\w+|hemi\w+|tfesi|sij?|gtb|gh|sas|rcr|acl|mcl|gsv|ssv|aasv|sfj|popliteal|saphenous|iliac|subclavian|vertebral|pleural|effusion|hemithorax|lung|maxillary|mandib\w+|sphenoid|ethmoid|turbinates?|tonsil|vocal|parotid|submandib\w+|axill\w+|olecranon|triceps|trapezius|rhomboid|levator|piriformis|hamstring|gastroc\w*|peroneal|calcane\w+|navicular|big|fallopian|tube|adnexa\w*|labia\w*|bartholin\S*|nephro\w+|hydro\w+|spermat\w+|le|ue|lle|rue|facial|brow|lid|eac|mcp|pip|dip|mtp|paraspinal\w*|facet|stellate|occipital|gon|trigeminal|intercostal|genicular|ilioinguinal|suprascapular|fascia|popliteal|quadratus|erector|tap|retina\w*|macula\w*|lens|cataract|upper|thyroid|bronch\w+|mainstem|dorsum|dorsal|instep|sole|arch|parietal|temporal|occiput|jaw|cheekbone|areola|nipple|bka|aka|radial head|supracondylar|condyle|scaphoid|boxer\S*|bimalleolar|trimalleolar|pilon|lisfranc|jones|de quervain|carpal|greater|trigger|tennis|rotator|supraspinatus|quad|patella|nasal|tm|canal|inguinal|flank|posterolateral|anterolateral"
_SIDE = Pattern(
    rf"\b(?:(?P<both>bilat\w*|both|b/l|bm&?tt?|[rl] (?:and|then|&|\+) [rl](?= )|au)|(?P<right>right(?:-sided)?|rt\.?|r(?= (?:{_LETTERED}))|(?<=[,(-] )r(?=[.,;)\n]|$)|(?<=\()r(?=\))|rihr?)|"
    rf"(?P<left>left(?:-sided)?|lt\.?|l(?= (?:{_LETTERED}))|(?<=[,(-] )l(?=[.,;)\n]|$)|(?<=\()l(?=\))|lihr?)|"
    r"(?P<ou>(?<![a-z])ou(?![a-z]))|(?P<od>(?<![a-z])(?<!\d )od(?![a-z]|:? ?(?:sc |cc )?20/))|(?P<os>(?<![a-z])(?<!\d )os(?![a-z]|:? ?(?:sc |cc )?20/)))(?![\w/])"
)  # fmt: skip
_NO_SIDE = Pattern(
    r"\s*(?:away|lower quadrant|upper quadrant|atri|ventric|heart|bundle|main|colon|lobe|internal jugular|axis|hand dominant|handed|over\b|open\b|in place|in situ|in(?= *(?:[.,;]|$))|alone\b|on\b|well\b|without|untreated|behind|in (?:good|stable)|the (?:clinic|office|ed|department|building)|after\b|now\b|before\b|there\b|with (?:short )?(?:wicks?|packing))"
)
#: A thing that was left in: "stent left."
_LEFT_IN = Pattern(r"\b(?:stents?|drains?|catheters?|tubes?|wires?|packing|wicks?|sheath|foley|string) $")
_ENDS = Pattern(r"\s*(?:[.,;]|$)")
#: A side that was treated before: "the left eye was done six weeks ago".
_SIDE_BEFORE = Pattern(
    r" (?:eye|knee|hip|wrist|hand|shoulder|foot|ear|side|one)\b[^.;,]{0,12}\b(?:was|were|had been) (?:done|operated|replaced|released|repaired|treated|injected)\b[^.;,]{0,40}\b(?:ago|last (?:week|month|year|fall|spring|winter|summer)|in (?:19|20)\d\d|on 20\d\d)\b"
)
_SIDES = {"both": "both", "ou": "both", "right": "right", "od": "right", "left": "left", "os": "left"}

#: A service is made again.
AGAIN = Pattern(r"\b(?:repeat(?:ed)?|second|another|serial)\b|\bagain\b")


def text_of(scene: Scene, span: Evidence) -> str:
    """The words of a span in small letters, character for character, its wrapped lines joined."""
    return joined(span.words)


def quote(scene: Scene, span: Evidence, start: int, end: int) -> Evidence:
    """A part of a span, counted from its beginning."""
    return scene.coding.encounter.document(span.document).quote(span.start + start, span.start + end)


def found(scene: Scene, span: Evidence, pattern: Pattern) -> Evidence | None:
    """The first words of a span that a pattern matches."""
    match = first(pattern, text_of(scene, span))
    return quote(scene, span, *match.span()) if match and match.group() else None


_DENIED = Pattern(
    r"\b(?:no|not|without|never|nor|w/o|neither|rather than|instead of)[^\w.;:\n]+(?:[\w-]+[^\w.;:\n]+){0,2}$"
)


#: That something was not done, behind its name: "transvaginal not needed".
_NOT_NEEDED = Pattern(
    r"(?: \w+){0,2} (?:was |were |is )?not (?:needed|done|performed|necessary|required|indicated|used|attempted|made|present|seen|found|identified|encountered|entered)\b"
)


def affirmed(scene: Scene, span: Evidence, pattern: Pattern) -> Evidence | None:
    """The first words of a span that a pattern matches and that are not denied right before."""
    low = text_of(scene, span)
    for match in pattern.finditer(low):
        denied = _DENIED.search(low[max(0, match.start() - 40) : match.start()])
        if match.group() and not denied and not _NOT_NEEDED.match(low, match.end()):
            return quote(scene, span, *match.span())
    return None


def said(scene: Scene, done: Done, pattern: Pattern) -> Evidence | None:
    """The first words that a pattern matches, in the sentence of a service, else in its passage."""
    return found(scene, done.near, pattern) or found(scene, done.scene, pattern)


@lru_cache(maxsize=4096)
def words(written: str) -> Pattern:
    """The pattern of words apart by `|`; `*` any ending, `~` up to four words between."""
    parts = [part for one in written.split("|") for part in (as_pattern(one), *alone(one))]
    return Pattern(rf"\b(?:{'|'.join(parts)})(?!\w)")


def nearest(scene: Scene, span: Evidence, pattern: Pattern, at: Evidence) -> Evidence | None:
    """The words of a span that a pattern matches nearest to other words."""
    matches = [quote(scene, span, *m.span()) for m in sought(pattern, text_of(scene, span)) if m.group()]
    return min(matches, key=lambda e: max(at.start - e.end, e.start - at.end, 0), default=None)


def sides(scene: Scene, span: Evidence) -> Iterator[tuple[str, Evidence]]:
    """The sides a span names, in order."""
    low = text_of(scene, span)
    for match in _SIDE.finditer(low):
        if _LEFT_IN.search(low[max(0, match.start() - 16) : match.start()]) and _ENDS.match(low, match.end()):
            continue  # "stent left." stays where it is
        if not _NO_SIDE.match(low, match.end()) and not _SIDE_BEFORE.match(low, match.end()):
            yield _SIDES[str(match.lastgroup)], quote(scene, span, *match.span())


#: The other side, of which a passage says only that nothing was wrong with it.
_ONLY_LOOKED_AT = Pattern(
    r" (?:\w+ )?(?:is |was )?(?:small|smaller|trace|left alone|untouched|intact|pain-?free|deferred|declined|fine|unremarkable|normal|quiet|clear|white|uninvolved|unaffected|asymptomatic|not (?:entered|treated|touched|injected|involved))\b"
)


_ITEM = Pattern(r"(?:^|\n)[ \t]*\(?\d{1,2}[.)][ \t]+(?=\S)")


def item_of(scene: Scene, done: Done) -> Evidence | None:
    """The item of a numbered list that tells of a service; None where it stands in none."""
    document = scene.coding.encounter.document(done.evidence.document)
    begins = [m.start() for m in _ITEM.finditer(document.text)]
    before = [at for at in begins if at <= done.near.start]
    if len(begins) < 2 or not before:
        return None
    later = [at for at in begins if at > done.near.start]
    blank = document.text.find("\n\n", done.near.end)
    last = min([*later, blank if blank >= 0 else len(document.text)])
    return document.quote(before[-1], last) if last >= done.near.end else None


def sides_worked_on(scene: Scene, span: Evidence) -> list[tuple[str, Evidence]]:
    """The sides a span names, without one of which it says only that nothing was done or wrong there."""
    told = list(sides(scene, span))
    if len({side for side, _ in told}) < 2:
        return told
    low = text_of(scene, span)
    return [t for t in told if not _ONLY_LOOKED_AT.match(low, t[1].end - span.start)]


def side_of(scene: Scene, done: Done) -> tuple[str, Evidence] | None:
    """The side of a service: right, left or both; its sentence tells before its passage. None: not said, or not plain."""
    for span in (done.near, _written_line(scene, done), done.scene):
        told = list(sides(scene, span))
        if span is not done.near and len({side for side, _ in told}) > 1:
            told = [t for t in told if not _ONLY_LOOKED_AT.match(text_of(scene, span), t[1].end - span.start)]
        if not told:
            continue
        kinds = {side for side, _ in told}
        if "both" in kinds or kinds == {"right", "left"}:
            both = next((t for t in told if t[0] == "both"), None)
            if both or span is done.near:
                return "both", (both or told[0])[1]
            if span is done.scene:
                return None
            continue
        return told[0]
    return None


def _written_line(scene: Scene, done: Done) -> Evidence:
    """The written line up to a service, whose beginning may say which side it tells of: "Right leg: clean base. Wrapped."."""
    document = scene.coding.encounter.document(done.evidence.document)
    return document.quote(document.text.rfind("\n", 0, done.near.start) + 1, done.near.end)


_DIGITS = {
    ("left", "thumb"): "FA", ("left", "index"): "F1", ("left", "middle"): "F2", ("left", "ring"): "F3", ("left", "little"): "F4",
    ("right", "thumb"): "F5", ("right", "index"): "F6", ("right", "middle"): "F7", ("right", "ring"): "F8", ("right", "little"): "F9",
    ("left", "great toe"): "TA", ("left", "second toe"): "T1", ("left", "third toe"): "T2", ("left", "fourth toe"): "T3", ("left", "fifth toe"): "T4",
    ("right", "great toe"): "T5", ("right", "second toe"): "T6", ("right", "third toe"): "T7", ("right", "fourth toe"): "T8", ("right", "fifth toe"): "T9",
}  # fmt: skip
_DIGIT = Pattern(
    r"\b(?P<side>right|left|r|l|rt|lt)?\.? ?(?P<digit>thumb|index|pointer|long finger|middle|ring|little(?! toe)|small finger|pinky|fifth finger|fourth finger|third finger|second finger|"
    r"great toe|first ray|second ray|third ray|fourth ray|fifth ray|big toe|hallux|great toenail|big toenail|hallux nail|second toe|2nd toe|third toe|3rd toe|fourth toe|4th toe|fifth toe|5th toe|little toe|"
    r"2nd finger|3rd finger|4th finger|5th finger|(?<=right )small|(?<=left )small|small(?= (?:finger|digit|trigger)|[,.;)]| and\b|$))(?:nail)?(?= |\b)"
)
_CALLED = {
    "pointer": "index", "long finger": "middle", "small finger": "little", "pinky": "little", "small": "little", "fifth finger": "little", "5th finger": "little",
    "fourth finger": "ring", "4th finger": "ring", "third finger": "middle", "3rd finger": "middle", "second finger": "index", "2nd finger": "index",
    "big toe": "great toe", "hallux": "great toe", "great toenail": "great toe", "big toenail": "great toe", "hallux nail": "great toe", "2nd toe": "second toe", "3rd toe": "third toe",
    "first ray": "great toe", "second ray": "second toe", "third ray": "third toe", "fourth ray": "fourth toe", "fifth ray": "fifth toe", "4th toe": "fourth toe", "5th toe": "fifth toe", "little toe": "fifth toe",
}  # fmt: skip


#: The neighbour that a finger or toe is taped to is not what was treated.
_TAPED_TO = Pattern(
    r"\b(?:taped|strapped|bound|splinted|to its neighbou?r,?) (?:together )?(?:to )?(?:the |its |his |her )?(?:adjacent )?$"
)


def is_taped_to(before: str) -> bool:
    """Whether what stands behind these words is only what another finger or toe was taped to."""
    return _TAPED_TO.search(before[-32:].rstrip() + " ") is not None


def digits(scene: Scene, done: Done) -> tuple[tuple[str, Evidence], ...]:
    """The fingers and toes a service was done on, as modifiers name them; its sentence before its passage."""
    for span in (done.near, done.scene):
        kept: dict[str, Evidence] = {}
        told = next(sides(scene, span), None) or side_of(scene, done)
        low = text_of(scene, span)
        for match in _DIGIT.finditer(low):
            if is_taped_to(low[: match.start()]):
                continue
            name = _CALLED.get(match["digit"], match["digit"])
            side = {"r": "right", "rt": "right", "l": "left", "lt": "left"}.get(
                match["side"] or "", match["side"]
            )
            modifier = _DIGITS.get((side or (told[0] if told else ""), name))
            if modifier:
                kept.setdefault(modifier, quote(scene, span, *match.span()))
        if kept:
            return tuple(kept.items())
    return ()


#: What follows a number that counts nothing: a size, a dose, a time.
MEASURED = r"[- ]?(?:%|:\d|(?:mm|cm|m[lg]|mcg|g|cc|years?|yo|y/o|days?|weeks?|months?|hours?|min\w*|inch\w*|gauge|blade|0|\.\d|/)\b)"


def count(scene: Scene, span: Evidence, things: str) -> tuple[int, Evidence] | None:
    """How many things (a pattern) a span tells of: "14 lesions", "three warts", "lesions x 4"; the first number told."""
    low = text_of(scene, span)
    match = next((m for m in _counted(things).finditer(low) if not _is_of_another(m, low, things)), None)
    if match is None:
        return None
    return number(str(next(n for n in match.groups() if n))), quote(scene, span, *match.span())


@lru_cache(maxsize=256)
def _counted(things: str) -> Pattern:
    """The ways in which a number of things is told."""
    return Pattern(
        rf"(?<![:\d.])\b(?P<a>{NUMBER})(?!{MEASURED})[^\w;.\n]{{1,2}}(?:(?!(?:and|first|second|third|fourth|fifth)\b)[\w-]+[^\w;.\n]{{1,2}}){{0,5}}?(?:{things})\b|\b(?:{things})\W{{0,3}}(?:\(?x ?|times |total(?:ing)? (?:of )?|\()(?P<b>{NUMBER})\b|"
        rf"(?<!\d )(?<!\d)\bx ?(?P<c>\d{{1,3}})\b(?!\.\d)(?! ?(?:cm|mm|days?|d\b|wks?\b|weeks?|w\b|mos?\b|months?|yrs?\b|years?|hrs?\b|hours?|h\b|layers?|sec\w*|s\b|min\w*|cycles?|freeze|visits?|sessions?|pass(?:es)?\b|\d))|\b(?:all|these|the) (?!one|single)(?P<d>{NUMBER}) (?:of them |of these )?(?:were |was )?(?:\w+ly )?(?:\w{{2,}}ed|frozen|cut)\b|"
        rf"\b(?!one|single|both)(?P<e>{NUMBER}) (?:were |was )?(?:counted|treated|removed|destroyed|frozen|snipped|biopsied|injected|total|in (?:all|total))\b|(?:\btotal(?: of|:)?|(?<=\d) =) (?P<f>{NUMBER})(?!{MEASURED})\b|\b(?:{things}) ?[:=] ?(?P<g>{NUMBER})(?!{MEASURED})\b|"
        rf"\b(?:{things})\b[^.;()]{{0,90}}\((?P<j>\d{{1,2}})\)(?=\s*(?:[.;]|$))|\b(?P<h>{NUMBER}) in number\b|\bnumbering (?P<i>{NUMBER})(?!{MEASURED})\b"
    )


def _is_of_another(match: re.Match[str], low: str, things: str) -> bool:
    """Whether "x 8" stands behind the name of a thing that is not the one counted."""
    named = _NAMED.search(low[max(0, match.start() - 40) : match.start()]) if match["c"] else None
    return named is not None and re.search(rf"\b(?:{things})\b", named.group()) is None


#: A thing right before "x 8".
_NAMED = Pattern(
    r"\b(?:nails?|toenails?|call?us\w*|corns?|lesions?|aks?|warts?|tags?|keratos[ei]s|muscles?|regions?|levels?|polyps?)\b[^.;]{0,12}$"
)
_PLACED = Pattern(
    rf"\b(?P<a>{NUMBER})(?!{MEASURED}) (?:(?:lesions?|spots?|ones?|tags?|aks?|warts?) )?(?:on|to|at|over|across|in|of) (?:the |his |her )?(?:(?:right|left|both|dorsal|upper|lower|mid|central) ){{0,2}}[a-z]+|"
    rf"\b[a-z]+s? \(?(?:x ?)?(?P<b>\d{{1,2}})\)?(?=[,;.)]| and\b| ?=|\s*$)"
)


def summed(scene: Scene, span: Evidence) -> tuple[int, Evidence] | None:
    """How many things a span tells place by place: "five across the scalp, two on the left ear", "scalp (3), ear (1)"."""
    low = text_of(scene, span)
    told = [
        m
        for m in _PLACED.finditer(low)
        if any(words(row["words"]).search(m.group()) for row in figures("sites"))
    ]
    if not told:
        return None
    total = sum(number(m["a"] or m["b"]) for m in told)
    return total, quote(scene, span, told[0].start(), told[-1].end())
