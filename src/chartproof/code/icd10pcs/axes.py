"""The characters of a code from the record: body part and side, approach, device, qualifier."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from chartproof.code.icd10pcs.told import Span, Told
from chartproof.codesets.pcs import Row
from chartproof.model.record import Evidence
from chartproof.terms.pcs.acts import Said
from chartproof.terms.pcs.sites import Site, Sites, bare, is_like, side_of
from chartproof.terms.pcs.things import Things

_SIDE = re.compile(
    r"\b(?:(?P<left>left(?:-sided)?|lt|L(?=\s+[a-z]{3}))|(?P<right>right(?:-sided)?|rt|R(?=\s+[a-z]{3}))|(?P<both>bilateral(?:ly)?|both|each)|(?P<os>OS)|(?P<od>OD)|(?P<ou>OU))\b",
)
_SIDES = {"left": "left", "right": "right", "both": "both", "os": "left", "od": "right", "ou": "both"}
_LOWER = re.compile(_SIDE.pattern, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A value of an axis: its character, its label and the words that say it; or what is left to ask."""

    value: str
    label: str
    words: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the axes of acts with the words of one set of books."""

    sites: Sites
    things: Things

    def parts(self, told: Told, labels: dict[str, str], where: Site | None = None) -> list[list[Chosen]]:
        """The body parts an act is of: one list of choices each; a list of one is decided, a longer one a question.

        `labels`: what the rows have, by label.
        """
        said = told.act.part
        open_ = {x: v for x, v in labels.items() if not said.of or any(is_like(x, p) for p in said.of)}
        alike = {bare(x) for x in open_}
        open_ |= {x: v for x, v in labels.items() if side_of(x) == "both" and bare(x) in alike}
        if not open_:
            return []
        names = {bare(x) for x in open_}
        if len(names) == 1:
            return self._sided(told, open_, None)
        sites = self._sites(told, names)
        if not sites:
            if said.default:
                meant = {bare(x) for x in open_ if is_like(x, said.default)}
                kept = {x: v for x, v in open_.items() if bare(x) in meant}
                return self._sided(told, kept or open_, None) if kept else [_choices(told, open_)]
            return [_choices(told, open_)]
        made: list[list[Chosen]] = []
        for site in sites:
            kept = {x: v for x, v in open_.items() if bare(x) in site.means}
            made += self._sided(told, kept, site)
        return _once(made)

    def has_own_site(self, told: Told, labels: Iterable[str]) -> bool:
        """Whether the sentence itself names one of the parts."""
        names = {bare(x) for x in labels}
        return any(s.means & names for s in self.sites.within(told.document.text, *told.sentence))

    def _sites(self, told: Told, names: set[str]) -> list[Site]:
        """The places that are meant: nearest to the act in its sentence, else the nearest sentence that names one."""
        text, vague = told.document.text, []
        for number, ring in enumerate(told.rings()):
            for span in ring:
                found = [s for s in self.sites.within(text, *span) if s.means & names]
                found = [s for s in found if not _NORMAL.match(text[s.end : s.end + 50])] or found[:1]
                if told.act.is_vascular:
                    found = [s for s in found if not _is_access(text, s)]
                if told.act.takes_graft is not None:
                    kept = [s for s in found if _is_source(text, s) is told.act.takes_graft]
                    found = kept or ([] if found and not told.act.takes_graft else found)
                exact = [s for s in found if len(s.means & names) == 1]
                vague += [s for s in found if s not in exact]
                if exact and told.act.part.each:
                    return _apart(exact, names)
                if exact:
                    return [
                        min(
                            exact, key=lambda s: (_distance(s, told) if number == 0 else 0, -s.words, s.start)
                        )
                    ]
        if told.act.part.default or not vague:
            return []
        return [min(vague, key=lambda s: (len(s.means & names), s.start))]

    def _sided(self, told: Told, labels: dict[str, str], site: Site | None) -> list[list[Chosen]]:
        """Of parts that differ by side only, the one on the side that is said; both, where both are."""
        names = {bare(x) for x in labels}
        evidence = (told.document.quote(site.start, site.end), told.words) if site else (told.words,)
        if len(names) > 1:
            exact = {x: v for x, v in labels.items() if site and len(site.means) == 1}
            labels = exact or labels
        sides = {side_of(x) for x in labels}
        if sides == {None} or len(labels) == 1:
            if len(labels) == 1:
                ((label, value),) = labels.items()
                return [[Chosen(value, label, evidence)]]
            return [_choices(told, labels, evidence)]
        side, at = self._side(told, site)
        words = (*evidence, at) if at else evidence
        pick = lambda wanted: [Chosen(v, x, words) for x, v in labels.items() if side_of(x) == wanted]  # noqa: E731
        if side is None:
            none = pick(None)
            if told.act.part.default and not none:
                none = [Chosen(v, x, words) for x, v in labels.items() if is_like(x, told.act.part.default)]
            return [none] if len(none) == 1 else [_choices(told, labels, evidence)]
        if side == "both" and not pick("both"):
            return (
                [pick("left"), pick("right")]
                if pick("left") and pick("right")
                else [pick(None) or _choices(told, labels)]
            )
        kept = pick(side) or pick(None)
        return [kept] if kept else [_choices(told, labels, evidence)]

    def _side(self, told: Told, site: Site | None) -> tuple[str | None, Evidence | None]:
        """The side: beside the place, in the sentence, else the one side that the record of it names."""
        text, (start, end) = told.document.text, told.sentence
        anchor = (site.start, site.end) if site else (told.start, told.end)
        spots = [(start, end)] if start <= anchor[0] < end else []
        if spots:
            found = _sides(text, start, end)
            near = [f for f in found if 0 <= anchor[0] - f[2] <= 30 or 0 <= f[1] - anchor[1] <= 12]
            for group in (near, found):
                kinds = {f[0] for f in group}
                if kinds == {"left", "right"} and group is found:
                    return "both", told.document.quote(found[0][1], found[0][2])
                if kinds:
                    best = min(group, key=lambda f: min(abs(anchor[0] - f[2]), abs(f[1] - anchor[1])))
                    return best[0], told.document.quote(best[1], best[2])
        elif site:
            found = _sides(text, max(0, site.start - 30), min(len(text), site.end + 12))
            if found:
                best = min(found, key=lambda f: abs(site.start - f[2]))
                return best[0], told.document.quote(best[1], best[2])
        every: list[tuple[str, int, int]] = []
        for ring in told.rings():
            every += [f for a, b in ring for f in _sides(text, a, b) if text[f[1] : f[2]].lower() != "each"]
            kinds = {f[0] for f in every}
            meant = "both" if {"left", "right"} <= kinds or _is_bilateral(text, every) else None
            meant = meant or next(iter(kinds - {"both"}), next(iter(kinds), None))
            if meant == "both" and told.at and not _is_bilateral(text, every):
                return None, None
            if meant:
                at = next((f for f in every if f[0] == meant), every[0])
                return meant, told.document.quote(at[1], at[2])
        return None, None

    def letters(self, told: Told, axis: int, values: dict[str, str], said: Said) -> list[Chosen]:
        """The values of an approach, a device or a qualifier that the record leaves open: one where it is decided.

        `values`: character to label, as the rows have them.
        """
        open_ = {v: x for v, x in values.items() if said.any or not said.of or v in said.of}
        if said.default and not said.any and set(said.of) <= {said.default}:
            open_ = {v: x for v, x in open_.items() if v == said.default}
        if len(open_) < 2:
            return [Chosen(v, x, (told.words,)) for v, x in open_.items()]
        if axis == 5 and "0" in open_ and (at := _converted(told)):
            return [Chosen("0", open_["0"], (at,))]
        weak: list[Chosen] = []
        for ring in told.rings():
            found, is_weak = self._heard((told, said.default), axis, open_, ring)
            if found and not is_weak:
                return found
            weak = weak or found
        if weak:
            return weak
        if said.default in open_:
            return [Chosen(said.default, open_[said.default], (told.words,))]
        return [Chosen(v, x, (told.words,)) for v, x in open_.items()]

    def _heard(
        self, of: tuple[Told, str], axis: int, open_: dict[str, str], ring: tuple[Span, ...]
    ) -> tuple[list[Chosen], bool]:
        """What a ring of sentences says of an axis, and whether only in passing."""
        told, default = of
        text, labels = told.document.text, frozenset(open_.values())
        weight: dict[str, tuple[float, Evidence]] = {}
        is_weak = True
        for thing, start, end in (hit for span in ring for hit in self.things.said(axis, labels, text, span)):
            named = [v for v, x in open_.items() if thing.names(x)]
            is_weak = is_weak and thing.weak
            for value in named:
                worth = 10.0 / len(named) + (end - start) / 100 + _FIRST.get(open_[value], 0) - 5 * thing.weak
                if value not in weight or weight[value][0] < worth:
                    weight[value] = (worth, told.document.quote(start, end))
        if not weight:
            return [], False
        if axis == 5 and not _APPROACHES.isdisjoint(open_.values()):
            best = max(weight, key=lambda v: (_rank(v, weight[v][0]), weight[v][0]))
            return [Chosen(best, open_[best], (weight[best][1],))], is_weak
        top = max(w for w, _ in weight.values())
        chosen = [Chosen(v, open_[v], (e,)) for v, (w, e) in weight.items() if w > top - 0.02]
        return [c for c in chosen if c.value == default] or chosen, is_weak


def _rank(value: str, worth: float) -> float:
    """How much an approach outweighs others that the same sentences speak of."""
    if value == "4" and worth < 10:
        return 4.2
    return {"F": 6, "4": 5, "8": 4.5, "0": 3, "7": 2, "3": 1.0}.get(value, 0)


#: A device that decides though another is inside it (B3.10c).
_FIRST = {"Interbody Fusion Device": 20}
_APPROACHES = frozenset(
    {"Open", "Percutaneous", "External", "Percutaneous Endoscopic", "Via Natural or Artificial Opening"}
)
_CONVERTED = re.compile(
    r"\bconver(?:ted|sion) to (?:an )?(?:open|laparotomy|thoracotomy)|\bports? (?:were )?removed and\b[^.;]*incision|\babandoned the laparoscop\w+ approach",
    re.IGNORECASE,
)


def _converted(told: Told) -> Evidence | None:
    """Where the record says that what was begun by scope was done open (B3.2d)."""
    for ring in told.rings():
        for span in ring:
            if m := _CONVERTED.search(told.document.text, *span):
                return told.document.quote(*m.span())
    return None


def _choices(told: Told, labels: dict[str, str], words: tuple[Evidence, ...] = ()) -> list[Chosen]:
    return [Chosen(v, x, words or (told.words,)) for x, v in labels.items()]


def _once(made: list[list[Chosen]]) -> list[list[Chosen]]:
    kept: dict[tuple[str, ...], list[Chosen]] = {}
    for choices in made:
        kept.setdefault(tuple(c.label for c in choices), choices)
    return list(kept.values())


_NORMAL = re.compile(
    r"^[^.,;]{0,18}\b(?:normal|unremarkable|clear|healthy|intact|spared|fine|uninvolved|soft|patent|not (?:entered|opened|touched|treated|involved|seen))\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|off|donor(?: site)?)\b(?:(?!\b(?:to|onto|over|for)\b)[^.,;]){0,30}$", re.IGNORECASE
)
_ACCESS_AFTER = re.compile(
    r"^\s*(?:(?:artery|vein|arterial|venous)\s+)?(?:access|sheath|puncture|stick|approach|cut ?down|cannul)",
    re.IGNORECASE,
)
_ACCESS_BEFORE = re.compile(
    r"\b(?:via|through|from)\s+(?:(?:the|a|an|right|left|common|percutaneous)\s+)*$", re.IGNORECASE
)


def _is_access(text: str, site: Site) -> bool:
    """Whether a vessel is only the way in."""
    before = text[max(0, site.start - 40) : site.start]
    return bool(_ACCESS_AFTER.match(text[site.end : site.end + 30]) or _ACCESS_BEFORE.search(before))


def _is_source(text: str, site: Site) -> bool:
    """Whether a place is where a graft is taken from."""
    return _FROM.search(text, max(0, site.start - 45), site.start) is not None


def _apart(found: list[Site], names: set[str]) -> list[Site]:
    kept: dict[frozenset[str], Site] = {}
    for site in found:
        kept.setdefault(frozenset(site.means & names), site)
    return list(kept.values())


def _distance(site: Site, told: Told) -> int:
    if site.start < told.end and told.start < site.end:
        return 0
    return min(abs(site.start - told.end), abs(told.start - site.end))


def _is_bilateral(text: str, found: list[tuple[str, int, int]]) -> bool:
    return any(text[f[1] : f[2]].lower().startswith(("bilateral", "ou")) for f in found)


_LEFT_AFTER = re.compile(
    r"\s+(?:in (?:place|situ)|to|the|open|alone|behind|at|for|over|on|as|indwelling|intact|down)\b",
    re.IGNORECASE,
)
_LEFT_BEFORE = re.compile(
    r"\b(?:was|were|is|are|been|and|stents?|drains?|tubes?|catheters?|sheaths?|packing|foley|mold|leads?|skin|wound|fissure|fascia|head|kidneys?|device|lab|patient|cervix|native)\s+$",
    re.IGNORECASE,
)


def _is_verb(text: str, start: int, end: int) -> bool:
    """Whether `left` says that something was left there, and no side."""
    if _LEFT_AFTER.match(text, end, end + 14):
        return True
    stops = not text[end : end + 1] or text[end : end + 1] in ".;,)"
    return stops and _LEFT_BEFORE.search(text, max(0, start - 14), start) is not None


def _sides(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    found = []
    for m in _LOWER.finditer(text, start, end):
        kind = next(k for k, v in m.groupdict().items() if v)
        if kind in {"os", "od", "ou"} and not m[0].isupper():
            continue
        if kind in {"left", "right"} and len(m[0]) == 1 and not m[0].isupper():
            continue
        if kind == "left" and _is_verb(text, m.start(), m.end()):
            continue
        found.append((_SIDES[kind], m.start(), m.end()))
    return found
