"""A nerve block that the anesthetist gave for the pain after an operation, not as its anesthesia, is a line of its own."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, policy
from chartproof.code.services.finding import found, side_of
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.service import Bill, Scene
from chartproof.rules.core import rule


@rule(
    holds=SINCE,
    reviewed=None,
    cite=policy("2", "postoperative pain management by the anesthesia practitioner"),
)
def block_for_pain(scene: Scene, _: Books) -> Iterator[Bill]:
    """A nerve block that the anesthetist gave for the pain after an operation, not as its anesthesia, is a line of its own."""
    for done in scene.of("block for pain"):
        why, name = found(scene, done.near, _PAIN), done.evidence.words.lower()
        code = next((code for code, pattern in _CODES.items() if pattern.search(name)), None)
        if why is None or code is None:
            continue
        side = side_of(scene, done)
        if code == "64486":
            both = side is not None and side[0] == "both"
            yield Bill("64488" if both else code, done, (why,), modifiers=("59",))
        else:
            catheter = found(scene, done.near, _CATHETER)
            yield Bill(_WITH_CATHETER[code] if catheter else code, done, (why,), side=side, modifiers=("59",))


_PAIN = Pattern(
    r"\b(?:post-?op\w*|after (?:the )?(?:surgery|operation))\b[^.;]{0,30}\b(?:pain|analgesia)|\b(?:pain|analgesia)\b[^.;]{0,30}\b(?:post-?op\w*|after (?:the )?(?:surgery|operation))"
)
_CATHETER = Pattern(r"\bcatheter|\bcontinuous\b")
_CODES = {
    "64415": Pattern(r"interscalene|supraclavicular|infraclavicular|brachial"),
    "64417": Pattern(r"axillary"),
    "64447": Pattern(r"femoral|adductor|saphenous"),
    "64445": Pattern(r"sciatic|popliteal"),
    "64486": Pattern(r"\btap\b|transversus"),
    "64461": Pattern(r"paravertebral"),
}
_WITH_CATHETER = {"64415": "64416", "64417": "64417", "64447": "64448", "64445": "64446", "64461": "64463"}
