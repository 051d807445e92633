"""The head or neck of a bone or an organ is not the patient's: "pain at the second metatarsal head", "femoral neck"."""

from __future__ import annotations

from chartproof.terms.words import Words

#: What has a head or a neck of its own (folded), in front of the word.
_OWNERS = frozenset(
    {
        *("metatarsal", "met", "mt", "metacarpal", "mc", "femur", "humerus", "radial", "radius", "fibula"),
        *(
            "ulna",
            "phalanx",
            "phalangeal",
            "condylar",
            "mandible",
            "talar",
            "talus",
            "pancreas",
            "gallbladder",
        ),
        *("bladder", "uterus", "uterine", "tooth", "implant", "stapes", "malleus"),
    }
)
_PARTS = frozenset({"head", "neck"})


def has_owner(i: int, words: Words) -> bool:
    """Whether a word is the head or neck of the bone or organ named in front of it."""
    return i > 0 and words.folded[i] in _PARTS and words.folded[i - 1] in _OWNERS


def is_of_a_bone(at: tuple[int, ...], words: Words) -> bool:
    """Whether a term takes the head or neck of a bone or an organ for the patient's: it uses the word without its owner."""
    return any(has_owner(i, words) and i - 1 not in at for i in at)
