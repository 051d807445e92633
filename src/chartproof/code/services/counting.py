"""The code of a number: so many lesions, nails, regions, muscles."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from chartproof.code.services.finding import quote, said, text_of
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Scene
from chartproof.terms.procedures import figures


def by_number(
    family: str, done: Done, told: tuple[int, Evidence], because: tuple[Evidence, ...] = ()
) -> Iterator[Bill]:
    """The line of a family for a number, and the further one where each beyond the first adds its own."""
    number, words = told
    for row in figures("counts"):
        if (
            row["family"] == family
            and number >= int(row["least"])
            and (not row["most"] or number <= int(row["most"]))
        ):
            yield Bill(row["code"], done, (words, *because))
            if row["each_further"] and number > int(row["least"]):
                yield Bill(row["each_further"], done, (words, *because), number - int(row["least"]))


#: Families of counted things: their name in the table of numbers, and what is counted.
FAMILIES = {
    "nails debrided": ("nails debrided", r"(?:toe)?nails?"),
    "hyperkeratotic lesions pared": (
        "hyperkeratotic lesions pared",
        r"(?:callus\w*|corns?|lesions?|hyperkeratos\w+)",
    ),
    "intralesional injection": (
        "lesions injected",
        r"(?:lesions?|keloids?|plaques?|patches|nodules?|cysts?|scars?|sites?|areas?|spots?)",
    ),
    "trigger points injected": ("muscles injected at trigger points", r"muscles?(?: groups?)?"),
    "spinal regions manipulated": ("spinal regions manipulated", r"(?:spinal )?regions?"),
    "osteopathic treatment": ("body regions of osteopathic treatment", r"(?:body )?regions?|areas"),
    "nerve conduction studies": ("nerve conduction studies", r"(?:nerve conduction )?(?:studies|nerves)"),
    "prostate lifted": ("prostate lifted", r"implants?"),
    "allergen injections": ("allergen injections", r"(?:injections?|shots?|vials?|extracts?)"),
}

#: What is sold by so many pieces a unit.
_PACKS = {"A4253": 50, "A4259": 100}


def packs_of(code: str, number: int) -> int:
    """The units of so many pieces; a number smaller than a pack counts packs."""
    pack = _PACKS.get(code, 1)
    return ceil(number / pack) if number >= pack else number


#: Names that are counted where no number is told.
_NAMES = {
    "trigger points injected": Pattern(
        r"\b(?:trapezius|rhomboids?|levator scapulae|quadratus lumborum|gluteus \w+|piriformis|splenius \w+|infraspinatus|supraspinatus|scalenes?|paraspinals?|sternocleidomastoid|latissimus)\b"
    ),
    "spinal regions manipulated": Pattern(r"\b(?:cervical|thoracic|lumbar|sacral|pelvic)\b"),
    "allergen injections": Pattern(
        r"\b(?:inj(?:ection)?|shot|vial|syringe|site)\.? ?#?(?:[1-9]|[a-d](?= ?[:(]))|\b(?:left|right|l|r|lt|rt) (?:upper )?(?:outer )?arm\b"
    ),
    "osteopathic treatment": Pattern(
        r"\b(?:head|cervical|thoracic|lumbar|sacral|sacrum|pelvi[cs]|lower extremit\w+|upper extremit\w+|ribs?|rib cage|abdom\w+)\b"
    ),
}

#: Places of the foot, of which each has one.
_SITES = {
    "hyperkeratotic lesions pared": Pattern(
        r"\b(?:right|left|r|l)\b[^.,;]{0,24}?\b(?:met(?:atarsal)? heads?|mth?|hallux|toe|heel|sub-?(?:met)? ?\d(?:st|nd|rd|th)?)\b"
    )
}
#: Words that name one thing.
_SINGLE = {
    "intralesional injection": Pattern(r"\b(?:lesion|keloid|plaque|patch|nodule|cyst|scar)\b"),
    "hyperkeratotic lesions pared": Pattern(
        r"\b(?:callus|corn|lesion|tyloma|heloma|porokeratosis|hyperkeratosis)\b"
    ),
}


#: Of a list of nerve conduction studies: what kind follows, and each nerve with its side.
_KIND = Pattern(r"\b(motor|sensory|mixed|h[- ]?reflex(?:es)?)\b")
_NERVE = Pattern(
    r"\b(?P<side>r|l|rt|lt|right|left|bilateral|b/l|both)\.? (?P<nerve>median|ulnar|radial|superficial radial|musculocutaneous|axillary|peroneal|fibular|superficial peroneal|superficial fibular|deep peroneal|tibial|sural|saphenous|femoral|medial plantar|lateral plantar|plantar|lateral antebrachial\w*|medial antebrachial\w*|palmar|facial|spinal accessory|phrenic|soleus)\b"
)


def nerves(scene: Scene, done: Done) -> tuple[int, Evidence] | None:
    """How many nerves a list names, each side and each of motor and sensory as one: "Motor: R median, L median"."""
    low, kind = text_of(scene, done.scene), ""
    found: dict[tuple[str, str, str], int] = {}
    places: list[tuple[int, int]] = []
    last = _RESULT.search(low)
    for match in sorted((*_KIND.finditer(low), *_NERVE.finditer(low)), key=lambda m: m.start()):
        if last and match.start() > last.start():
            break
        if match.re.groups == 1:
            kind = match[1][:6]
        elif kind:
            sides = ("r", "l") if match["side"] in {"bilateral", "b/l", "both"} else (match["side"][0],)
            found |= {(kind, side, match["nerve"]): 1 for side in sides}
            places.append(match.span())
    if len(found) < 2:
        return None
    return len(found), quote(scene, done.scene, places[0][0], places[-1][1])


#: Where a list of studies ends and what they showed is told.
_RESULT = Pattern(r"\b(?:results?|findings?|impression|interpretation|needle|emg|conclusion)\b ?[:(]")


def listed(scene: Scene, many: tuple[Done, ...], family: str) -> tuple[int, Evidence] | None:
    """The number of muscles or regions that are named; one where the words say one."""
    if family == "nerve conduction studies":
        return nerves(scene, many[0])
    named_sites = _SITES.get(family)
    for span in (many[0].near,) if named_sites else ():
        sites = list(named_sites.finditer(text_of(scene, span))) if named_sites else []
        if len(sites) > 1:
            return len(sites), quote(scene, span, sites[0].start(), sites[-1].end())
    one = _SINGLE.get(family)
    if one and (told := said(scene, many[0], one)):
        return 1, told
    pattern = _NAMES.get(family)
    if pattern is None:
        return None
    for span in (many[0].near, many[0].scene):
        named = {m.group(): m for m in pattern.finditer(text_of(scene, span))}
        if named:
            last = max(named.values(), key=lambda m: m.end())
            first = min(named.values(), key=lambda m: m.start())
            return len(named), quote(scene, span, first.start(), last.end())
    return None
