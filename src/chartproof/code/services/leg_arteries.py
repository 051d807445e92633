"""Which arteries of the legs were opened, on which side, by what at most, and whether one was closed before."""

from __future__ import annotations

from dataclasses import dataclass, field

from chartproof.code.services.finding import quote, sides, text_of
from chartproof.code.services.wounds import sentences
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene

#: Each vessel that counts as one, by its territory; arteries that count together stand in one pattern.
_VESSEL = Pattern(
    r"\b(?:(?P<iliac_common>common iliac|cia\b|kissing|aorto-?iliac)|(?P<iliac_external>external iliac|eia\b)|(?P<iliac_internal>internal iliac|hypogastric)|"
    r"(?P<femoral_deep>common femoral|cfa\b|profunda|deep femoral)|(?P<femoral_long>superficial femoral|sfa\b|popliteal|femoro-?popliteal|fem-?pop)|"
    r"(?P<tibial_front>anterior tibial|at artery)|(?P<tibial_back>posterior tibial|pt artery)|(?P<tibial_peroneal>peroneal|fibular artery)|(?P<tibial_trunk>tibioperoneal trunk|tp trunk|tpt\b)|"
    r"(?P<foot_dorsal>dorsalis pedis|dp artery)|(?P<foot_plantar>(?:lateral |medial )?plantar arter\w+|pedal arch))"
)
_DONE = {
    "balloon": Pattern(r"\b(?:angioplast\w+|pta\b|ptas\b|balloon\w*|dcb\b|dilat(?:ed|ion)\b)"),
    "stent": Pattern(r"\bstent\w*\b"),
    "atherectomy": Pattern(r"\batherectom\w+"),
    "lithotripsy": Pattern(r"\b(?:lithotripsy|shockwave|ivl)\b"),
}
_NOT = Pattern(
    r"\b(?:no|not|without|never|prior|previous(?:ly)?|old|in-?stent)\b[^.;,]{0,40}|\b(?:access\w*|puncture\w*|sheath|closure|closed with|exchanged|selected|catheteri[sz]ed|cannulated)\b[^.;,]{0,40}"
)
_ACCESS = Pattern(r"\b(?:access\w*|puncture\w*|sheath|angio-?seal|perclose|closure device|micropuncture)\b")
_CLOSED = Pattern(r"\b(?:occlu(?:sion|sions|ded)|cto|total occlusion)\b")


@dataclass(slots=True)
class Opened:
    """One vessel of one side: what was done in it, and the words."""

    side: str
    territory: str
    vessel: str
    words: Evidence
    by: set[str] = field(default_factory=set)
    closed: bool = False

    @property
    def most(self) -> str:
        """What was done at most."""
        if "atherectomy" in self.by and self.territory != "iliac":
            return "atherectomy and stent" if "stent" in self.by else "atherectomy"
        return "stent" if "stent" in self.by else "balloon"


def opened(scene: Scene, done: Done, side: tuple[str, Evidence] | None) -> list[Opened]:
    """The vessels that sentences of an intervention name; a sentence without one goes on about the one before."""
    found: dict[tuple[str, str], Opened] = {}
    last: list[Opened] = []
    for sentence in sentences(scene, done.scene):
        low = text_of(scene, sentence)
        told = _NOT.sub(lambda m: " " * len(m.group()), low)
        by = {name for name, pattern in _DONE.items() if pattern.search(told)}
        at = _sides(scene, sentence, side)
        here = [(m.lastgroup or "", m) for m in _VESSEL.finditer(low)]
        if _ACCESS.search(low) and not by:
            continue
        if here and by:
            last = [_keep(found, s, name, quote(scene, sentence, *m.span())) for name, m in here for s in at]
        for one in last if by else ():
            one.by |= by
    return _once(scene, done, found, side)


def _keep(found: dict[tuple[str, str], Opened], side: str, name: str, words: Evidence) -> Opened:
    territory, _, vessel = name.partition("_")
    return found.setdefault((side, name), Opened(side, territory, vessel, words))


def _sides(scene: Scene, span: Evidence, side: tuple[str, Evidence] | None) -> tuple[str, ...]:
    named = {kind for kind, _ in sides(scene, span)} or ({side[0]} if side else set())
    return ("right", "left") if "both" in named or len(named) > 1 else tuple(named)


def _once(
    scene: Scene, done: Done, found: dict[tuple[str, str], Opened], side: tuple[str, Evidence] | None
) -> list[Opened]:
    """The trunk above the lower leg's arteries counts where it alone was treated; what is told closed anywhere is closed."""
    every = [one for one in found.values() if one.by]
    for sentence in sentences(scene, done.scene):
        low = _NOT.sub(lambda m: " " * len(m.group()), text_of(scene, sentence))
        if _CLOSED.search(low):
            names = {m.lastgroup for m in _VESSEL.finditer(low)}
            for one in every:
                one.closed |= f"{one.territory}_{one.vessel}" in names and one.side in _sides(
                    scene, sentence, side
                )
    others = {(o.side, o.territory) for o in every if o.vessel != "trunk"}
    return [o for o in every if o.vessel != "trunk" or (o.side, o.territory) not in others]
