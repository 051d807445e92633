"""Where a laboratory test was made, who bills it, and whether a second run was a further test."""

from __future__ import annotations

from chartproof.code.services.finding import quote, said, text_of
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene

OUTSIDE = Pattern(
    r"\b(?:sent|send out|performed|run|made|tested|forwarded)\b[^.;\n]{0,30}\b(?:quest|labcorp|(?:outside|reference|commercial|send-?out) lab\w*)\b|\b(?:quest|labcorp|reference lab\w*|outside lab\w*) (?:performs?|performed|runs?|ran|makes?|tests?)\b|"
    r"\b(?:purchase[sd]?|buys?|bought)\b[^.;\n]{0,24}\bfrom (?:quest|labcorp|(?:the |an? |our )?(?:outside|reference|commercial) lab\w*)\b"
)
BILLED_BY_US = Pattern(
    r"\b(?:we|our (?:practice|office|group)|this (?:practice|office)) (?:will )?(?:bills?|buys?|purchase[sd]?)\b|\bbilled by (?:us|our|this|the practice)\b|\bpurchased (?:test|service|from)\b|\bbills? (?:us|our (?:practice|office)|the practice)\b|\bclient[- ]bill\w*\b|\bpass[- ]through bill\w*"
)
#: What the next sentence says of a specimen that was only drawn here.
SENT_OUT = Pattern(
    r"[.;\s]*(?:all |both |the |these |this )?(?:specimens?|samples?|tubes?|labs?|bloods?|it|they)? ?(?:was |were )?sent (?:out )?to (?:quest|labcorp|(?:the |an? |our )?(?:outside|reference|commercial|hospital) lab)"
)
#: To draw blood is done here, wherever it is tested.
DRAWN = Pattern(r"\b(?:draw\w*|venipuncture|phlebotomy|stick|collect\w*)\b")
_RERUN = Pattern(
    r"\b(?:re-?run|rerun|repeat(?:ed)?|run again|re-?tested?)\b[^.;\n]{0,40}\b(?:confirm\w*|verif\w*|equipment|analyzer|machine|instrument|hemoly\w*|clotted|invalid|inconclusive|insufficient|error|malfunction\w*|fail\w*|quality control|same (?:specimen|sample))\b|"
    r"\b(?:confirm\w*|verif\w*|equipment|analyzer|instrument|hemoly\w*|clotted|invalid|insufficient|malfunction\w*|fail\w*|error)\b[^.;\n]{0,40}\b(?:re-?run|repeated|run again|re-?tested)\b"
)

_AGAIN = Pattern(
    r"\b(?:repeated|again|rechecked)\b[^.;\n]{0,40}?\b(?:at \d|after\b|\d+ (?:hours?|minutes?|hrs?|min)\b|later\b)|\bat \d{1,2}:?\d\d\b[^.;\n]{0,40}?\band (?:again )?at \d{1,2}:?\d\d\b"
)


def rerun_of(scene: Scene, done: Done) -> Evidence | None:
    """The words that say a test was run again to confirm, or for trouble with the specimen or the equipment."""
    return said(scene, done, _RERUN)


def made_again(scene: Scene, many: list[Done]) -> tuple[Evidence, ...]:
    """The words that say a test was made again later for another result, one for each further time."""
    if not many or many[0].work != "lab" or rerun_of(scene, many[0]):
        return ()
    later = tuple(d.evidence for d in many if _is_later(scene, d))
    return later or tuple(words for d in many[:1] if (words := _told_again(scene, d)))


def _is_later(scene: Scene, done: Done) -> bool:
    """Whether a mention tells of a further time, with its hour or its result: "repeat lactate 2.0 at 10:00"."""
    low, at = text_of(scene, done.near), done.evidence.start - done.near.start
    behind = low[at + len(done.evidence.words) :]
    return _ORDINAL.search(low[:at]) is not None and _RESULT.match(behind) is not None


_ORDINAL = Pattern(r"\b(?:repeat|second|third|fourth|2nd|3rd|4th|recheck(?:ed)?)\W+$")
_RESULT = Pattern(
    r"(?! (?:in|within|after|if|next|tomorrow)\b)[^.;\n]{0,30}?(?:\d|\bnegative\b|\bnormal\b|\bunchanged\b)"
)


def _told_again(scene: Scene, done: Done) -> Evidence | None:
    """The words behind a test that say it was made again; none where they are of another test."""
    others = [
        d.evidence.start for d in scene.work("lab") if d.near == done.near and d.evidence != done.evidence
    ]
    match = _AGAIN.search(text_of(scene, done.near), done.evidence.end - done.near.start)
    if match is None:
        return None
    words = quote(scene, done.near, *match.span())
    return None if any(done.evidence.end <= at < words.start for at in others) else words
