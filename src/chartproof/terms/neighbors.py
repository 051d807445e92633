"""What a token says by what stands about it: "ring" before finger, "2° hyperparathyroidism", "sacral PI st 4"."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.terms.predicates import CHANGES, changes
from chartproof.terms.returned import is_returned

#: Which finger a word in front of "finger" means; "middle" there is no part of a bone.
_FINGERS = {
    **dict.fromkeys(("middle", "long", "third", "3rd"), "midfinger"),
    **dict.fromkeys(("index", "pointer", "second", "2nd"), "index"),
    **dict.fromkeys(("ring", "fourth", "4th"), "ring"),
    **dict.fromkeys(("little", "small", "pinky", "pinkie", "fifth", "5th"), "little"),
}
_FINGER = Pattern(r"[ -]fingers?\b", re.IGNORECASE)
#: What is primary or secondary by its degree sign; a burn, a block and a tear of the perineum are of a degree.
_RANKS = {"1": "primary", "2": "secondary"}
_RANKED = Pattern(
    r"[\u00b0\u00ba] ?(?!deg|burns?\b|av|heart|block|lac|tear|perineal|frostbite|prolapse|[\d-])[A-Za-z]",
    re.IGNORECASE,
)

#: "st" for a stage before its number, where a pressure injury is told: "sacral PI st 4".
_STAGE_NUMBER = Pattern(r" ?(?:[1-4]|I{1,3}|IV)(?![\w/])")
_PRESSED = Pattern(r"\b(?:PI|PU|HAPI|DTI|pressure|decub\w*|ulcer|sacr\w+|coccy\w+|ischi\w+|heel)\b")
#: "chr" is chronic where no number or letter of a chromosome follows.
_CHROMOSOME = Pattern(r"[ .-]?(?:\d|[XY]\b)")
#: Words cut short where what stands before or behind them says which: "R upper ext", "dist radius fx", "2nd deg burn".
_CUT = {
    "ext": ("extremity", Pattern(r"\b(?:upper|lower|up|low) \Z", re.IGNORECASE), None),
    "syn": ("syndrome", None, Pattern(r"(?! (?:virus|gas)\b)", re.IGNORECASE)),
    "deg": ("degree", Pattern(r"\b(?:first|second|third|fourth|1st|2nd|3rd|4th) \Z", re.IGNORECASE), None),
    "dist": (
        "distal",
        None,
        Pattern(
            r"[ -](?:\w+ )?(?:radi\w+|ulnar?|tibial?|fibular?|femur|femoral|humer\w+|phalan\w+|clavicle|metatarsal|metacarpal|forearm|third|tuft)\b",
            re.IGNORECASE,
        ),
    ),
}
#: The words that say something else by their neighbors.
BY_NEIGHBORS = frozenset({*_FINGERS, *_RANKS, *CHANGES, *_CUT, "high", "back", "st", "chr"})


def _opens(text: str, start: int, at: int) -> bool:
    """Whether nothing of its item stands before a place: "2° hyperparathyroidism", and no "AKI 2° sepsis"."""
    ahead = text[start:at].rstrip(" ")
    return not ahead or ahead[-1] in "\n:;,.()#-" or ahead[-1].isdigit()


def by_neighbors(word: str, text: str, at: tuple[int, int, int, int]) -> str | None:
    """What a word says by what stands about it, folded: a finger, a rank, a stage, a change of a value, a return; None where it says but itself.

    `at`: where its line begins, where it begins and ends, and where its line ends.
    """
    start, begins, stop, end = at
    if word in _RANKS:
        ranked = _RANKED.match(text, stop) and (word == "1" or _opens(text, start, begins))
        return _RANKS[word] if ranked else None
    if word in _CUT:
        whole, ahead, behind = _CUT[word]
        told = (ahead is None or ahead.search(text, max(0, begins - 12), begins)) and (
            behind is None or behind.match(text, stop, end)
        )
        return whole if told else None
    if word == "chr":
        return None if _CHROMOSOME.match(text, stop, end) else "chronic"
    if word == "st":
        staged = _STAGE_NUMBER.match(text, stop, end) and _PRESSED.search(text, max(0, stop - 60), stop)
        return "stage" if staged else None
    if word == "back":
        return "aback" if is_returned(text, begins) else None
    if word in _FINGERS:
        return _FINGERS[word] if _FINGER.match(text, stop, end) else None
    return changes(word, text, stop, end)
