"""Which bone or joint was treated."""

from __future__ import annotations

from chartproof.code.services.finding import (
    affirmed,
    digits,
    is_taped_to,
    nearest,
    sides,
    sides_worked_on,
    text_of,
    words,
)
from chartproof.code.services.wounds import sentences, whole
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene
from chartproof.terms.procedures import figures


def row_of_bone(scene: Scene, many: tuple[Done, ...], table: str) -> tuple[dict[str, str], Evidence] | None:
    """The bone or joint of the table that was treated: named in its sentence beside its injury, else beside its injury alone, else in its passage."""
    if not many:
        return None
    everything = whole(scene, many[0])
    near, hurt = (
        _first_named(scene, many, [d.near for d in many], table),
        _beside_its_injury(scene, everything, table),
    )
    if near and (
        hurt is None or _INJURIES[table].search(near[1].words.lower()) or _is_beside(scene, many, table)
    ):
        return near
    if hurt:
        return _toe(scene, many[0], hurt[0], table), hurt[1]
    if told := near or _first_named(scene, many, [d.scene for d in many], table):
        return told
    named = [
        (row, e)
        for row in figures(table)
        if (e := nearest(scene, everything, words(row["words"]), many[0].evidence))
    ]
    return named[0] if len(named) == 1 else None  # elsewhere in the record only where it names one


def _is_beside(scene: Scene, many: tuple[Done, ...], table: str) -> bool:
    """Whether the sentence that tells of the treatment names the injury too."""
    return any(affirmed(scene, done.near, _INJURIES[table]) for done in many)


def _first_named(
    scene: Scene, many: tuple[Done, ...], spans: list[Evidence], table: str
) -> tuple[dict[str, str], Evidence] | None:
    """The first row of the table that spans name."""
    for row in figures(table):
        for span, done in zip(spans, many, strict=True):
            told = nearest(scene, span, words(row["words"]), done.evidence)
            if told and not is_taped_to(_before(scene, span, told)) and not _is_a_trap(scene, span, told):
                return _toe(scene, done, row, table), told
    return None


#: What the sentence that names the bone or joint says of it.
_INJURIES = {
    "fractures": Pattern(r"\bfractur\w*|\bfx\b"),
    "dislocations": Pattern(r"\bdislocat\w*|\bout of (?:joint|its socket)"),
}


def _beside_its_injury(
    scene: Scene, everything: Evidence, table: str
) -> tuple[dict[str, str], Evidence] | None:
    """The one bone or joint that sentences name beside its fracture or dislocation; None where they name several."""
    injury = _INJURIES[table]
    found: dict[str, tuple[dict[str, str], Evidence]] = {}
    for sentence in sentences(scene, everything):
        told = affirmed(scene, sentence, injury)
        rows = figures(table) if told else ()
        named = next(
            ((r, e) for r in rows if told and (e := nearest(scene, sentence, words(r["words"]), told))), None
        )
        if named:
            found.setdefault(named[1].words.lower(), named)
    codes = {row["plain"] if "plain" in row else row["without"] for row, _ in found.values()}
    return next(iter(found.values())) if len(codes) == 1 else None


def _before(scene: Scene, span: Evidence, told: Evidence) -> str:
    """The words of a span up to those that name a bone, without the name of a finger right before them."""
    return _WHICH.sub("", text_of(scene, span)[: told.start - span.start])


def _is_a_trap(scene: Scene, span: Evidence, told: Evidence) -> bool:
    """Whether the words are those of what pulls a wrist straight: "finger traps"."""
    return text_of(scene, span).startswith(" trap", told.end - span.start)


_WHICH = Pattern(r"(?:index|middle|long|ring|little|small|great|big|second|third|fourth|fifth) $")


def _toe(scene: Scene, done: Done, row: dict[str, str], table: str) -> dict[str, str]:
    """The row of the toe that the record says it is, where the words name a phalanx or a toe alone."""
    bone = row.get("bone", "")
    if bone != "lesser toe" and not bone.endswith("of a finger"):
        return row
    named = {modifier for modifier, _ in digits(scene, done)}
    if not named or not all(modifier.startswith("T") for modifier in named):
        return row
    wanted = "great toe" if named & {"TA", "T5"} else "lesser toe"
    return next(r for r in figures(table) if r["bone"] == wanted)


def side_of_bone(scene: Scene, done: Done, bone: Evidence) -> tuple[str, Evidence] | None:
    """The side that the sentence which names the bone tells; where it tells none, the only one of the record."""
    for sentence in sentences(scene, whole(scene, done)):
        if sentence.start <= bone.start < sentence.end:
            told = list(sides(scene, sentence))
            if told:
                return told[0] if len({side for side, _ in told}) == 1 else None
    every = sides_worked_on(scene, whole(scene, done))
    return every[0] if len({side for side, _ in every}) == 1 else None
