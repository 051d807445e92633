"""Which coronary arteries a report tells as treated, and the most that was done to each."""

from __future__ import annotations

import re

from chartproof.code.services.finding import quote
from chartproof.code.services.operations import told
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene


def treated_in(scene: Scene, many: tuple[Done, ...]) -> dict[str, tuple[str, tuple[Evidence, ...]]]:
    """Each major artery with the greatest thing done to it, in the sentences that tell of a treatment."""
    found: dict[str, tuple[str, tuple[Evidence, ...]]] = {}
    span, low = tuple(told(scene, many[0]))[1]
    for sentence in re.finditer(r"[^.;\n]+(?:\.\d+[^.;\n]*)*", low):
        acts = [(kind, m) for kind, p in _KINDS.items() if (m := p.search(sentence.group()))]
        if not acts or _ONLY_SEEN.search(sentence.group()):
            continue
        kind, act = acts[0]
        if {"stent", "shaved"} <= {k for k, _ in acts}:
            kind = "both"
        for vessel, pattern in _VESSELS.items():
            if place := pattern.search(sentence.group()):
                at = sentence.start()
                words = tuple(quote(scene, span, at + m.start(), at + m.end()) for m in (act, place))
                if vessel not in found or _RANK.index(kind) < _RANK.index(found[vessel][0]):
                    found[vessel] = kind, words
    return found


_RANK = ("both", "occlusion", "graft", "stent", "shaved", "balloon")
_KINDS = {
    "occlusion": Pattern(
        r"\b(?:recanaliz\w+|crossed|opened|pci|stent\w*)\b[^.;]*\bchronic total occlusion|\bcto (?:pci|intervention|recanaliz\w+)|\bchronic total occlusion\b[^.;]*\b(?:was|were) (?:crossed|opened|stented|recanalized)"
    ),
    "graft": Pattern(
        r"\b(?:stent\w*|pci|angioplasty)\b[^.;]{0,60}\b(?:vein graft|svg|bypass graft|lima graft)"
    ),
    "stent": Pattern(r"\bstent(?:s|ed|ing)?\b|\bdes\b|\bbms\b"),
    "shaved": Pattern(r"\b(?:rotational |orbital |laser |directional )?atherectomy"),
    "balloon": Pattern(r"\bangioplasty|\bptca\b|\bballoon\w*|\bpci\b"),
}
_ONLY_SEEN = Pattern(
    r"\b(?:patent stent|stent (?:is|was|were|remains?) (?:widely )?patent|in-stent restenosis of \d+%|stenosis in the|showed|demonstrated|revealed)\b"
)
_VESSELS = {
    "LM": Pattern(r"\bleft main\b"),
    "LD": Pattern(r"\blad\b|\bleft anterior descending|\bdiagonal\b"),
    "LC": Pattern(r"\blcx\b|\b(?:left )?circumflex|\bobtuse marginal|\bom ?\d?\b"),
    "RC": Pattern(r"\brca\b|\bright coronary|\bposterior descending|\bpda\b|\bposterolateral branch"),
    "RI": Pattern(r"\bramus\b"),
}
