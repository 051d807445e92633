"""Regions, views, contrast and sides of imaging, as sentences and titles tell them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.services.finding import found, nearest, quote, side_of, sides, text_of, words
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene
from chartproof.terms.numbers import NUMBER, number
from chartproof.terms.procedures import figures

_VIEWS = Pattern(
    rf"\b(?P<n>{NUMBER})(?:[- ]or[- ]more)?[- ](?:\w+ )?(?:views?|vw|v)\b|\b(?P<one>single (?:ap |frontal |portable )?view|portable|one view|ap only)\b|\bviews?:? ?x? ?(?P<m>\d)\b|\b(?P<v>\d)v\b"
)
_PROJECTIONS = Pattern(
    r"\b(?:ap|pa|lateral|oblique|obliques|mortise|sunrise|merchant|axillary|scapular y|y view|odontoid|frog[- ]leg|internal rotation|external rotation|navicular view|scaphoid view|flexion|extension|patellar|tunnel|weight[- ]bearing ap|swimmer'?s|supine|upright|decubitus|grashey|outlet|true ap|zanca|stryker notch|west point|ballcatcher'?s?|harris|broden|judet|inlet|tangential|laurin|hobbs|waters|towne|caldwell|submentovertex|front(?= and side)|(?<=front and )side)\b"
)
_BOTH = Pattern(
    r"\b(?:with and without|without and with|w/ ?and ?w/o|w/wo|w/o ?and ?w/?|w&w/o|w/o & w|before and after|without (?:\w+ ){0,2}?(?:contrast|gadolinium|dye)(?: material)?,? (?:and )?then (?:again |repeated )?(?:with|after)\b|first without[^.;]{0,20}then (?:repeated |again )?(?:with|after)|without,? (?:and )?then with|precontrast and postcontrast|pre- and post|pre and post)\b"
)
_PLAIN = Pattern(
    r"\b(?:without (?:\w+ ){0,4}?(?:contrast|gadolinium)|w/o (?:\w+ )?(?:contrast|gadolinium)|w/o\b|non-?contrast|no (?:iv |intravenous )?contrast|unenhanced|oral contrast only|no gadolinium|no (?:\w+ )?(?:contrast|dye|gadolinium) (?:given|used|was)|nothing given by (?:mouth or )?vein|no contrast material|no dye|nothing (?:by|given) (?:iv|vein))"
)
_WITH = Pattern(
    r"\b(?:with (?:\w+ ){0,3}?(?:contrast|gadolinium)|w/ (?:iv )?contrast|contrast-enhanced|iv contrast|intravenous contrast|after (?:the )?(?:iv |intravenous )?administration of|post-?contrast|enhanced|ml (?:of )?(?:omnipaque|isovue|gadavist|dotarem|visipaque|optiray))\b"
)
FINDS = Pattern(
    r"\b(?:no|shows?|showed|reveal\w*|demonstrat\w*|negative|normal|without evidence|impression|findings)\b"
)


def regions(scene: Scene, done: Done) -> Iterator[tuple[str, Evidence]]:
    """The regions that were filmed: those of the sentence, else the nearest of the passage."""
    told = _named(scene, done.near, done.evidence)
    if not told:
        told = _named(scene, done.scene, done.evidence)[:1]
    named = {region for region, _ in told}
    hidden = {
        "pelvis": "hip", "chest": "ribs with chest", "ribs": "ribs with chest", "hip": "hips both", "abdomen": "acute abdomen series",
    }  # fmt: skip
    yield from ((r, e) for r, e in told if hidden.get(r) not in named)


def region_named(scene: Scene, done: Done) -> bool:
    """Whether the sentence of the films names what was filmed."""
    return bool(_named(scene, done.near, done.evidence))


def _named(scene: Scene, span: Evidence, at: Evidence) -> list[tuple[str, Evidence]]:
    """Regions of a span before what was found is told, the nearest to the words first."""
    low = text_of(scene, span)
    after = FINDS.search(low, max(0, at.end - span.start)) if at.document == span.document else None
    last = after.start() if after and after.start() > 0 else len(low)
    title = quote(scene, span, 0, max(1, last))
    seen: dict[str, Evidence] = {}
    for row in figures("x_rays"):
        told = None if row["region"] in seen else nearest(scene, title, words(row["words"]), at)
        if told and not any(e.start <= told.start < e.end for e in seen.values()):
            seen[row["region"]] = told
    return sorted(seen.items(), key=lambda t: max(at.start - t[1].end, t[1].start - at.end, 0))


def views_of(scene: Scene, done: Done, region: Evidence, name: str) -> tuple[int, Evidence] | None:
    """How many views, as told by number or by projections; nearest to the region's words."""
    if told_here := _before_the_next(scene, done, region):
        return told_here
    for span in (done.near, done.scene):
        low = text_of(scene, span)
        told = [(m, quote(scene, span, *m.span())) for m in _VIEWS.finditer(low)]
        if told:
            match, evidence = min(
                told, key=lambda t: max(region.start - t[1].end, t[1].start - region.end, 0)
            )
            return (1 if match["one"] else number(match["n"] or match["m"] or match["v"])), evidence
        shown = list(_PROJECTIONS.finditer(low))
        kinds = {m.group() for m in shown}
        if kinds:
            both = 1 if re.search(r"\bobliques|both obliques|bilateral oblique", low) else 0
            return len(kinds) + both, quote(scene, span, shown[0].start(), shown[-1].end())
    if name == "abdomen" and re.search(r"\bkub\b", done.near.words, re.IGNORECASE):
        return 1, done.evidence
    return None


