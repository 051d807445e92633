"""The tabular descent: from a node to a leaf by the axes the record documents, never past them.

At each level the subdivision whose own words are all documented is taken; where the record is
silent, the one the Tabular List itself names as default (unspecified, not otherwise specified,
without complication). Where neither exists the descent stops, and what is missing is named.
Source: ICD-10-CM Official Guidelines I.A.9.b, I.B.2, I.B.13.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from chartproof.code.icd10cm.documented import Documented
from chartproof.codesets.tabular import Node, Tabular
from chartproof.model.record import Evidence
from chartproof.terms.forms import forms
from chartproof.terms.words import folded


@dataclass(frozen=True, slots=True)
class Down:
    """One level down: the node taken, the words that say so, or the default it is."""

    node: Node
    by: tuple[Evidence, ...]
    silent: bool


@dataclass(frozen=True, slots=True)
class Way:
    """A way to a leaf; `stuck` names the node whose subdivisions the record does not decide."""

    steps: tuple[Down, ...]
    leaf: Node
    stuck: bool = False


_SILENT = re.compile(r"unspecified|\bNOS\b|not otherwise specified", re.IGNORECASE)
_WITHOUT = frozenset({"without", "not", "no", "uncomplicated"})
#: Words of a title that no word of a record documents.
_NEVER = _WITHOUT | {"other"}


@lru_cache(maxsize=1)
def _defaults() -> tuple[tuple[str, str], ...]:
    text = files("chartproof.code.icd10cm").joinpath("defaults.tsv").read_text("utf-8")
    return tuple((r[0], r[1]) for r in (line.split("\t") for line in text.splitlines()[1:]) if len(r) > 1)


class Descent:
    """Descends one Tabular List; remembers the words of its subdivisions."""

    def __init__(self, tabular: Tabular) -> None:
        self._tabular = tabular
        self._said: dict[str, tuple[frozenset[str], ...]] = {}

    def ways(self, start: str, documented: Documented) -> tuple[Way, ...]:
        """The ways from a node to leaves: one, or two when both sides are documented apart."""
        node = self._tabular.node(start)
        if node is None:
            return ()
        found: list[Way] = []
        open_ways: list[tuple[Node, tuple[Down, ...]]] = [(node, ())]
        while open_ways:
            at, steps = open_ways.pop(0)
            children = self._tabular.children(at.key)
            if not children:
                found.append(Way(steps, at))
                continue
            downs = self._below(at, children, documented)
            if not downs:
                found.append(Way(steps, at, stuck=True))
            open_ways += [(down.node, (*steps, down)) for down in downs]
        return tuple(found)

    def _below(self, at: Node, children: tuple[Node, ...], documented: Documented) -> tuple[Down, ...]:
        known = self._words(at.key)[0] | documented.own.keys() if self._words(at.key) else documented.own.keys()
        best: tuple[int, int, Down] | None = None
        for child in children:
            for said in self._words(child.key):
                asked = said - known
                by = self._by(child, asked, documented)
                if by is None or not (by or asked or said & documented.own.keys()):
                    continue
                score = (len(by) + len(said & documented.own.keys()), -len(said))
                if (by or asked) and (best is None or score > best[:2]):
                    best = (*score, Down(child, by, silent=False))
        if best and best[2].by:
            return (best[2],)
        if both := self._both(children, documented, known):
            return both
        if best:
            return (best[2],)
        silent = self._silent(children, documented)
        return (silent,) if silent else ()

    def _by(self, child: Node, asked: frozenset[str], documented: Documented) -> tuple[Evidence, ...] | None:
        """The words that document all that a subdivision asks for, or None when one is missing."""
        if asked & _NEVER:
            return None
        by: list[Evidence] = []
        for word in sorted(asked):
            evidence = documented.word(word)
            if evidence is not None:
                by.append(evidence)
            elif not _is_default(child.key, word):
                return None
        return tuple(by)

    def _both(self, children: tuple[Node, ...], documented: Documented, known: frozenset[str] | set[str]) -> tuple[Down, ...]:
        """Both sides, where they are documented and the tree has no bilateral code (I.B.13)."""
        trait = documented.trait("laterality")
        if trait is None or trait[0] != "bilateral":
            return ()
        found: list[Down] = []
        for side in ("right", "left"):
            for child in children:
                asked = [said - known for said in self._words(child.key)]
                if any(words - {"unilateral"} == {side} for words in asked):
                    found.append(Down(child, (trait[1],), silent=False))
                    break
        return tuple(found) if len(found) == 2 else ()

    def _silent(self, children: tuple[Node, ...], documented: Documented) -> Down | None:
        """The default where the record is silent."""
        if len(children) == 1:
            return Down(children[0], (), silent=True)
        plain = [c for c in children if _SILENT.search(c.title)]
        if len(plain) > 1:
            plain = self._nearest(plain, documented)
        if not plain:
            plain = [c for c in children if self._is_default_by_note(c)]
        if not plain:
            plain = [c for c in children if frozenset(folded(c.title)) & _WITHOUT]
            if len(plain) > 1:
                plain = [c for c in plain if len(frozenset(folded(c.title)) & _WITHOUT)][-1:]
        return Down(plain[0], (), silent=True) if plain else None

    def _nearest(self, plain: list[Node], documented: Documented) -> list[Node]:
        """Of several unspecified subdivisions, the one with most documented and fewest other words."""

        def key(child: Node) -> tuple[int, int, str]:
            words = frozenset(folded(child.title))
            said = sum(documented.word(w) is not None for w in words)
            without = len(words & _WITHOUT)
            return (-said, len(words) - said - 2 * without, "" if child.key.endswith(("9", "0")) else child.key)

        return sorted(plain, key=key)

    def _is_default_by_note(self, child: Node) -> bool:
        return any(n.kind == "inclusion" and re.search(r"\bNOS\b", n.text) for n in self._tabular.notes(child.key))

    def _words(self, key: str) -> tuple[frozenset[str], ...]:
        found = self._said.get(key)
        if found is None:
            node = self._tabular.node(key)
            texts = [node.title] if node else []
            texts += [n.text for n in self._tabular.notes(key) if n.kind == "inclusion"]
            sets = [frozenset(folded(way)) for text in texts for way in forms(text)]
            found = tuple(dict.fromkeys(words for words in sets if words))
            self._said[key] = found
        return found


def _is_default(key: str, word: str) -> bool:
    return any(key.startswith(under) and word == default for under, default in _defaults())
