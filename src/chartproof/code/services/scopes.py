"""What was done through a scope, each thing in a sentence of its own."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.finding import words
from chartproof.code.services.wounds import sentences
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene

_SCOPES = {
    "colonoscopy": Pattern(r"\bcolonoscop\w+"),
    "upper endoscopy": Pattern(r"\b(?:egd|esophagogastroduodenoscopy|upper (?:gi )?endoscopy|gastroscope)\b"),
    "sigmoidoscopy": Pattern(r"\bsigmoidoscop\w+"),
}


def _own(scene: Scene, done: Done) -> Iterator[Evidence]:
    """The sentences that tell of this scope: from where it is named to where another is."""
    owner = ""
    for sentence in sentences(scene, done.scene):
        named = [scope for scope, pattern in _SCOPES.items() if pattern.search(sentence.words.lower())]
        if named:
            owner = named[0] if len(named) == 1 else ""
        if owner in {"", done.means} or done.means not in _SCOPES or not scene.of(owner):
            yield sentence


_NOT = Pattern(
    r"\b(?:no|not|nothing|without|none|deferred|declined|nor|negative for|history of|prior|previous)\b[^,;]{0,40}$"
)


_NOT_DONE = Pattern(
    r"[^,;]{0,24}\b(?:(?:was |were )?not (?:done|performed|taken|needed|indicated|possible)|already (?:done|present|made|in place)|(?:done|made|performed) (?:in|on|last|previously|before)\b|omitted|deferred|declined|forgone)\b"
)


def techniques(
    scene: Scene, many: tuple[Done, ...], written: str, taken: list[Evidence]
) -> tuple[Evidence, ...]:
    """The words of each thing that a row names, apart by `&`; none where one of them is not told."""
    found = [_technique(scene, many, one, taken) for one in written.split(" & ")]
    return tuple(told for told in found if told) if all(found) else ()


def _technique(scene: Scene, many: tuple[Done, ...], written: str, taken: list[Evidence]) -> Evidence | None:
    """The words of a technique, in a sentence of its own."""
    if not written:
        return None
    for done in many:
        for sentence in _own(scene, done):
            if any(t.start >= sentence.start and t.end <= sentence.end for t in taken):
                continue
            low = sentence.words.lower()
            match = words(written).search(low)
            if match and not _NOT.search(low[: match.start()]) and not _NOT_DONE.match(low, match.end()):
                document = scene.coding.encounter.document(sentence.document)
                return document.quote(sentence.start + match.start(), sentence.start + match.end())
    return None
