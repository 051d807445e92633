"""The term index of one release: which sets of words name which node. Derived; made on first use.

A term is a set of folded words that must all be documented. The index is a trie over the words of
each term, rarest first: the words of a sentence find every term whose words they contain, whatever
their order, in a few steps (subset search in a set-trie: Savnik 2013). Each branch is stored under
its first word and read when a record first uses that word.
"""

from __future__ import annotations

import math
import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
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
from chartproof.terms.every_term import Term, terms_of
from chartproof.terms.spelling import Spelling
from chartproof.terms.words import fold

#: Part of the index's name: raise it when the way terms are made changes.
MADE = "t115"


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
