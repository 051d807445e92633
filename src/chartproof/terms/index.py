"""The term index of one release: which sets of words name which node. Derived; made on first use.

A term is a set of folded words that must all be documented. The index is a trie over the words of
each term, rarest first: the words of a sentence find every term whose words they contain, whatever
their order, in a few steps (subset search in a set-trie: Savnik 2013). Each branch is stored under
its first word and read when a record first uses that word.
"""

from __future__ import annotations

import math
import re
import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from heapq import nsmallest
from pathlib import Path
from typing import Any

import orjson

from chartproof.codesets.alphabetic import Alphabetic
from chartproof.codesets.index import is_whole, making, read_only
from chartproof.codesets.release import Release
from chartproof.codesets.tabular import Tabular
from chartproof.model.pattern import Pattern
from chartproof.terms import lexicon
from chartproof.terms.entries import SEARCHED
from chartproof.terms.forms import acronyms, either, forms
from chartproof.terms.sayings import new_sayings
from chartproof.terms.spelling import Spelling
from chartproof.terms.words import fold, folded

#: Part of the index's name: raise it when the way terms are made changes.
MADE = "t106"


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


SCHEMA = """
CREATE TABLE terms(id INTEGER PRIMARY KEY, row BLOB);
CREATE TABLE branches(word TEXT PRIMARY KEY, row BLOB) WITHOUT ROWID;
CREATE TABLE weights(word TEXT PRIMARY KEY, df INTEGER, ids BLOB, shortest BLOB) WITHOUT ROWID;
CREATE TABLE norms(lengths BLOB);
CREATE TABLE spellings(spelled TEXT PRIMARY KEY, word TEXT) WITHOUT ROWID;
"""

#: The key of the term ids in a node of the trie (no word is empty).
HERE = ""
#: Words in more terms than this don't bring up candidates in retrieval.
COMMON = 3000
#: So many of the shortest terms of a common word are kept for who asks for nothing rarer.
SHORTEST = 400


def index_of(
    tabular: Tabular,
    folder: Path,
    progress: Callable[[float], None] = lambda _: None,
    indexes: tuple[Alphabetic, ...] = (),
) -> TermIndex:
    """The index of a Tabular List's terms and of the Alphabetic Index beside it; made on first use."""
    release = tabular.release
    seals = "".join(sorted(index.release.seal for index in indexes))
    also = f"index-{sha256(seals.encode()).hexdigest()[:16]}" if indexes else "plain"
    return made(
        release, folder, f"{also}-{MADE}-{lexicon.version()}", lambda: terms_of(tabular, indexes), progress
    )


def made(
    release: Release,
    folder: Path,
    edition: str,
    terms: Callable[[], Iterable[Term]],
    progress: Callable[[float], None] = lambda _: None,
) -> TermIndex:
    """The index of some terms of a release, made where this edition (`KIND-…`) is missing; older ones go."""
    of = f"{release.name}-{release.seal[:16]}-{edition.split('-', maxsplit=1)[0]}"
    path = folder / f"{release.name}-{release.seal[:16]}-{edition}.terms.sqlite"
    if not is_whole(path):
        for old in folder.glob(f"{of}-*.terms.sqlite"):
            old.unlink(missing_ok=True)
        with making(path) as db:
            _fill(db, list(terms()), progress)
    return TermIndex(path)


class TermIndex:
    """Terms, found by their words. `path`: a finished file of terms."""

    def __init__(self, path: Path) -> None:
        self._db = read_only(path)
        self._terms: dict[int, Term] = {}
        self._branches: dict[str, dict[str, Any] | None] = {}
        self._weights: dict[str, float] = {}
        self._ids: dict[str, tuple[int, ...]] = {}
        self._spelling: Spelling | None = None
        self._norms: array[float] = array("f", self._db.execute("SELECT lengths FROM norms").fetchone()[0])

    def __len__(self) -> int:
        return len(self._norms)

    @property
    def norms(self) -> Sequence[float]:
        """The lengths of all terms as vectors of their words' weights, by number."""
        return self._norms

    def norm(self, ident: int) -> float:
        """The length of a term as a vector of its words' weights."""
        return self._norms[ident]

    def term(self, ident: int) -> Term:
        """One term by its number."""
        found = self._terms.get(ident)
        if found is None:
            row = self._db.execute("SELECT row FROM terms WHERE id = ?", (ident,)).fetchone()[0]
            means, source, release, table, key, surface, words, when = orjson.loads(row)
            found = Term(ident, tuple(means), source, release, table, key, surface, tuple(words), when)
            self._terms[ident] = found
        return found

    def branch(self, word: str) -> dict[str, Any] | None:
        """The part of the trie whose terms have this word as their rarest."""
        try:
            return self._branches[word]
        except KeyError:
            row = self._db.execute("SELECT row FROM branches WHERE word = ?", (word,)).fetchone()
            found = orjson.loads(row[0]) if row else None
            self._branches[word] = found
            return found

    def weight(self, word: str) -> float:
        """Inverse document frequency of a word among terms; 0 for a word no term has."""
        found = self._weights.get(word)
        if found is None:
            row = self._db.execute("SELECT df FROM weights WHERE word = ?", (word,)).fetchone()
            found = _weight(row[0], len(self._norms)) if row else 0.0
            self._weights[word] = found
        return found

    @property
    def spelling(self) -> Spelling:
        """How the words of terms are spelled."""
        if self._spelling is None:
            self._spelling = Spelling(dict(self._db.execute("SELECT spelled, word FROM spellings")))
        return self._spelling

    def with_word(self, word: str) -> tuple[int, ...]:
        """The numbers of the terms that have a word; empty for words too common to tell."""
        found = self._ids.get(word)
        if found is None:
            row = self._db.execute("SELECT ids FROM weights WHERE word = ?", (word,)).fetchone()
            found = tuple(orjson.loads(row[0])) if row else ()
            self._ids[word] = found
        return found

    def shortest(self, word: str) -> tuple[int, ...]:
        """The numbers of the shortest terms that have a common word; empty for a word that is not common."""
        row = self._db.execute("SELECT shortest FROM weights WHERE word = ?", (word,)).fetchone()
        return tuple(orjson.loads(row[0])) if row else ()


