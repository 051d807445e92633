"""The characters of a code from the record: body part and side, approach, device, qualifier."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from chartproof.code.icd10pcs.places import meant
from chartproof.code.icd10pcs.routes import led_to
from chartproof.code.icd10pcs.sides import side_said
from chartproof.code.icd10pcs.told import Span, Told
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.terms.pcs.acts import Said
from chartproof.terms.pcs.sites import Site, Sites, bare, is_like, side_of
from chartproof.terms.pcs.things import Thing, Things


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

    def parts(self, told: Told, labels: dict[str, str]) -> list[list[Chosen]]:
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
        sites = meant(told, self.sites, names)
        if not sites:
            if said.default:
                like = {bare(x) for x in open_ if is_like(x, said.default)}
                kept = {x: v for x, v in open_.items() if bare(x) in like}
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
        side, at = side_said(told, site)
        words = (*evidence, at) if at else evidence
        by: dict[str | None, list[Chosen]] = {}
        for label, value in labels.items():
            by.setdefault(side_of(label), []).append(Chosen(value, label, words))
        if side is None:
            default = told.act.part.default
            none = by.get(None) or [
                c for c in _choices(told, labels, words) if default and is_like(c.label, default)
            ]
            return [none] if len(none) == 1 else [_choices(told, labels, evidence)]
        if side == "both" and "both" not in by and "left" in by and "right" in by:
            return [by["left"], by["right"]]
        return [by.get(side) or by.get(None) or _choices(told, labels, evidence)]

    def letters(self, told: Told, axis: int, values: dict[str, str], said: Said) -> list[Chosen]:
        """The values of an approach, a device or a qualifier that the record leaves open: one where it is decided.

        `values`: character to label, as the rows have them.
        """
        open_ = {v: x for v, x in values.items() if said.any or not said.of or v in said.of}
        if said.default and not said.any and set(said.of) <= {said.default}:
            open_ = {v: x for v, x in open_.items() if v == said.default}
        if len(open_) < 2:
            return [Chosen(v, x, (told.words,)) for v, x in open_.items()]
        if axis == _APPROACH and "0" in open_ and (at := _converted(told) or _named_open(told)):
            return [Chosen("0", open_["0"], (at,))]
        weak: list[Chosen] = []
        for ring in told.rings():
            found, is_weak = self._heard((told, said.default), axis, open_, ring)
            if found and not is_weak:
                return found
            weak = weak or found
        if weak:
            return weak
        if axis == _QUALIFIER and told.act.tables[0][2] == "1" and (end := led_to(told, self.sites, open_)):
            value, words = end
            return [Chosen(value, open_[value], words)]
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
        hits = [hit for span in ring for hit in self.things.said(axis, labels, text, span)]
        for thing, start, end in _plain(hits) if axis == _APPROACH else hits:
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


def _plain(hits: list[tuple[Thing, int, int]]) -> list[tuple[Thing, int, int]]:
    """Without what stands inside longer words (a stab incision is no incision), and cutting where the way in is said."""
    whole = [h for h in hits if not any(a <= h[1] and h[2] <= b and b - a > h[2] - h[1] for _, a, b in hits)]
    strong = [h for h in whole if not (h[0].weak and h[0].labels == ("Open",))]
    return strong if any(not thing.weak for thing, _, _ in strong) else whole


def _rank(value: str, worth: float) -> float:
    """How much an approach outweighs others that the same sentences speak of."""
    if value == "4" and worth < 10:
        return 4.2
    return {"F": 6, "4": 5, "8": 4.5, "0": 3, "7": 2, "3": 1.0}.get(value, 0)


#: A device that decides though another is inside it (B3.10c).
_FIRST = {"Interbody Fusion Device": 20, "Internal Fixation Device": 2}
#: The axes that tell how the site was reached, and where a bypass leads.
_APPROACH = 5
_QUALIFIER = 7
_APPROACHES = frozenset(
    {"Open", "Percutaneous", "External", "Percutaneous Endoscopic", "Via Natural or Artificial Opening"}
)
_CONVERTED = Pattern(
    r"\bconver(?:ted|sion|ting) to (?:an )?(?:open|\w*otomy|midline)|\b(?:laparoscop|thoracoscop|arthroscop|robot|VATS)[^.]{0,60}\bconverted\b(?! from)|"
    r"\bports?(?: \w+)? (?:removed|out|withdrawn|pulled|taken out)\b[^.]{0,60}\b(?:incision|\w*otomy|opened|cut)\b|"
    r"\babandoned the (?:laparo|thoraco|arthro)scop\w+ approach|\b(?:opted|elected|decided|had|forced) to (?:convert\b|(?:an )?open(?=[.,;]| (?:surgery|technique|approach)))|\b(?:scope|camera)s? (?:was |were )?(?:withdrawn|removed|out)\b[^.]{0,40}\b(?:subcostal|midline|open) (?:incision|cut)",
    re.IGNORECASE,
)


def _converted(told: Told) -> Evidence | None:
    """Where the record says that what was begun by scope was done open (B3.2d)."""
    for ring in told.rings():
        for span in ring:
            if m := _CONVERTED.search(told.document.text, *span):
                return told.document.quote(*m.span())
    return None


_NAMED_OPEN = Pattern(r"\bopen\s+(?:(?!reduction)[\w-]+\s+){0,2}$", re.IGNORECASE)


def _named_open(told: Told) -> Evidence | None:
    """Where the operation itself is called open: a scope that helped is no other approach (B5.2a)."""
    start = max(told.sentence[0], told.start - 40)
    m = _NAMED_OPEN.search(told.document.text, start, told.start)
    return told.document.quote(m.start(), m.start() + len("open")) if m else None


def _choices(told: Told, labels: dict[str, str], words: tuple[Evidence, ...] = ()) -> list[Chosen]:
    return [Chosen(v, x, words or (told.words,)) for x, v in labels.items()]


def _once(made: list[list[Chosen]]) -> list[list[Chosen]]:
    kept: dict[tuple[str, ...], list[Chosen]] = {}
    for choices in made:
        kept.setdefault(tuple(c.label for c in choices), choices)
    return list(kept.values())
