"""Which drugs were given, each time, and where the words on one end."""

from __future__ import annotations

from chartproof.code.services.finding import sides, text_of, words
from chartproof.code.services.later import told_after
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene
from chartproof.terms.procedures import figures

#: Routes by which staff or physician give it, and those by which the patient takes it.
_GIVEN = Pattern(
    r"\b(?:im|iv|ivp|ivpb|sq|subq|sc|subcut\w*|intramuscular\w*|intraven\w*|inject\w*|infus\w*|intra-?articular\w*|nebul\w+|nebs?|intravitreal\w*|pushed|push|bolus|"
    r"over \d+ (?:min\w*|hours?|hrs?|h)\b|\d\d:\d\d ?(?:to|-|\u2013|until) ?\d\d:\d\d|[012]\d[0-5]\d ?(?:-|\u2013|to|until) ?[012]\d[0-5]\d|in \d+ ?(?:ml|cc)\b|in (?:ns|d5w|nss|lr)\b|deltoid|gluteal|glute\w*|ventrogluteal|by (?:\w+ )?pump|pump started|butterfly|drip|hung|through (?:a|the)|catheter|in the sheath|instill\w*|placed|went in|intralesional\w*|into the|inhal\w+ treatment|mci)\b"
)
_TAKEN = Pattern(
    r"\b(?:po|by mouth|oral(?:ly)?|tablets?|tabs?|capsules?|daily|bid|tid|qhs|prescri\w*|rx|mdi|inhaler|puffs?|cream|ointment|topical\w*|prn|refill\w*|home med\w*|every \d|cough syrup|patch|spray)\b"
)
#: An anesthetic that a drug is mixed with or is.
_MIXED = Pattern(
    r"(?:lidocaine|marcaine|bupivacaine|xylocaine)[^.;]{0,16}(?:with|w/|\+) ?$|(?<!\d)1:\d[\d,]{2,}\s*$"
)
#: Procedures by which a drug goes in.
_GOES_IN = frozenset(
    {
        "joint injection",
        "20550",
        "20551",
        "20526",
        "trigger points injected",
        "20612",
        "intralesional injection",
        "spine",
        "epidural injection",
        "facet injection",
        "sacroiliac injection",
        "64405",
        "64455",
        "nerve block",
        "64615",
        "64612",
        "64616",
        "64650",
        "64653",
        "limb chemodenervation",
        "67028",
    }
)


def by_drug(scene: Scene) -> dict[str, list[Done]]:
    """What was given, by drug: by a route of staff's, or in the passage of an injection."""
    found: dict[str, list[Done]] = {}
    places = [d.scene for d in scene.done if d.means in _GOES_IN]
    for done in scene.work("drug"):
        clause = clause_of(scene, done)
        before = text_of(scene, done.near)[: done.evidence.start - done.near.start]
        if _MIXED.search(before[-40:]) or _TAKEN.search(clause) or carries(scene, done):
            continue
        inside = any(
            p.document == done.evidence.document and p.start <= done.evidence.start < p.end for p in places
        )
        document = scene.coding.encounter.document(done.evidence.document)
        given = inside or _GIVEN.search(clause) or _GIVEN.search(before[-30:])
        if given or told_after(document, done.evidence):
            found.setdefault(done.means, []).append(done)
    return found


def clause_of(scene: Scene, done: Done) -> str:
    """The words from a drug to the next drug, or the end of its sentence."""
    low = text_of(scene, done.near)
    at = done.evidence.start - done.near.start
    later = [
        d.evidence.start - done.near.start
        for d in scene.work("drug")
        if d.near == done.near
        and d.evidence.start >= done.evidence.end
        and (d.means != done.means or _begins_a_line(scene, d))
        and not carries(scene, d)
    ]
    return low[at : min([*later, len(low)])]


def to_next(scene: Scene, done: Done) -> Evidence:
    """The sentence of a drug and what follows it in its written line, to where the next drug is named."""
    document = scene.coding.encounter.document(done.evidence.document)
    end = document.text.find("\n", done.near.end)
    later = (
        d.near.start for d in scene.work("drug") if d.means != done.means and d.near.start >= done.near.end
    )
    return document.quote(done.near.start, min([*later, end if end >= 0 else len(document.text)]))


def _begins_a_line(scene: Scene, done: Done) -> bool:
    """Whether a drug is named again on a line of its own, as a log names each time it is given."""
    text = scene.coding.encounter.document(done.evidence.document).text
    return text[: done.evidence.start].rstrip(" \t-*").endswith("\n")


_IN = Pattern(
    r"(?:\bin|\b(?:diluted|mixed|reconstituted|recon\w*|dissolved|prepared|together|along) (?:in|with|to|w/)|/|\bwith|w/)\s?(?:a )?(?:\d[\d,.]* ?(?:ml|cc|l)\s)?(?:bag )?(?:of )?(?:sterile |bacteriostatic |preservative-free |0\.9 ?% ?)*$"
)


def carries(scene: Scene, done: Done) -> bool:
    """Whether a fluid is what a drug was dissolved in."""
    before = text_of(scene, done.near)[: done.evidence.start - done.near.start]
    return done.means in FLUIDS and _IN.search(before[-60:]) is not None


#: Fluids that are given for themselves, or carry a drug.
FLUIDS = frozenset({"normal saline", "lactated ringer", "dextrose in water", "dextrose in saline"})
#: The hour that a line of a log begins with: "1605 2nd ondansetron".
_AT_FIRST = Pattern(
    r"(?:^|\n)\W*([012]?\d):?([0-5]\d)\b\W{0,3}(?:(?:2nd|second|repeat|another|gave|given|slow) ){0,2}$"
)
_AT = Pattern(r"\b([012]?\d):?([0-5]\d)\b(?! ?(?:mg|ml|cc|g|mcg|units?|u)\b)")


def clock(scene: Scene, done: Done) -> int | None:
    """The minute of the day a drug was given, as its clause tells it first."""
    low, at = text_of(scene, done.near), done.evidence.start - done.near.start
    found = _AT_FIRST.search(low, 0, at) or _AT.search(clause_of(scene, done))
    return int(found[1]) * 60 + int(found[2]) if found else None


def times_given(scene: Scene, many: list[Done]) -> list[Done]:
    """Each time a drug was given: into joints or sites of their own, at times of their own; else once."""
    by_act: dict[tuple[str, ...], Done] = {}
    for done in many:
        acts = tuple(sorted({d.means for d in scene.done if d.near == done.near and d.means in _GOES_IN}))
        if acts:
            low = text_of(scene, done.near)
            joints = [r["words"] for r in figures("joints") if words(r["words"]).search(low)]
            by_act.setdefault((*acts, *sorted({s for s, _ in sides(scene, done.near)}), *joints), done)
    if len(by_act) > 1:
        return list(by_act.values())
    by_clock = {at: d for d in reversed(many) if (at := clock(scene, d)) is not None}
    return [by_clock[at] for at in sorted(by_clock)] if len(by_clock) > 1 else many[:1]
