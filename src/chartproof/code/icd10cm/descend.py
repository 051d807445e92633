"""The tabular descent: from a node to a leaf by the axes the record documents, never past them.

At each level the subdivision whose own words are all documented is taken; where the record is
silent, the one the Tabular List itself names as default (unspecified, not otherwise specified,
without complication). Where neither exists the descent stops, and what is missing is named.
Source: ICD-10-CM Official Guidelines I.A.9.b, I.B.2, I.B.13.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from chartproof.code.icd10cm.documented import Documented
from chartproof.code.icd10cm.dominance import WORDS
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
    side_presumed: bool = False  # dominant or not: by the hand, or by the guideline's default


@dataclass(frozen=True, slots=True)
class Way:
    """A way to a leaf; `stuck` names the node whose subdivisions the record does not decide."""

    steps: tuple[Down, ...]
    leaf: Node
    stuck: bool = False


#: What a title says where the record is silent, what it says is absent, and what it adds.
_SILENT = re.compile(r"\bunspecified\b|\bNOS\b|not (?:otherwise )?specified", re.IGNORECASE)
_ABSENT = re.compile(
    r"\bwithout\b|\bnot intractable\b|\buncomplicated\b|\bnot having achieved remission\b"
    r"|\bno mention of\b|\bnot applicable\b|\basymptomatic\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\bunspecified\b|\basymptomatic\b", re.IGNORECASE)
_WITH = re.compile(r"\bwith(?!out)\b", re.IGNORECASE)
_SIDES = frozenset({"left", "right", "bilateral", "unilateral"})
_ONE_SIDE = frozenset({"left", "right"})
_DENIED = re.compile(r"\b(?:not|without|no)\s+\w+", re.IGNORECASE)
_WHETHER = re.compile(r"\bunspecified whether\b.*", re.IGNORECASE)
_WITH_UNSAID = re.compile(r"\bwith unspecified\b|\bunspecified whether with\b", re.IGNORECASE)
#: A residual that holds what is not specified too is no other (guideline I.A.9.b).
_OTHER = re.compile(r"^other\b(?! and unspecified)|\bother specified\b", re.IGNORECASE)
_REMAINDER = re.compile(r"^other (?:specified )?(?!and\b)", re.IGNORECASE)
_WITHOUT = frozenset({"without", "not", "no", "uncomplicated"})
#: What a title says to be absent: to a comma, or a list to its end.
_LACKS = re.compile(
    r"[ ,]+without (?:mention of )?((?!complication|rupture)(?:[^;(]+, and [^;(,]+|[^;(,]+))", re.IGNORECASE
)
#: Words that only say what kind of thing a title names.
_KINDS = frozenset("disorder disease syndrome condition episode feature symptom current severity lymph".split())
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
        self._absent: dict[str, tuple[tuple[frozenset[str], frozenset[str]], ...]] = {}
        self._shared: dict[str, frozenset[str]] = {}

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

    def leaves_open(self, key: str) -> bool:
        """Whether a node says by its title that more could be said of it (unspecified, asymptomatic)."""
        node = self._tabular.node(key)
        return node is not None and _OPEN.search(node.title) is not None

    def undivided(self, key: str) -> str:
        """The highest node that says the same as this one but for what it leaves unspecified."""
        node = self._tabular.node(key)
        while node and (_SILENT.search(node.title) or _ABSENT.search(node.title)):
            above = self._tabular.node(node.parent)
            if above is None or above.kind not in {"category", "subcategory"}:
                break
            if not frozenset(folded(above.title)) - {"other"} <= frozenset(folded(node.title)):
                break
            node = above
        return node.key if node else key

    def _below(self, at: Node, children: tuple[Node, ...], documented: Documented) -> tuple[Down, ...]:
        common = self._common(at, children)
        known = frozenset(documented.own) | common
        best: tuple[int, int, int, Down] | None = None
        for child in children:
            for said, denied in self._sayings(child, known, documented):
                asked = _asked(said - known)
                by = self._by(child, asked, documented)
                if by is None or not (by or denied or asked or said & documented.own.keys()):
                    continue
                if "complication" not in said and not documented.takes_whole(by, said | known):
                    continue
                by += denied
                usual = sum(_is_default(child.key, word) for word in said)
                score = (len(by) + len(said & documented.own.keys()), usual, -len(said))
                if not by and sum(said in self._words(other.key) for other in children) == 1:
                    by = self._own(child, said - common, documented)
                if (by or asked) and (best is None or score > best[:3]):
                    sided = bool(asked & WORDS) and not any(documented.word(w) for w in WORDS)
                    best = (*score, Down(child, by, silent=False, side_presumed=sided))
        if best and best[3].by:
            return (best[3],)
        if both := self._both(children, documented, known):
            return both
        if best:
            return (best[3],)
        silent = self._silent(at, children, documented)
        return (silent,) if silent else ()

    def _own(self, child: Node, said: frozenset[str], documented: Documented) -> tuple[Evidence, ...]:
        """The mention's own words that divide: all that a subdivision says more than the node above."""
        if said & _NEVER or _SILENT.search(child.title) or _OTHER.search(child.title):
            return ()
        return self._by(child, said, documented) or ()

    def _sayings(
        self, child: Node, known: frozenset[str], documented: Documented
    ) -> Iterator[tuple[frozenset[str], tuple[Evidence, ...]]]:
        """Each way to say a subdivision: the words it asks for, and what of it the record denies.

        What a title says to be absent is so where the record does not name it ("severe without psychotic
        features"), and is documented where the record denies it.
        """
        for said in self._words(child.key):
            yield said, ()
        for said, absent in self._without(child):
            if not any(documented.word(word) for word in absent):
                yield said, tuple(e for word in sorted(absent - known) if (e := documented.denied(word)))[:1]

    def _without(self, node: Node) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """The words of a subdivision without those of what it says to be absent, and these."""
        found = self._absent.get(node.key)
        if found is None:
            texts = [self._told(node)]
            texts += [n.text for n in self._tabular.notes(node.key) if n.kind == "inclusion"]
            parts = [(text, m) for text in texts for m in [_LACKS.search(text)] if m and not _OTHER.search(text)]
            made = (
                (frozenset(folded(t[: m.start()] + t[m.end() :])), frozenset(folded(m.group(1)))) for t, m in parts
            )
            found = tuple((said, absent - said) for said, absent in made if said and absent - said)
            self._absent[node.key] = found
        return found

    def _common(self, at: Node, children: tuple[Node, ...]) -> frozenset[str]:
        """Words that decide nothing here: the node's own, and those all its (sided) subdivisions share."""
        found = self._shared.get(at.key)
        if found is None:
            told = [self._told(child) for child in children]
            said = [_DENIED.sub(" ", title) for title in told if not _OTHER.search(title)]
            titles = [frozenset(folded(title)) for title in said]
            sided = [t for t in titles if t & _SIDES]
            single = [
                t for t in titles if t & _ONE_SIDE
            ]  # "bilateral" often names no site: right ear, left ear, bilateral
            found = frozenset(folded(_EITHER.sub(" ", at.title)))
            for group in (titles, sided, single):
                if len(group) > 1:
                    found |= frozenset.intersection(*group)
            self._shared[at.key] = found - _SIDES
        return self._shared[at.key]

    def _by(self, child: Node, asked: frozenset[str], documented: Documented) -> tuple[Evidence, ...] | None:
        """The words that document all that a subdivision asks for, or None when one is missing."""
        if asked & _NEVER:
            return None
        by: list[Evidence] = []
        limb = _limb(child.title, asked)
        for word in sorted(asked):
            if word == "side" and asked & {"left", "right"}:
                continue
            evidence = documented.word(word)
            if evidence is None and limb and word in {limb, "limb"}:
                evidence = documented.limb(limb)
            if evidence is None and word in WORDS:
                sided = documented.dominance()
                evidence = sided[1] if sided and sided[0] == word else None
            if evidence is None and word == "complication":
                evidence = next(iter(self._further(child, documented)), None)
            if evidence is not None:
                by.append(evidence)
            elif not (_is_default(child.key, word) or documented.is_of_sex(word)):
                return None
        return tuple(by)

    def _further(self, node: Node, documented: Documented) -> Iterator[Evidence]:
        """The words that document one of the complications that the subdivisions of a node name."""
        children = self._tabular.children(node.key)
        common = frozenset(documented.own) | {"complication"}
        if children and not documented.denied("complication"):
            common |= self._common(node, children)
        else:
            children = ()
        for child in children:
            for said in self._words(child.key):
                by = self._by(child, said - common, documented)
                if by and documented.takes_whole(by, said | common):
                    yield from by

    def _both(
        self, children: tuple[Node, ...], documented: Documented, known: frozenset[str]
    ) -> tuple[Down, ...]:
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

    def _silent(self, at: Node, children: tuple[Node, ...], documented: Documented) -> Down | None:
        """The default where the record is silent: unspecified, NOS, without what isn't documented."""
        if len(children) == 1:
            return Down(children[0], (), silent=True)
        scored = [(self._silence(at, child, documented), child) for child in children]
        best = max(score for score, _ in scored)
        if best > 0:
            plain = [child for score, child in scored if score == best]
            last = [child for child in plain if child.key.endswith(("9", "0", "A"))]
            return Down((last or plain)[0], (), silent=True)
        common = self._common(at, children)
        nothing_more = [
            c for c in children if not _OTHER.search(c.title) and frozenset(folded(c.title)) <= common
        ]
        return Down(nothing_more[0], (), silent=True) if nothing_more else None

    def _silence(self, at: Node, child: Node, documented: Documented) -> float:
        """How much a subdivision only says that nothing more is documented."""
        known = frozenset(documented.own) | frozenset(folded(at.title))
        nos = any(
            n.kind == "inclusion" and _SILENT.search(n.text) and known.issuperset(folded(n.text))
            for n in self._tabular.notes(child.key)
        )
        if not nos and self._says_all_of(at, child):
            return 4.0
        both = "other and unspecified" in child.title.lower()
        if _OTHER.search(child.title) and not _OTHER.search(at.title) and not both:
            return 2.0 if nos else -1.0
        silent = len(_SILENT.findall(child.title)) + 0.5 * len(_ABSENT.findall(child.title)) + nos
        if not silent:
            return 0.0
        said = [w for w in folded(_WITH.sub(" ", child.title)) if documented.word(w)]
        said_with = _WHETHER.sub("", child.title)
        more = max(0, len(_WITH.findall(said_with)) - len(_WITH.findall(at.title)))
        unsaid = len(_WITH_UNSAID.findall(child.title))
        return 2.0 * silent - 3.0 * max(0, more - unsaid) - 1.5 * unsaid + 0.1 * len(said)

    def _says_all_of(self, at: Node, below: Node) -> bool:
        """Whether the Tabular List names a code below as what a node means by itself (Parkinson's disease NOS)."""
        title = frozenset(folded(at.title))
        children = self._tabular.children(below.key)
        return any(
            n.kind == "inclusion" and "NOS" in n.text and frozenset(folded(n.text)) == title
            for child in children
            for n in self._tabular.notes(child.key)
        )

    def _words(self, key: str) -> tuple[frozenset[str], ...]:
        found = self._said.get(key)
        if found is None:
            node = self._tabular.node(key)
            texts = [self._told(node)] if node else []
            texts += [n.text for n in self._tabular.notes(key) if n.kind == "inclusion"]
            ways = [way for text in texts for way in (*forms(text), *_one_site(text), *_one_word(text))]
            # Sides of a remainder ("Other fracture of right lower leg") name no thing, but divide it.
            sets = [frozenset(folded(way)) for way in (ways or texts)]
            found = tuple(dict.fromkeys(words for words in sets if words))
            self._said[key] = found
        return found

    def _told(self, node: Node) -> str:
        """A title without the "other" that the node above says already: only the rest divides."""
        above = self._tabular.node(node.parent)
        title = _TOGETHER.sub("", node.title)
        return _REMAINDER.sub("", title) if above and _REMAINDER.match(above.title) else title


