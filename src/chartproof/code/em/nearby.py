"""What the next level up lacks, and what the level would lose at an audit: both equally ready."""

from __future__ import annotations

from chartproof.code.em.figures import Rung
from chartproof.model.record import Measure
from chartproof.model.visit import MDM, Element, Extent, Weighed, word_of

#: What each element needs for an extent, in our words.
_NEEDS: dict[tuple[Element, Extent], str] = {
    (Element.PROBLEMS, Extent.LOW): "two minor problems, one stable chronic illness, or one acute uncomplicated illness or injury",
    (Element.PROBLEMS, Extent.MODERATE): "two stable chronic illnesses, one not at its goal, a new problem of uncertain prognosis, an acute illness with systemic symptoms or a complicated injury",
    (Element.PROBLEMS, Extent.HIGH): "a chronic illness severely worse, or a threat to life or bodily function",
    (Element.DATA, Extent.LOW): "two of notes and tests, or an independent historian",
    (Element.DATA, Extent.MODERATE): "three of notes, tests and a historian; or an independent interpretation; or a discussion with an external source",
    (Element.DATA, Extent.HIGH): "two of: three notes, tests and a historian; an independent interpretation; a discussion with an external source",
    (Element.RISK, Extent.LOW): "a treatment of low risk",
    (Element.RISK, Extent.MODERATE): "prescription drug management, a decision on surgery, or circumstances that limit care",
    (Element.RISK, Extent.HIGH): "a decision about hospital care, major surgery with risk factors, a drug watched for toxicity, a parenteral controlled substance, or a decision not to resuscitate",
}  # fmt: skip


def next_up(rung: Rung, rungs: tuple[Rung, ...], elements: tuple[Weighed, ...], spent: Measure | None) -> str:
    """What the record does not document for the next level; only what was done may be documented."""
    above = next((r for r in rungs if r.extent > rung.extent), None) or next(
        (r for r in rungs if r.level > rung.level), None
    )
    if above is None:
        return "the highest level of this family"
    wanted = Extent(max(above.extent, 1))
    held = {w.element: w.extent for w in elements}
    meets = [element for element in MDM if held.get(element, 0) >= wanted]
    lacks = [element for element in MDM if element not in meets]
    need = max(0, 2 - len(meets))
    ways = "; or ".join(f"{e.value}: {_NEEDS.get((e, wanted), word_of(wanted, e))}" for e in lacks)
    says = (
        f"{above.code}: {need} more of the elements at {word_of(wanted)} ({ways})"
        if need
        else f"{above.code}"
    )
    if above.minutes:
        says += f"; or {above.minutes} minutes" + (
            f" (documented: {spent.value})" if spent else " (no time documented)"
        )
    return says


def next_down(rung: Rung, rungs: tuple[Rung, ...], elements: tuple[Weighed, ...]) -> str:
    """What the level hangs on: the elements of which losing one loses the level, and what would then be left."""
    below = [r for r in rungs if r.level < rung.level]
    if not below:
        return "the lowest level of this family"
    held = [w for w in elements if w.extent >= rung.extent]
    if len(held) > 2:
        return "any one of the three elements may be lost without losing the level"
    hangs = "; ".join(f"{w.element.value} ({', '.join(c.of for c in w.counted)})" for w in held)
    return f"{max(below, key=lambda r: r.level).code} if either is not accepted: {hangs}"
