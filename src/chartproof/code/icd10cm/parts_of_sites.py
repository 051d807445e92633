"""What a record names of a site where a title names the whole of it, and how it shortens words of titles."""

from __future__ import annotations

from chartproof.terms.words import fold

#: Parts of the limbs, as a record names them.
LIMBS = {
    "upper": ("arm", "forearm", "elbow", "wrist", "hand"),
    "lower": ("leg", "thigh", "knee", "calf", "shin", "ankle", "foot"),
}

#: Joints that codes of joints hold under a larger name (I.C.13.a).
_PARTS = {
    "foot": (
        "toe",
        "mtp",
        "metatarsophalangeal",
        "hallux",
        "metatarsal",
        "calcaneus",
        "heel",
        "midfoot",
        "forefoot",
    ),
    "thigh": ("femoral", "femur", "hip"),
    "hand": ("finger", "thumb", "mcp", "pip", "dip", "metacarpal"),
}

#: Replaced joints as a record shortens them: what complicates a TKA complicates a knee.
_REPLACED = {"knee": ("tka", "tkr", "uka"), "hip": ("tha", "thr"), "shoulder": ("tsa", "rtsa")}
#: Words of titles that a record shortens to one: of the eye in diabetes, of the quadrants of a breast.
_SHORT = {
    "upper": ("uoq", "uiq"),
    "lower": ("loq", "liq"),
    "outer": ("uoq", "loq"),
    "inner": ("uiq", "liq"),
    "quadrant": ("uoq", "uiq", "loq", "liq"),
    **dict.fromkeys(("macular", "macula", "edema"), ("dme", "csme", "csdme", "cidme")),
    **dict.fromkeys(("choroidal", "choroid", "neovascularization"), ("cnv", "cnvm")),
}
#: Toes by their number or name, of injuries whose codes know the great toe and the lesser ones.
_TOES = {
    "great": ("big", "hallux", "first"),
    "lesser": ("second", "third", "fourth", "fifth", "little", "small"),
}
OF_TOES = ("S90.1", "S90.2", "S90.4", "S91.1", "S91.2", "S97.1", "S98.1", "S98.2")
WHOLE = frozenset(_SHORT["edema"])

#: Regions of the spine by the letters of the vertebrae that are named.
_SPANS = {
    letters: fold(region)
    for letters, region in (
        *(
            ("c", "cervical"),
            ("ct", "cervicothoracic"),
            ("t", "thoracic"),
            ("tl", "thoracolumbar"),
            ("l", "lumbar"),
        ),
        *(("ls", "lumbosacral"), ("s", "sacral")),
    )
}
REGIONS = frozenset({*_SPANS.values(), "sacrococcygeal"})


def parts_of(word: str, concept: str) -> tuple[str, ...]:
    """What a record names for a word of the titles near a concept: a metatarsal for the foot, a TKA for the knee."""
    if concept.startswith(("E", "H3", "N63", "C50", "D24")):
        return _SHORT.get(word, ())
    if concept.startswith("T84"):
        return _REPLACED.get(word, ())
    if concept.startswith(OF_TOES):
        return _TOES.get(word, ())
    return _PARTS.get(word, ()) if concept.startswith("M") else ()


def region_of(vertebrae: list[str], behind: str) -> str | None:
    """The region of the spine that vertebrae are of ("l4", "l5"); `behind`: the word that follows them."""
    letters = "".join(dict.fromkeys(vertebra[0] for vertebra in vertebrae))
    if vertebrae[-1] == "l5" and behind == "1":  # L5-1: the disc to the sacrum
        letters = "ls"
    return _SPANS.get(letters) or _SPANS.get(letters[::-1])
