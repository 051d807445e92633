"""The specimens a pathologist examined, as a report labels them, and the level of each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.services.finding import affirmed, quote, text_of, words
from chartproof.code.services.wounds import whole
from chartproof.model.document_kind import is_pathology
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene
from chartproof.terms.procedures import figures

_LABEL = Pattern(
    r"(?:^|\n|[.;:] )[ \t]*(?:(?:specimens?|part|jar|container|bottle)[ #]*)?(?P<label>[A-L]|\d{1,2})(?:[.):]|\s?-)\s*(?P<what>[^\n]+?)(?=\n|;|\. |\.$|$| (?:specimen |part )?[A-L][.):] )",
    re.IGNORECASE,
)


def of_a_pathologist(scene: Scene) -> bool:
    """Whether the record is a pathologist's own: every document is a report of pathology."""
    return all(is_pathology(d) for d in scene.coding.encounter.documents)


def specimens(scene: Scene, done: Done) -> Iterator[tuple[str, Evidence]]:
    """The level of each specimen and the words that tell it; of a report without labels the one it names."""
    everything = whole(scene, done)
    seen: set[str] = set()
    for match in _LABEL.finditer(text_of(scene, everything)):
        label = match["label"]
        told = level_of(scene, quote(scene, everything, *match.span("what")), everything)
        if label not in seen and told:
            seen.add(label)
            yield told
    if not seen and (told := level_of(scene, everything, everything)):
        yield told


def level_of(scene: Scene, span: Evidence, everything: Evidence) -> tuple[str, Evidence] | None:
    """The level of what a span names; how it was taken may stand elsewhere in the report only where it is one specimen."""
    for row in figures("specimens"):
        told = affirmed(scene, span, words(row["what"]))
        groups = [words(g) for g in row["how"].split(" & ") if g]
        if told and groups and not affirmed(scene, span, groups[0]):
            continue
        if told and all(affirmed(scene, everything, g) for g in groups[1:]):
            return row["level"], told
    return None