def _before_the_next(scene: Scene, done: Done, region: Evidence) -> tuple[int, Evidence] | None:
    """The views between the words of a region and those of the next, where a sentence names several."""
    later = [e.start for _, e in _named(scene, done.near, done.evidence) if e.start > region.start]
    if not later or not done.near.start <= region.start < done.near.end:
        return None
    begins, low = region.end - done.near.start, text_of(scene, done.near)
    ends = min(later) - done.near.start
    if match := _VIEWS.search(low, begins, ends):
        count = 1 if match["one"] else number(match["n"] or match["m"] or match["v"])
        return count, quote(scene, done.near, *match.span())
    shown = {m.group(): m.span() for m in _PROJECTIONS.finditer(low, begins, ends)}
    if not shown:
        return None
    return len(shown), quote(scene, done.near, min(shown.values())[0], max(shown.values())[1])


def side_near(scene: Scene, done: Done, region: Evidence) -> tuple[str, Evidence] | None:
    """The side told nearest to a region, in its sentence; else that of the passage, where it is plain."""
    told = list(sides(scene, done.near))
    if told:
        return min(told, key=lambda t: max(region.start - t[1].end, t[1].start - region.end, 0))
    return side_of(scene, done)


def scans(scene: Scene, done: Done) -> Iterator[tuple[dict[str, str], Evidence]]:
    """The regions that were scanned, as rows of the table."""
    low = f"{done.evidence.words} {done.near.words}".lower()
    way = "mr" if done.means == "mri" else "ct"
    way = f"{way}a" if re.search(r"\b(?:cta|mra)\b|\bangio", low) else "mri" if way == "mr" else "ct"
    for span in (done.near, done.scene):
        seen: list[tuple[dict[str, str], Evidence]] = []
        title = quote(scene, span, 0, _title(scene, span, done))
        for row in figures("scans"):
            told = nearest(scene, title, words(row["words"]), done.evidence) if row["way"] == way else None
            if told and not any(e.start <= told.start < e.end or _same(row, r) for r, e in seen):
                seen.append((row, told))
        if span is done.scene:  # far from its name only one region, and not too far
            seen = sorted(seen, key=lambda t: _apart(t[1], done.evidence))[:1]
            seen = [t for t in seen if _apart(t[1], done.evidence) <= _FAR]
        if seen:
            yield from seen
            return


#: So many characters from the name of a scan its region may stand, where its sentence does not tell it.
_FAR = 160


def _apart(one: Evidence, other: Evidence) -> int:
    return max(other.start - one.end, one.start - other.end, 0)


def _same(row: dict[str, str], other: dict[str, str]) -> bool:
    return other["region"].startswith("abdomen and") and row["region"] in {"abdomen", "pelvis"}


def _title(scene: Scene, span: Evidence, done: Done) -> int:
    after = FINDS.search(text_of(scene, span), max(0, done.evidence.end - span.start))
    return max(1, after.start()) if after and after.start() > 0 else len(span.words)


def contrast_of(scene: Scene, done: Done) -> tuple[str, Evidence] | None:
    """Whether contrast was given: without, with, both; None where nothing tells."""
    for span in (done.near, done.scene):
        for name, pattern in (("both", _BOTH), ("without", _PLAIN), ("with", _WITH)):
            if told := found(scene, span, pattern):
                return name, told
    return None
