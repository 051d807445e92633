"""What the titles of subdivisions say: the words each asks for, what they share, what they say to be absent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.codesets.tabular import Node, Tabular
from chartproof.model.pattern import Pattern
from chartproof.terms.forms import forms
from chartproof.terms.told_without import BY_DEFAULT
from chartproof.terms.words import folded

#: A residual that holds what is not specified too is no other (guideline I.A.9.b).
OTHER = Pattern(r"^other\b(?! and unspecified)|\bother specified\b", re.IGNORECASE)
#: What a title says is absent.
ABSENT = Pattern(
    r"\bwithout\b|\bnot intractable\b|\buncomplicated\b|\bnot having achieved remission\b"
    r"|\bno mention of\b|\bnot applicable\b|\basymptomatic\b",
    re.IGNORECASE,
)
_SIDES = frozenset({"left", "right", "bilateral", "unilateral"})
_ONE_SIDE = frozenset({"left", "right"})
_DENIED = Pattern(r"\b(?:not specified as|not|without|no)\s+\w+", re.IGNORECASE)
_REMAINDER = Pattern(r"^other (?:specified )?(?!and\b)", re.IGNORECASE)
#: What a title says to be absent: to a comma, or a list to its end.
_LACKS = Pattern(
    r"[ ,]+without (?:mention of )?((?!complication|rupture)(?:[^;(]+, and [^;(,]+|[^;(,]+))", re.IGNORECASE
)


class Titles:
    """The titles and inclusion terms of one Tabular List as words; remembers them."""

    def __init__(self, tabular: Tabular) -> None:
        self._tabular = tabular
        self._said: dict[str, tuple[frozenset[str], ...]] = {}
        self._absent: dict[str, tuple[tuple[frozenset[str], frozenset[str]], ...]] = {}
        self._shared: dict[str, frozenset[str]] = {}

    def words(self, key: str) -> tuple[frozenset[str], ...]:
        """Each way to say a node: the set of its words."""
        found = self._said.get(key)
        if found is None:
            node = self._tabular.node(key)
            texts = [self._told(node)] if node else []
            texts += [n.text for n in self._tabular.notes(key) if n.kind == "inclusion"]
            ways = [way for text in texts for way in (*forms(text), *_one_site(text), *_one_word(text))]
            # Sides of a remainder ("Other fracture of right lower leg") name no thing, but divide it.
            sets = [_words(way) for way in (ways or texts)]
            found = tuple(dict.fromkeys(words for words in sets if words))
            self._said[key] = found
        return found

    def without(self, node: Node) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """The words of a subdivision without those of what it says to be absent, and these."""
        found = self._absent.get(node.key)
        if found is None:
            texts = [self._told(node)]
            texts += [n.text for n in self._tabular.notes(node.key) if n.kind == "inclusion"]
            parts = [
                (text, m)
                for text in (BY_DEFAULT.sub("", told) for told in texts)
                for m in [_LACKS.search(text)]
                if m and not OTHER.search(text)
            ]
            made = (
                (frozenset(folded(t[: m.start()] + t[m.end() :])), frozenset(folded(m.group(1))))
                for t, m in parts
            )
            found = tuple((said, absent - said) for said, absent in made if said and absent - said)
            self._absent[node.key] = found
        return found

    def common(self, at: Node, children: tuple[Node, ...]) -> frozenset[str]:
        """Words that decide nothing here: the node's own, and those all its (sided) subdivisions share."""
        found = self._shared.get(at.key)
        if found is None:
            told = [self._told(child) for child in children]
            said = [_DENIED.sub(" ", _LACKS.sub(" ", title)) for title in told if not OTHER.search(title)]
            titles = [frozenset(folded(title)) for title in said]
            sided = [t for t in titles if t & _SIDES]
            single = [
                t for t in titles if t & _ONE_SIDE
            ]  # "bilateral" often names no site: right ear, left ear, bilateral
            own = frozenset(folded(_EITHER.sub(" ", at.title)))
            found = own
            # where several subdivisions of no side name things of their own (claudication, gangrene), so does what the sided ones share
            apart = [t for t in titles if not t & _SIDES and t - own]
            groups = (titles,) if len(apart) > 2 else (titles, sided, single)
            for group in groups:
                if len(group) > 1:
                    found |= frozenset.intersection(*group)
            # a side that the node's own title says divides nothing below it (bilateral field defects, right side)
            self._shared[at.key] = found - (_SIDES - own)
        return self._shared[at.key]

    def has_default(self, at: Node, below: Node) -> bool:
        """Whether the Tabular List names a code below as what a node means by itself (Parkinson's disease NOS)."""
        title = frozenset(folded(at.title))
        children = self._tabular.children(below.key)
        return any(
            n.kind == "inclusion" and "NOS" in n.text and frozenset(folded(n.text)) == title
            for child in children
            for n in self._tabular.notes(child.key)
        )

    def _told(self, node: Node) -> str:
        """A title without the "other" that the node above says already: only the rest divides."""
        above = self._tabular.node(node.parent)
        title = _TOGETHER.sub("", node.title)
        return _REMAINDER.sub("", title) if above and _REMAINDER.match(above.title) else title


def _words(way: str) -> frozenset[str]:
    """The words of a title, "not" among them where it denies what the title beside it says: "without aura, without refractory migraine"."""
    said = frozenset(folded(way))
    return said | {"not"} if _NOT_REFRACTORY.search(way) else said


_NOT_REFRACTORY = Pattern(r"\bwithout refractory\b", re.IGNORECASE)
#: Both of two findings, no two sides: both hemorrhage and perforation.
_TOGETHER = Pattern(r"\bboth (?!eyes)", re.IGNORECASE)
#: "And" between two neighbouring sites means and/or (guideline I.A.14).
_TWO_SITES = Pattern(
    r"\b(?:(ankle) and (foot|toes?)|(wrist) and (hand)|(hand) and (fingers?))\b", re.IGNORECASE
)


def _one_site(title: str) -> Iterator[str]:
    """A title with each of the two sites that it joins."""
    if found := _TWO_SITES.search(title):
        yield from (title[: found.start()] + site + title[found.end() :] for site in found.groups() if site)


#: Words that "or" joins: each alone is enough (mild or moderate severity).
_EITHER = Pattern(r"\b(\w+) or (\w+)\b", re.IGNORECASE)
_UNDECIDED = Pattern(r"unspecified as|with or without|not applicable", re.IGNORECASE)


def _one_word(title: str) -> Iterator[str]:
    """A title with each of the two words that its "or" joins."""
    found = _EITHER.search(title)
    if found and not _UNDECIDED.search(title) and not ABSENT.search(title) and not OTHER.search(title):
        yield from (title[: found.start()] + word + title[found.end() :] for word in found.groups())
