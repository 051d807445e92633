"""Which vaccines were given, and whether the provider counseled on them."""

from __future__ import annotations

from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene
from chartproof.terms.procedures import figures

_COUNSELED = Pattern(
    r"\bcounsel\w*|\b(?:risks|benefits|side effects)\b[^.]{0,80}\b(?:vaccin|immuniz)\w*|\b(?:vaccin|immuniz)\w*[^.\n]{0,80}\b(?:discussed with|risks and benefits)|"
    r"\b(?:i|md|do|np|pa|provider|physician|dr\.? \w+) (?:discussed|reviewed|went over|explained|counsel\w+)\b[^.\n]{0,60}\b(?:components?|vaccines?|each|vis|side effects|risks|benefits)\b|\bvis\b[^.\n]{0,40}\b(?:discussed|reviewed) by (?:me|provider|md|physician)\b|"
    r"\b(?:talked|spoke|discussed|reviewed|went over|explained|answered)\b[^.\n]{0,80}\b(?:vaccin|immuniz|shots?\b)\w*"
)


_BY_STAFF = Pattern(
    r"\b(?:no|without|not|nurse|ma|rn|medical assistant) (?:provided )?counsel\w*|counsel\w* (?:by|from) (?:the )?(?:nurse|rn|ma|lpn|medical assistant)|no (?:physician|provider|doctor) (?:counsel\w*|saw|spoke|visit|present|contact)|nurse[- ](?:only|visit)|(?:talked|spoke|discussed|reviewed|explained|went over) by (?:the )?(?:nurse|rn|ma|lpn|medical assistant)|(?:nurse|rn|ma|lpn|medical assistant) (?:reviewed|discussed|explained|went over)"
)


Given = tuple[Done, dict[str, str]]


def given(scene: Scene) -> list[Given]:
    """The vaccines given, each product once."""
    rows = {r["name"]: r for r in figures("vaccines")}
    kept: dict[str, Given] = {}
    for done in scene.work("vaccine"):
        row = rows[done.means]
        if not is_named_elsewhere(scene, done, row):
            kept.setdefault(row["code"] if row["code"] != "?" else row["name"], (done, row))
    return list(kept.values())


def is_named_elsewhere(scene: Scene, done: Done, row: dict[str, str]) -> bool:
    """Whether a vaccine that is named by its kind alone is named by its product elsewhere."""
    kind = done.means.removesuffix(", any")
    return row["code"] == "?" and any(
        d.means.startswith(kind) and d.means != done.means for d in scene.work("vaccine")
    )


def counseling(scene: Scene, done: Done) -> Evidence | None:
    """The words by which the provider counseled on the vaccines."""
    document = scene.coding.encounter.document(done.evidence.document)
    if _BY_STAFF.search(document.text.lower()):
        return None
    found = _COUNSELED.search(document.text.lower())
    return document.quote(*found.span()) if found else None
