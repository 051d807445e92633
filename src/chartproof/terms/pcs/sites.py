"""Where in the body: words of the record, and the labels of ICD-10-PCS they may stand for.

Labels by their own words, what the definitions and the body part key say they include, and the words
of the trade (`sites.tsv`, and the places of `words.tsv`). The side is left out: it is read by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from importlib.resources import files

from chartproof.codesets.pcs_books import PcsBooks
from chartproof.model.pattern import Pattern
from chartproof.terms.pcs.trade import trade_words
from chartproof.terms.words import folded, words_of

SIDES = {
    "left": "left",
    "lt": "left",
    "right": "right",
    "rt": "right",
    "bilateral": "both",
    "bilaterally": "both",
    "both": "both",
}
_SIDE = Pattern(r"\b(?:Left|Right|Bilateral)\b")
_ASIDE = Pattern(r"\(([^)]*)\)")


@lru_cache(maxsize=20_000)
def bare(label: str) -> str:
    """A label without its side, its words folded: Kidneys, Bilateral and Kidney, Left are one."""
    if label.startswith(("Large Intestine,", "Hemorrhoidal")):
        return label.lower()
    words = [w for w in folded(_SIDE.sub(" ", label)) if w not in SIDES]
    return " ".join({"testes": "testis"}.get(w, w) for w in words) or label.lower()


@lru_cache(maxsize=20_000)
def side_of(label: str) -> str | None:
    """The side a label names: left, right, both; None where it names none."""
    found = _SIDE.search(label)
    if not found or label.startswith("Large Intestine,"):
        return None
    return {"Left": "left", "Right": "right", "Bilateral": "both"}[found[0]]


def is_like(label: str, pattern: str) -> bool:
    """Whether a label, or the label without its side, is as a pattern says."""
    return fnmatchcase(label, pattern) or fnmatchcase(unsided(label), pattern)


@lru_cache(maxsize=20_000)
def unsided(label: str) -> str:
    """A label without its side, as it is printed."""
    if label.startswith("Large Intestine,"):
        return label
    return " ".join(_SIDE.sub(" ", label).replace(" ,", ",").split()).strip(" ,").replace(",  ", ", ")


@dataclass(frozen=True, slots=True)
class Site:
    """A place named in a text, and the labels (without side) it may be."""

    start: int
    end: int
    means: frozenset[str]
    words: int


@lru_cache(maxsize=1)
def _ours() -> tuple[tuple[str, tuple[str, ...]], ...]:
    text = files("chartproof.terms.pcs").joinpath("sites.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:] if line and not line.startswith("#")]
    return tuple((phrase, tuple(p for p in labels.split("|") if p)) for phrase, labels, *_ in rows)


class _Labels:
    """Labels by how patterns name them: whole, or by their beginning."""

    def __init__(self, labels: set[str]) -> None:
        self._names = [(way, bare(x)) for x in labels for way in {x, unsided(x)}]
        self._whole: dict[str, set[str]] = defaultdict(set)
        for way, name in self._names:
            self._whole[way].add(name)

    def like(self, pattern: str) -> set[str]:
        """The labels, without their side, that a pattern names."""
        if "*" not in pattern:
            return self._whole.get(pattern, set())
        start, _, rest = pattern.partition("*")
        if not rest:
            return {name for way, name in self._names if way.startswith(start)}
        return {name for way, name in self._names if fnmatchcase(way, pattern)}


class Sites:
    """Every name of a place in one set of books; made once."""

    def __init__(self, books: PcsBooks) -> None:
        labels = {label for position, label, _ in books.pcs.labels() if position == 4}
        self._phrases: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = defaultdict(list)
        told: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for label in labels:
            told[tuple(bare(label).split())].add(bare(label))
        for words, label in _included(books):
            for way in _ways(words):
                told[way].add(bare(label))
        find = _Labels(labels)
        ours: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for phrase, patterns in _trade():
            found = {name for p in patterns for name in find.like(p)}
            key = tuple(w for w in folded(phrase) if w not in SIDES)
            if found and key:
                ours[key] |= found
        for key, means in {**told, **{k: v | told.get(k, set()) for k, v in ours.items()}}.items():
            if key:
                self._phrases[key[0]].append((key, frozenset(means | _over(means))))
        for found_here in self._phrases.values():
            found_here.sort(key=lambda x: -len(x[0]))

    def within(self, text: str, start: int, end: int) -> list[Site]:
        """The places named in a stretch, in order; of two at one place the longer."""
        words = words_of(text, start, end)
        plain = [
            (w, a, b)
            for w, a, b in zip(words.folded, words.starts, words.ends, strict=True)
            if w not in SIDES
        ]
        found: list[Site] = []
        at = 0
        while at < len(plain):
            for key, means in self._phrases.get(plain[at][0], ()):
                stop = at + len(key)
                if (
                    tuple(w for w, _, _ in plain[at:stop]) == key
                    and "." not in text[plain[at][2] : plain[stop - 1][1]]
                ):
                    found.append(Site(plain[at][1], plain[stop - 1][2], means, len(key)))
                    at = stop - 1
                    break
            at += 1
        return found


#: What lies under the skin of a region: bones, and joints as guideline B4.6 says.
_REGIONS = (
    ("scalp", ("skull",)), ("face", ("mandible", "maxilla", "zygomatic bone", "nasal bone")), ("chest", ("sternum", "rib", "clavicle")),
    ("upper arm", ("humeral head", "humeral shaft", "shoulder joint")), ("lower arm", ("radius", "ulna", "elbow joint", "wrist joint")),
    ("hand", ("carpal", "metacarpal", "finger phalanx", "thumb phalanx")), ("upper leg", ("upper femur", "femoral shaft", "lower femur", "hip joint")),
    ("lower leg", ("tibia", "fibula", "patella", "knee joint")), ("foot", ("tarsal", "metatarsal", "toe phalanx", "ankle joint")),
)  # fmt: skip


def _over(means: set[str]) -> set[str]:
    """The skin and the tissue under it that lie over a bone or joint, where a name says no skin itself."""
    if any(name.startswith(("skin", "subcutaneous")) for name in means):
        return set()
    regions = {region for region, under in _REGIONS if not means.isdisjoint(under)}
    return {f"{layer} {r}" for r in regions for layer in ("skin", "subcutaneous tissue fascia")}


# As `bare` says them; written out, since folding at import would make its patterns ready.
_TRACT_ABOVE, _TRACT_BELOW = "upper intestine tract", "lower intestine tract"
#: Halves of the gut, and what each takes in where it has no value of its own (guideline B4.8).
TRACTS = frozenset({_TRACT_ABOVE, _TRACT_BELOW})
_UPPER = ("esophag", "stomach", "duodenum")
_LOWER = (
    "jejunum",
    "ileum",
    "ileocecal",
    "cecum",
    "appendix",
    "large intestine",
    "rectum",
    "anus",
    "anal",
    "rectosigmoid",
)


def tract_of(means: frozenset[str]) -> frozenset[str]:
    """The half of the gut that a place lies in: to the duodenum, or from the jejunum on."""
    if any(name.startswith(_LOWER) or name.endswith("colon") for name in means):
        return frozenset({_TRACT_BELOW})
    return frozenset({_TRACT_ABOVE} if any(n.startswith(_UPPER) for n in means) else ())


def _included(books: PcsBooks) -> Iterator[tuple[str, str]]:
    for said in books.body_parts or ():
        yield said.words, said.label
    for section, position, said in books.definitions.includes() if books.definitions else ():
        if position == 4 and section == "0":
            yield said.words, said.label


def _ways(words: str) -> Iterator[tuple[str, ...]]:
    said = [_ASIDE.sub(" ", words), words]
    for text in said:
        if way := tuple(w for w in folded(text) if w not in SIDES):
            yield way
            short = tuple(w for w in way if w not in {"bone", "gland", "tendon"})
            if len(short) > 1:
                yield short


def _trade() -> Iterator[tuple[str, tuple[str, ...]]]:
    for told in trade_words():
        if (
            "-" not in (told.phrase[0], told.phrase[-1])
            and not told.operations
            and not told.prefixes
            and told.labels.get(4)
            and told.phrase != "bowel"  # small or large: no place by itself
        ):
            yield told.phrase, told.labels[4][0]
    yield from _ours()
