"""The class findings of a foot exam (Medicare Benefit Policy Manual, chapter 15, 290)."""

from __future__ import annotations

from chartproof.code.claim.told import first
from chartproof.model.pattern import Pattern
from chartproof.model.record import Encounter, Evidence
from chartproof.terms.letters import lowered

Found = tuple[Evidence, ...]

_GONE = r"(?:absent|non-?palpable|not palpable|(?:cannot|can not|could not) be (?:felt|palpated)|not felt|unpalpable|0/[34])"
_LOST = r"(?:absent|non-?palpable|unpalpable|no palpable)"
_B_PULSES = {
    "pt": Pattern(rf"\b(?:posterior tibial|pt pulses?|dp/pt|pedal pulses?|dp and pt)\b[^.;\n]{{0,44}}\b{_GONE}|\bpt(?: is| are)? {_LOST}|\b{_LOST}\b[^.;\n]{{0,44}}\b(?:posterior tibial|pt pulses?|dp/pt|pt\b|pedal pulses?)"),
    "dp": Pattern(rf"\b(?:dorsalis pedis|dp pulses?|dp/pt|pedal pulses?|dp and pt)\b[^.;\n]{{0,60}}\b{_GONE}|\bdp(?: is| are)? {_LOST}|\b{_LOST}\b[^.;\n]{{0,44}}\b(?:dorsalis pedis|dp pulses?|dp/pt|dp\b|pedal pulses?)"),
}  # fmt: skip
#: Three of these make one finding of class B.
_TROPHIC = (
    Pattern(r"\b(?:absent|decreased|diminished|no|loss of|sparse|reduced|lack of) (?:\w+ ){0,2}hair\b|\bhair (?:growth )?(?:is )?(?:absent|decreased|diminished|sparse|loss)\b|\bhairless\b"),
    Pattern(r"\bnails?\b[^.;\n]{0,30}\b(?:thick\w*|dystroph\w*)|\bthick\w*\b[^.;\n]{0,30}\bnails?\b"),
    Pattern(r"\b(?:hyper)?pigment\w+\b|\bhemosiderin\b|\bdiscolou?red skin\b|\bskin discolou?ration\b"),
    Pattern(r"\b(?:thin|shiny|atrophic)\b[^.;\n]{0,16}\bskin\b|\bskin\b[^.;\n]{0,24}\b(?:thin|shiny|atrophic)\b"),
    Pattern(r"\b(?:dependent )?rubor\b|\bskin\b[^.;\n]{0,16}\bred(?:ness)?\b"),
)  # fmt: skip
_LEAST_TROPHIC = 3
_C = (
    Pattern(r"\bclaudication\b"),
    Pattern(r"\b(?:cold|cool) (?:feet|foot|toes?|extremit\w+|to (?:the )?touch)\b|\bfeet (?:are |feel )?(?:cold|cool)\b|\btemperature (?:is )?(?:decreased|cool\w*|changes?)\b"),
    Pattern(r"\bedema\b|\bswelling\b"),
    Pattern(r"\bparesthesias?\b|\btingling\b|\bpins and needles\b"),
    Pattern(r"\bburning (?:in|of|sensation|feet|pain)\b|\b(?:feet|foot) burn\w*\b"),
)  # fmt: skip
_A = Pattern(
    r"\b(?:bka|aka|tma)\b|\bamputat\w+\b[^.;\n]{0,40}\b(?:toe|toes|foot|hallux|ray|forefoot|leg|below)\b|\b(?:toe|foot|hallux|ray|below[- ]knee|transmetatarsal|forefoot) amputation\b"
)
_TRAUMA = Pattern(r"(?<!non)(?<!non-)\btraumatic\b|\b(?:accident|lawn ?mower|crush|injury|blast)\b")
_DENIED = Pattern(r"\b(?:no|denies|denied|without|negative for|not|free of|risk of|prevent)\b[^.;\n]{0,40}$")


def class_findings(encounter: Encounter) -> tuple[Found, Found, Found]:
    """The findings of class A, B and C that the record documents, each by its words; what is denied counts for nothing."""
    lost = _told(encounter, _A)
    a = (lost,) if lost and not _TRAUMA.search(_line(encounter, lost)) else ()
    pulses = [e for p in _B_PULSES.values() if (e := first(encounter, p))]
    changes = [e for p in _TROPHIC if (e := first(encounter, p))]
    b = (*pulses, *(changes[:1] if len(changes) >= _LEAST_TROPHIC else ()))
    return a, b, tuple(e for p in _C if (e := _told(encounter, p)))


def _told(encounter: Encounter, pattern: Pattern) -> Evidence | None:
    for document in encounter.documents:
        low = lowered(document.text)
        for match in pattern.finditer(low):
            if not _DENIED.search(low[max(0, match.start() - 60) : match.start()]):
                return document.quote(*match.span())
    return None


def _line(encounter: Encounter, words: Evidence) -> str:
    text = encounter.document(words.document).text
    begins, ends = text.rfind("\n", 0, words.start) + 1, text.find("\n", words.end)
    return text[begins : ends if ends >= 0 else None].lower()
