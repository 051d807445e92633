"""Every term of one release: the ways its nodes are said, by titles, inclusion terms, the lexicon and the indexes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chartproof.codesets.alphabetic import Alphabetic
from chartproof.codesets.tabular import Tabular
from chartproof.model.pattern import Pattern
from chartproof.terms import lexicon
from chartproof.terms.entries import SEARCHED
from chartproof.terms.forms import acronyms, either, forms
from chartproof.terms.sayings import new_sayings
from chartproof.terms.words import folded


@dataclass(frozen=True, slots=True)
class Term:
    """One way to say a node. `table` and `key` name the row of the release (or lexicon) it is from."""

    id: int
    means: tuple[str, ...]
    source: str
    release: str
    table: str
    key: str
    surface: str
    words: tuple[str, ...]
    when: str


def terms_of(tabular: Tabular, indexes: tuple[Alphabetic, ...] = ()) -> Iterator[Term]:
    """Every term of a release: the lexicon's senses, titles, inclusion terms, then what the indexes add."""
    said = {frozenset(folded(sense.phrase)) for sense in lexicon.senses() if sense.when.startswith(_ONLY)}
    made = 0
    for made, term in enumerate(_tabular_terms(tabular), 1):  # noqa: B007
        if term.source != "lexicon" or not term.when or _NOT_HERE in term.when:
            said.add(frozenset(term.words))
        yield term
    for number, (index, way) in enumerate(new_sayings(indexes, tabular, said), made):
        row = (index.release.name, index.table, way.path)
        yield Term(number, way.means, "index", *row, way.surface, tuple(sorted(way.words)), way.when)


def _tabular_terms(tabular: Tabular) -> Iterator[Term]:
    """The lexicon's senses, titles and inclusion terms; words without sense skipped."""
    number = 0
    said: set[tuple[frozenset[str], str]] = set()
    instead: set[tuple[frozenset[str], str]] = set()

    def made(
        means: tuple[str, ...], source: str, row: tuple[str, str, str], ways: Iterable[str], when: str = ""
    ) -> Iterator[Term]:
        nonlocal number
        for way in ways:
            words = frozenset(folded(way))
            if all(len(w) < 2 for w in words) or (words, means[0] + when) in said or _too_bare(words, source):
                continue
            if source == "lexicon" and when.startswith(_ONLY):
                instead.add((words, means[0]))
                when = when.removeprefix(_ONLY).strip("; ")
            elif source != "lexicon" and (words, means[0]) in instead:
                continue
            said.add((words, means[0] + when))
            yield Term(number, means, source, *row, " ".join(way.split()), tuple(sorted(words)), when)
            number += 1

    version, name = lexicon.version(), tabular.release.name
    for sense in lexicon.senses():
        if all(tabular.node(code) for code in sense.means):
            yield from made(
                sense.means, "lexicon", (version, sense.part, sense.phrase), (sense.phrase,), sense.when
            )
    rows = [n for n in tabular.every_node() if n[2] in {"category", "subcategory"}]
    titles = {n[0]: n[4] for n in rows}
    nodes = [(n[0], n[3], tuple(dict.fromkeys(forms(n[4])))) for n in rows]
    sided = _sided(nodes)
    parents = {parent for _, parent, _ in nodes}
    for key, parent, every_way in sorted(nodes, key=lambda n: (len(n[0]), n[0])):
        if key.startswith(_MEASURED):
            continue
        residual = len(key) == 3 and _RESIDUAL in titles[key]
        said_ways = every_way[:1] if residual else [way for way in every_way if _RESIDUAL not in way]
        ways = [way for way in said_ways if not _SIDE.search(way) or (parent, _unsided(way)) not in sided]
        when = SEARCHED if residual or _MANIFESTATION.search(titles[key]) else ""
        yield from made((key,), "title", (name, "nodes", key), ways, when)
        yield from made((key,), "title", (name, "nodes", key), acronyms(titles[key]), "upper")
        if key not in parents:
            yield from made((key,), "title", (name, "nodes", key), either(titles[key]))
    for (parent, _), way in sided.items():
        yield from made((parent,), "title", (name, "nodes", parent), (way,))
    for node, kind, block, note, text in tabular.every_note(("inclusion", "includes")):
        if (
            not node.startswith(("chapter", "section"))
            and not text.endswith(":")
            and (kind == "inclusion" or " " in text)
            and not node.startswith(_SCALED)
        ):
            when = SEARCHED if _MANIFESTATION.search(titles.get(node, "")) else ""
            yield from made(
                (node,), "inclusion", (name, "notes", f"{node}/{block}.{note}"), forms(text), when
            )


#: A sense so marked stands instead of the title that says the same node by the same words.
_ONLY = "only"
#: A sense that names what it is not said beside keeps the index from meaning the same words there.
_NOT_HERE = "not="
#: A category for what stands nowhere else is meant by no words of a record ("Pain, NEC": G89); it is searched for.
_RESIDUAL = "not elsewhere classified"
#: Nor is what a disease classified elsewhere brings about, by its own title: "glomerular disorders", "nephropathy".
_MANIFESTATION = Pattern(
    r"\b(?:in|due to) [a-z ]*(?:diseases?|conditions|disorders) classified elsewhere", re.IGNORECASE
)
#: Codes a measured value chooses (BMI, weeks, coma scale), not a word.
_MEASURED = ("Z68", "Z3A", "R40.24")
#: What the answers on a scale of coma are called is said of anybody: "screaming", "moaning".
_SCALED = ("R40.21", "R40.22", "R40.23")
_SIDES = frozenset({"left", "right"})
_SIDE = Pattern(r"\b(?:left|right)\b", re.IGNORECASE)


def _unsided(way: str) -> frozenset[str]:
    return frozenset(folded(way)) - _SIDES


def _sided(nodes: Iterable[tuple[str, str, tuple[str, ...]]]) -> dict[tuple[str, frozenset[str]], str]:
    """Titles under one parent that differ only by side, as (parent, words without the side).

    The term is then the parent's, said without the side; the side is found on the way down.
    """
    sides: dict[tuple[str, frozenset[str]], set[str]] = {}
    said: dict[tuple[str, frozenset[str]], str] = {}
    for _, parent, ways in nodes:
        for way in ways:
            words = frozenset(folded(way)) if _SIDE.search(way) else frozenset()
            if side := words & _SIDES:
                key = (parent, words - _SIDES)
                sides.setdefault(key, set()).update(side)
                said.setdefault(key, " ".join(_SIDE.sub(" ", way).split()))
    return {key: said[key] for key, found in sides.items() if len(found) == 2 and key[1]}


def _too_bare(words: frozenset[str], source: str) -> bool:
    """A single short word or number is no term unless the lexicon says so."""
    return (
        source != "lexicon"
        and len(words) == 1
        and all(len(w) < 3 or w.isdigit() or w in _BARE for w in words)
    )


_BARE = frozenset(
    "left right upper lower acute chronic mild moderate severe type stage site total activity activities "
    "unemployment accident condition disorder disease injury body single multiple normal history problem "
    "reaction deficiency exposure contact failure other status loss home school street place military "
    "burn fall fracture wound tear dislocation sprain strain contusion laceration abrasion bite hematoma sting donor axis arrest growth blister allergy "
    "operation delivery fit fits male female car van bus pedal cycle swimming reading writing driver passenger "
    "pedestrian occupant cause agent nail hair skin hot cold heat light sound fire water air wind storm".split()
)
