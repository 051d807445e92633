"""An intervention on a coronary artery is reported once for each major artery, by what was done there at most."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, policy
from chartproof.code.services.finding import found
from chartproof.code.services.vessels import vessels
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=policy("11", "coronary interventions"))
def coronary_intervention(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """An intervention on a coronary artery is reported once for each major artery, by what was done there at most."""
    acts = scene.of("coronary intervention")
    if not acts:
        return
    done = acts[0]
    code, words = next((code, w) for code, p in _CODES if (w := found(scene, done.scene, p)) or p is _ANY)
    named = vessels(scene, done)
    if not named:
        yield lacking(__name__, done, "which coronary artery was treated", _ARTERIES)
    for vessel, told in named:
        yield Bill(code, done, (told, words) if words else (told,), place=vessel)


_ARTERIES = ("left main", "left anterior descending", "circumflex", "right coronary", "ramus intermedius")
_ANY = Pattern(r"\b(?:balloon|ptca|angioplast\w*|pci|percutaneous coronary intervention)")
#: What was done at most, first: in acute infarction, of a closed artery, with atherectomy, with a stent, by balloon.
_CODES = (
    ("92941", Pattern(r"\b(?:stemi|primary pci|acute (?:myocardial infarction|mi)\b|culprit)")),
    ("92943", Pattern(r"\b(?:chronic total occlusion|cto)\b")),
    ("92933", Pattern(r"\batherectomy\b(?=(?:[^\n]|\n(?!\n)){0,400}\bstent)|\bstent\w*\b(?=[^\n]{0,200}\batherectomy)")),
    ("92924", Pattern(r"\batherectomy\b")),
    ("92928", Pattern(r"\b(?:stent\w*|des)\b")),
    ("92920", _ANY),
)  # fmt: skip
