"""Which concepts of a release have sides, and the body sites that they name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from chartproof.codesets.tabular import Node, Tabular
from chartproof.model.pattern import Pattern
from chartproof.terms.words import folded
from chartproof.understand.trait_words import SITES

_SIDE = Pattern(r"\b(?:left|right|bilateral)\b", re.IGNORECASE)


class ConceptSides:
    """The sides and sites of the concepts of one Tabular List, each worked out once."""

    def __init__(self, tabular: Tabular) -> None:
        self._tabular = tabular
        self._sided: dict[str, bool] = {}
        self._beside: dict[str, bool] = {}
        self._sites: dict[str, frozenset[str]] = {}

    def has_sides(self, concept: str) -> bool:
        """Whether a concept or something below it is one side of the body (heart failure is not)."""
        found = self._sided.get(concept)
        if found is None:
            node = self._tabular.node(concept)
            below = [node, *self._tabular.children(concept)] if node else []
            found = (
                any(_SIDE.search(n.title) for n in below if n)
                or any(_SIDE.search(told) for told in self._tabular.seventh(concept).values())
                or any(self.has_sides(n.key) for n in self._tabular.children(concept))
            )
            self._sided[concept] = found
        return found

    def beside_sides(self, concept: str) -> bool:
        """Whether a concept is what its two sides leave unspecified (lung cancer, unspecified)."""
        found = self._beside.get(concept)
        if found is None:
            node = self._tabular.node(concept)
            groups = [siblings := self._tabular.children(node.parent)] if node else []
            if node and "unspecified" in node.title.lower():
                groups += [self._tabular.children(n.key) for n in siblings]
                above = self._tabular.node(node.parent)
                if above and "unspecified" in above.title.lower():  # a stage of a heel told without its side
                    groups.append(self._tabular.children(above.parent))
            found = any({"left", "right"} <= _sides_in(group) for group in groups)
            self._beside[concept] = found
        return found

    def sites(self, concept: str) -> frozenset[str]:
        """The body sites a concept and its subdivisions name."""
        found = self._sites.get(concept)
        if found is None:
            nodes = [self._tabular.node(concept), *self._tabular.children(concept)]
            found = frozenset(w for node in nodes if node for w in folded(node.title)) & SITES
            if "H00" <= concept < "H60" and self.has_sides(concept):
                found |= {"eye"}
            self._sites[concept] = found
        return found


@lru_cache(maxsize=4)  # the releases that are open at once, as a rule
def concept_sides(tabular: Tabular) -> ConceptSides:
    """The sides and sites of a Tabular List, remembered across notes."""
    return ConceptSides(tabular)


def _sides_in(nodes: Iterable[Node]) -> frozenset[str]:
    """The sides that titles name."""
    return frozenset(found.lower() for n in nodes for found in _SIDE.findall(n.title))
