"""The tabular descent: from a node to a leaf by the axes the record documents, never past them.

At each level the subdivision whose own words are all documented is taken; where the record is
silent, the one the Tabular List itself names as default (unspecified, not otherwise specified,
without complication). Where neither exists the descent stops, and what is missing is named.
Source: ICD-10-CM Official Guidelines I.A.9.b, I.B.2, I.B.13.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from chartproof.code.icd10cm.documented import Documented
from chartproof.code.icd10cm.dominance import WORDS
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.left_open import is_silent, left_open
from chartproof.code.icd10cm.titles import Titles
from chartproof.codesets.tabular import Node, Tabular
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
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


_WITHOUT = frozenset({"without", "not", "no", "uncomplicated"})
#: Words that only say what kind of thing a title names.
_KINDS = frozenset(
    "disorder disease syndrome condition episode feature symptom current severity lymph quadrant".split()
)
SIDES = frozenset({"left", "right", "bilateral", "unilateral", "side", "laterality"})
#: What the title of both lids' codes says of the eye whose lid it leaves open: "right eye, unspecified eyelid".
_OF_LIDS = ("eye",)
#: Fractures by stress and of ill bone, and thin bone, by site.
_BY_BONE = frozenset({"M84.3", "M84.4", "M84.5", "M84.6", "M85.8"})
#: What a title says again in short, in parentheses: chronic kidney disease (CKD).
_ASIDE = Pattern(r" ?\([^)]*\)")
#: Words of a title that document nothing alone: they are those of any disease of the line.
_HOLLOW = frozenset({"disease", "disorder", "condition"})
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
        self._titles = Titles(tabular)

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
        return node is not None and left_open(node.title).is_open

    def undivided(self, key: str) -> str:
        """The highest node that says the same as this one but for what it leaves unspecified."""
        node = self._tabular.node(key)
        while node and (left_open(node.title).unsaid or left_open(node.title).absent):
            above = self._tabular.node(node.parent)
            divided = left_open(node.title).is_other_or_unsaid and self._tabular.children(node.key)
            if divided or above is None or above.kind not in {"category", "subcategory"}:
                break
            named = _ASIDE.sub("", above.title)
            if not frozenset(folded(named)) - {"other"} <= frozenset(folded(node.title)):
                break
            node = above
        return node.key if node else key

    def _below(self, at: Node, children: tuple[Node, ...], documented: Documented) -> tuple[Down, ...]:
        common = self._titles.common(at, children)
        known = frozenset(documented.own) | common
        best: tuple[int, int, int, int, Down] | None = None
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
                own = len(said & documented.own.keys())
                part = sum(documented.names_part(word) for word in said - asked)  # what divides is counted
                score = (len(by) + own + part, own, usual, -len(said))
                if not by and sum(said in self._titles.words(other.key) for other in children) == 1:
                    by = self._own(child, said - common, documented)
                if (by or asked) and (best is None or score > best[:4]):
                    sided = bool(asked & WORDS) and not any(documented.word(w) for w in WORDS)
                    best = (*score, Down(child, by, silent=False, side_presumed=sided))
        unsaid = best is not None and left_open(best[4].node.title).unsaid > 0
        if best and best[4].by and not unsaid:
            return (best[4],)
        if both := self._both(children, documented, known):
            return both
        if best:
            return (best[4],)
        if under := self._under_other(children, known, documented):
            return (under,)
        silent = self._silent(at, children, documented)
        return (silent,) if silent else ()

    def _under_other(
        self, children: tuple[Node, ...], known: frozenset[str], documented: Documented
    ) -> Down | None:
        """The "other" subdivision whose own subdivisions name what is documented, not merely the side of it."""
        for child in children:
            other = left_open(child.title).is_of_others and set(folded(child.title)) - {"other"} <= known
            below = self._tabular.children(child.key) if other else ()
            for said in (words for node in below for words in self._titles.words(node.key)):
                asked = _asked(said - known - frozenset(folded(child.title)))
                by = self._by(child, asked, documented) if asked - SIDES else None
                if by and documented.takes_whole(by, said | known):
                    return Down(child, by, silent=False)
        return None

    def _own(self, child: Node, said: frozenset[str], documented: Documented) -> tuple[Evidence, ...]:
        """The mention's own words that divide: all that a subdivision says more than the node above."""
        title, above = left_open(child.title), self._tabular.node(child.parent)
        further = above is not None and bool(frozenset(folded(child.title)) - frozenset(folded(above.title)))
        unsaid = title.unsaid > (left_open(above.title).unsaid if above and further else 0)
        if said & _NEVER or unsaid or title.is_other:
            return ()
        return self._by(child, said, documented) or ()

    def _sayings(
        self, child: Node, known: frozenset[str], documented: Documented
    ) -> Iterator[tuple[frozenset[str], tuple[Evidence, ...]]]:
        """Each way to say a subdivision: the words it asks for, and what of it the record denies.

        What a title says to be absent is so where the record does not name it ("severe without psychotic
        features"), and is documented where the record denies it.
        """
        for said in self._titles.words(child.key):
            yield said, ()
        for said, absent in self._titles.without(child):
            if not any(documented.word(word) for word in absent):
                yield said, tuple(e for word in sorted(absent - known) if (e := documented.denied(word)))[:1]

    def _by(self, child: Node, asked: frozenset[str], documented: Documented) -> tuple[Evidence, ...] | None:
        """The words that document all that a subdivision asks for, or None when one is missing."""
        if asked & _NEVER or (asked and asked <= _HOLLOW):
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
            common |= self._titles.common(node, children)
        else:
            children = ()
        for child in children:
            for said in self._titles.words(child.key):
                by = self._by(child, said - common, documented)
                if by and documented.takes_whole(by, said | common):
                    yield from by

    def _both(
        self, children: tuple[Node, ...], documented: Documented, known: frozenset[str]
    ) -> tuple[Down, ...]:
        """Both sides, where they are documented: the bilateral subdivision, or the two where the tree has none (I.B.13)."""
        trait = documented.trait("laterality")
        if trait is None or trait[0] != "bilateral":
            return ()
        for child in children:
            if any("bilateral" in said <= known | {"bilateral"} for said in self._titles.words(child.key)):
                return (Down(child, (trait[1],), silent=False),)
        found: list[Down] = []
        for side in ("right", "left"):
            for child in children:
                asked = [said - known for said in self._titles.words(child.key)]
                rest = [words - {side, "unilateral", *_OF_LIDS} for words in asked if side in words]
                if any(not words or self._by(child, words, documented) for words in rest):
                    found.append(Down(child, (trait[1],), silent=False))
                    break
        return tuple(found) if len(found) == 2 else ()

    def _silent(self, at: Node, children: tuple[Node, ...], documented: Documented) -> Down | None:
        """The default where the record is silent: unspecified, NOS, without what isn't documented."""
        if len(children) == 1:
            return Down(children[0], (), silent=True)
        if at.key in _BY_BONE and (bone := documented.bone_apart()):
            others = (c for c in children if "other" in folded(c.title.rpartition(", ")[2]))
            return next((Down(c, (bone,), silent=False) for c in others), None)
        named = row_for("index_defaults", at.key)
        if named and named[0] == at.key:
            return next((Down(c, (), silent=True) for c in children if named[1].startswith(c.key)), None)
        scored = [(self._silence(at, child, documented), child) for child in children]
        best = max(score for score, _ in scored)
        if best > 0:
            plain = [child for score, child in scored if score == best]
            last = [child for child in plain if child.key.endswith(("9", "0", "A"))]
            return Down((last or plain)[0], (), silent=True)
        common = self._titles.common(at, children)
        nothing_more = [
            c for c in children if not left_open(c.title).is_other and frozenset(folded(c.title)) <= common
        ]
        return Down(nothing_more[0], (), silent=True) if nothing_more else None

    def _silence(self, at: Node, child: Node, documented: Documented) -> float:
        """How much a subdivision only says that nothing more is documented."""
        known = frozenset(documented.own) | frozenset(folded(at.title))
        nos = any(
            n.kind == "inclusion" and is_silent(n.text) and known.issuperset(folded(n.text))
            for n in self._tabular.notes(child.key)
        )
        if not nos and self._titles.has_default(at, child):
            return 4.0
        title, above = left_open(child.title), left_open(at.title)
        if title.is_other and not above.is_other and not title.is_other_or_unsaid:
            return 2.0 if nos else -1.0
        silent = title.unsaid + 0.5 * title.absent + nos
        if not silent:
            return 0.0
        said = [word for word in title.words if documented.word(word)]
        more = max(0, title.adds_more - above.adds)
        unsaid = title.adds_unsaid
        return 2.0 * silent - 3.0 * max(0, more - unsaid) - 1.5 * unsaid + 0.1 * len(said)


def _asked(words: frozenset[str]) -> frozenset[str]:
    """The words a record must document: those that only say what kind of thing it is are not asked for alone."""
    return words - _KINDS or words


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