def _weight(frequency: int, terms: int) -> float:
    return math.log((terms + 1) / (frequency + 0.5))


def terms_of(tabular: Tabular, indexes: tuple[Alphabetic, ...] = ()) -> Iterator[Term]:
    """Every term of a release: the lexicon's senses, titles, inclusion terms, then what the indexes add."""
    said: set[frozenset[str]] = set()
    made = 0
    for made, term in enumerate(_tabular_terms(tabular), 1):  # noqa: B007
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
        ):
            when = SEARCHED if _MANIFESTATION.search(titles.get(node, "")) else ""
            yield from made(
                (node,), "inclusion", (name, "notes", f"{node}/{block}.{note}"), forms(text), when
            )


#: A sense so marked stands instead of the title that says the same node by the same words.
_ONLY = "only"
#: A category for what stands nowhere else is meant by no words of a record ("Pain, NEC": G89); it is searched for.
_RESIDUAL = "not elsewhere classified"
#: Nor is what a disease classified elsewhere brings about, by its own title: "glomerular disorders", "nephropathy".
_MANIFESTATION = Pattern(
    r"\b(?:in|due to) [a-z ]*(?:diseases?|conditions|disorders) classified elsewhere", re.IGNORECASE
)
#: Codes a measured value chooses (BMI, weeks, coma scale), not a word.
_MEASURED = ("Z68", "Z3A", "R40.24")
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


_SPELLED = Pattern(r"[^\W\d_]{3,}")


def _fill(db: sqlite3.Connection, terms: list[Term], progress: Callable[[float], None]) -> None:
    db.executescript(SCHEMA)
    frequency = Counter(word for term in terms for word in term.words)
    trie: dict[str, Any] = {}
    with_word: dict[str, list[int]] = {}
    for term in terms:
        for word in term.words:
            with_word.setdefault(word, []).append(term.id)
        if term.when != SEARCHED:
            at = trie
            for word in sorted(term.words, key=lambda w: (frequency[w], w)):
                at = at.setdefault(word, {})
            at.setdefault(HERE, []).append(term.id)
    progress(0.5)
    db.executemany(
        "INSERT INTO terms VALUES (?, ?)",
        (
            (t.id, orjson.dumps((t.means, t.source, t.release, t.table, t.key, t.surface, t.words, t.when)))
            for t in terms
        ),
    )
    db.executemany(
        "INSERT INTO branches VALUES (?, ?)", ((w, orjson.dumps(b)) for w, b in sorted(trie.items()))
    )
    spelled = {w.lower() for term in terms for w in _SPELLED.findall(term.surface)}
    known = {w: fold(w) for w in sorted(spelled | frequency.keys()) if fold(w) in frequency}
    db.executemany("INSERT INTO spellings VALUES (?, ?)", known.items())
    weight = {w: _weight(n, len(terms)) for w, n in frequency.items()}
    norms = array("f", (math.sqrt(sum(weight[w] ** 2 for w in t.words)) for t in terms))
    db.execute("INSERT INTO norms VALUES (?)", (norms.tobytes(),))
    db.executemany(
        "INSERT INTO weights VALUES (?, ?, ?, ?)",
        (
            (w, n, *map(orjson.dumps, _split(with_word[w], norms.__getitem__)))
            for w, n in sorted(frequency.items())
        ),
    )
    progress(1.0)


def _split(ids: list[int], norm: Callable[[int], float]) -> tuple[list[int], list[int]]:
    """All the terms of a word, or of a common one the shortest."""
    return (ids, []) if len(ids) <= COMMON else ([], nsmallest(SHORTEST, ids, key=norm))