#: Both of two findings, no two sides: both hemorrhage and perforation.
_TOGETHER = re.compile(r"\bboth (?!eyes)", re.IGNORECASE)
#: "And" between two neighbouring sites means and/or (guideline I.A.14).
_TWO_SITES = re.compile(
    r"\b(?:(ankle) and (foot|toes?)|(wrist) and (hand)|(hand) and (fingers?))\b", re.IGNORECASE
)


def _one_site(title: str) -> Iterator[str]:
    """A title with each of the two sites that it joins."""
    if found := _TWO_SITES.search(title):
        yield from (title[: found.start()] + site + title[found.end() :] for site in found.groups() if site)


def _asked(words: frozenset[str]) -> frozenset[str]:
    """The words a record must document: those that only say what kind of thing it is are not asked for alone."""
    return words - _KINDS or words


#: Words that "or" joins: each alone is enough (mild or moderate severity).
_EITHER = re.compile(r"\b(\w+) or (\w+)\b", re.IGNORECASE)
_UNDECIDED = re.compile(r"unspecified as|with or without|not applicable", re.IGNORECASE)


def _one_word(title: str) -> Iterator[str]:
    """A title with each of the two words that its "or" joins."""
    found = _EITHER.search(title)
    if found and not _UNDECIDED.search(title) and not _ABSENT.search(title) and not _OTHER.search(title):
        yield from (title[: found.start()] + word + title[found.end() :] for word in found.groups())


def _limb(title: str, asked: frozenset[str]) -> str | None:
    """Which limb a subdivision asks for, where it names a limb as a whole."""
    which = next((w for w in ("upper", "lower") if w in asked), None)
    return which if which and {which, "limb"} <= frozenset(folded(title)) else None


def _is_default(key: str, word: str) -> bool:
    return word in _default_words() and any(
        key.startswith(under) and word == default for under, default in _defaults()
    )


@lru_cache(maxsize=1)
def _default_words() -> frozenset[str]:
    return frozenset(word for _, word in _defaults())
