"""An endoscopy is reported by each thing that was done through the scope at a place of its own; looking alone only where nothing else was done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import side_of, words
from chartproof.code.services.wounds import sentences
from chartproof.codesets.books import Books
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.procedures import figures


@rule(
    holds=SINCE,
    reviewed=None,
    cite=cpt("endoscopy: diagnostic is part of surgical; the furthest extent decides"),
)
def endoscopy(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """An endoscopy is reported by each thing that was done through the scope at a place of its own; looking alone only where nothing else was done."""
    for scope in dict.fromkeys(row["scope"] for row in figures("endoscopies")):
        many = scene.of(scope)
        if not many:
            continue
        done = many[0]
        taken: list[Evidence] = []
        rows = sorted(
            (r for r in figures("endoscopies") if r["scope"] == scope), key=lambda r: -int(r["rank"])
        )
        for row in rows:
            told = _told(scene, many, row["words"], taken)
            if told:
                taken.append(told)
                side = side_of(scene, done) if row["code"] in _SIDED else None
                yield Bill(row["code"], done, (told,), side=side)
                if scope in _ONE_CODE:
                    break
            elif not row["words"] and not taken:
                yield Bill(row["code"], done, ())


#: What is done to one kidney's side.
_SIDED = frozenset({"52332"})
#: Scopes whose codes name each combination of what was done: the first that holds is all of it.
_ONE_CODE = frozenset({"colposcopy"})
_SCOPES = {
    "colonoscopy": re.compile(r"\bcolonoscop\w+"),
    "upper endoscopy": re.compile(
        r"\b(?:egd|esophagogastroduodenoscopy|upper (?:gi )?endoscopy|gastroscope)\b"
    ),
    "sigmoidoscopy": re.compile(r"\bsigmoidoscop\w+"),
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


_NOT = re.compile(
    r"\b(?:no|not|without|none|deferred|declined|nor|negative for|history of|prior|previous)\b[^,;]{0,40}$"
)


def _told(scene: Scene, many: tuple[Done, ...], written: str, taken: list[Evidence]) -> Evidence | None:
    """The words of a technique, in a sentence of its own."""
    if not written:
        return None
    for done in many:
        for sentence in _own(scene, done):
            if any(t.start >= sentence.start and t.end <= sentence.end for t in taken):
                continue
            low = sentence.words.lower()
            match = words(written).search(low)
            if match and not _NOT.search(low[: match.start()]):
                document = scene.coding.encounter.document(sentence.document)
                return document.quote(sentence.start + match.start(), sentence.start + match.end())
    return None
