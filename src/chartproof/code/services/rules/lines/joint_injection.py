"""An injected or aspirated joint or bursa is reported by its size, with or without recorded ultrasound guidance, each joint once."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import digits, nearest, said, side_of, text_of, words
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.procedures import figures


@rule(holds=SINCE, reviewed=None, cite=cpt("arthrocentesis, aspiration and injection of joints and bursae"))
def joint_injection(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """An injected or aspirated joint or bursa is reported by its size, with or without recorded ultrasound guidance, each joint once."""
    seen: set[tuple[str, str]] = set()
    many = scene.of("joint injection") or tuple(_under_a_label(scene))
    for done in many:
        found_ = _joint(scene, done)
        if found_ is None:
            if done is many[-1] and not seen:
                yield lacking(__name__, done, "which joint or bursa was injected")
            continue
        row = found_[0]
        guided = None if said(scene, done, _NOT_KEPT) else said(scene, done, _GUIDED)
        if guided and not said(scene, done, _KEPT):
            asks = "whether an image of the guidance was recorded and kept"
            yield lacking(__name__, done, asks, (), (guided,))
            return
        side = side_of(scene, done)
        if side is None:
            if row["words"] not in {joint for joint, _ in seen} and done is many[-1]:
                yield lacking(__name__, done, "the side", ("right", "left", "both sides"))
        elif (row["words"], side[0]) not in seen:
            seen.add((row["words"], side[0]))
            yield from _billed(scene, done, found_, side, guided)


#: A joint as the label of what went into it: "Left knee: 40 mg Kenalog with 3 mL lidocaine".
_LABEL = Pattern(
    r"\W*(?:\d[.)] )?(?:(?:right|left|both|bilateral|[rl]) )(?:knees?|shoulders?|hips?|elbow|wrist|ankle|thumb cmc|ac joint|subacromial|trochanter\w*)\b[^:.\n]{0,30}:"
)
_STEROIDS = frozenset(
    {
        "triamcinolone acetonide",
        "methylprednisolone acetate",
        "betamethasone",
        "dexamethasone sodium phosphate",
    }
)


def _under_a_label(scene: Scene) -> Iterator[Done]:
    """The steroids that are told under the label of a joint where no word says that it was injected."""
    told = {d.near for d in scene.done if d.work == "act"}
    for done in scene.work("drug"):
        if done.means in _STEROIDS and done.near not in told and _LABEL.match(text_of(scene, done.near)):
            yield done


def _billed(
    scene: Scene,
    done: Done,
    joint: tuple[dict[str, str], Evidence],
    side: tuple[str, Evidence],
    guided: Evidence | None,
) -> Iterator[Bill]:
    """The line of a joint: a finger or toe by its own modifier, another by its side."""
    row, told = joint
    code, more = row["guided" if guided else "plain"], (guided,) if guided else ()
    named = digits(scene, done) if row["size"] == "small" else ()
    for modifier, digit in named:
        yield Bill(code, done, (told, digit, *more), place=modifier, modifiers=(modifier,))
    if not named:
        yield Bill(code, done, (told, side[1], *more), side=side, place=told.words.lower())


_GUIDED = Pattern(
    r"\b(?:ultrasound|sonograph\w*|us)[- ](?:guid\w*|was used|view|visuali[sz]\w*)|\b(?:under|with|using|by) (?:\w+[- ](?:time )?)?(?:ultrasound|sonograph\w*|us)\b(?! (?:machine|gel))|\bultrasound guidance\b|\b(?:ultrasound|us) (?:probe|transducer)\b[^.]{0,120}\bneedle\b[^.]{0,40}\b(?:real[- ]time|followed|tracked|watched|seen|visuali[sz]ed)|\bneedle\b[^.]{0,40}\b(?:followed|tracked|watched|seen|visuali[sz]ed)\b[^.]{0,30}\b(?:ultrasound|us|sonograph\w*)\b|\bin[- ]plane\b[^.]{0,40}\b(?:ultrasound|us)\b"
)
_NOT_KEPT = Pattern(
    r"\b(?:no|without) (?:\w+ ){0,2}(?:images?|pictures?|recording)\b|\bimages? (?:were |was )?not (?:saved|stored|recorded|kept)"
)
_KEPT = Pattern(
    r"\b(?:images?|pictures?|clips?)\b[^.;]{0,40}\b(?:saved|stored|record\w*|archived|kept|captured|retained)|permanent(?:ly)? (?:record\w*|image)|\b(?:saved|stored|archived|recorded)\b[^.;]{0,30}\b(?:image|pacs)"
)


def _joint(scene: Scene, done: Done) -> tuple[dict[str, str], Evidence] | None:
    """The joint nearest to the words, in the sentence before the passage."""
    for span in (done.near, done.scene):
        rows = ((row, words(row["words"])) for row in figures("joints"))
        told = [(row, e) for row, named in rows if (e := nearest(scene, span, named, done.evidence))]
        if told:
            start, end = done.evidence.start, done.evidence.end
            return min(told, key=lambda t: max(start - t[1].end, t[1].start - end, 0))
    return None
