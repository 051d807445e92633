"""Every way to say what the Alphabetic Index and its tables lead to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from chartproof.codesets.alphabetic import Alphabetic, Entry
from chartproof.codesets.build.icd10 import BELOW
from chartproof.codesets.tabular import Tabular
from chartproof.terms.entries import (
    Entries,
    Saying,
    alternatives,
    is_remainder,
    node_of,
    titles_in_table,
    words_in,
)
from chartproof.terms.forms import forms
from chartproof.terms.morphology import morphologies

#: Behavior, as the Table of Neoplasms has it: how the Tabular List says it of a site.
_BEHAVIORS = {
    "malignant_primary": "Malignant neoplasm of",
    "malignant_secondary": "Secondary malignant neoplasm of",
    "in_situ": "Carcinoma in situ of",
    "benign": "Benign neoplasm of",
    "uncertain_behavior": "Neoplasm of uncertain behavior of",
    "unspecified_behavior": "Neoplasm of unspecified behavior of",
}
#: Intent, as the Table of Drugs has it: what a record says of a drug to mean it. A drug's name alone means none.
_INTENTS = {
    "accidental": ("poisoning", "overdose"),
    "intentional_self_harm": (
        "intentional overdose", "intentional poisoning", "suicide overdose", "self harm overdose",
    ),
    "assault": ("poisoning assault",),
    "undetermined": ("poisoning undetermined intent",),
    "adverse_effect": ("adverse effect of", "adverse reaction to", "side effect of"),
    "underdosing": ("underdosing of",),
}  # fmt: skip
#: Stands for the site where a behavior is said of it.
_SITE = "zz"
#: Ways to name one site or drug at most.
_NAMES = 6


def new_sayings(
    indexes: tuple[Alphabetic, ...], tabular: Tabular, said: set[frozenset[str]]
) -> Iterator[tuple[Alphabetic, Saying]]:
    """The ways to say an entry that are not said yet; a subterm of one sex may share another's words."""
    conditions: dict[frozenset[str], set[str]] = {}
    for index, way in _every(indexes, tabular):
        if way.words in said:
            continue
        before = conditions.setdefault(way.words, set())
        if not before or (way.when.startswith("sex") and way.when not in before):
            before.add(way.when)
            yield index, way


def _every(indexes: tuple[Alphabetic, ...], tabular: Tabular) -> Iterator[tuple[Alphabetic, Saying]]:
    """The ways to say the entries of each index, then those that lead from the index into a table."""
    for index in indexes:
        yield from ((index, way) for way in sayings_of(index, tabular))
    of = {index.release.system: index for index in indexes}
    diseases, neoplasms = of.get("ICD-10-CM-index"), of.get("ICD-10-CM-neoplasms")
    if diseases and neoplasms:
        yield from morphologies(diseases, neoplasms, tabular)


def sayings_of(index: Alphabetic, tabular: Tabular) -> Iterator[Saying]:
    """Every way to say every entry of an index or table."""
    if index.table == "index":
        yield from Entries(index, tabular).sayings()
    for entry in index.every_term() if index.table != "index" else ():
        if not is_remainder(entry.path):
            yield from _by_column(entry, index.table, tabular)


def _by_column(entry: Entry, table: str, tabular: Tabular) -> Iterator[Saying]:
    """Each behavior of a site, each intent of a drug."""
    names = tuple(_names(entry, 1 if table == "neoplasms" else 0))
    for column, code in entry.codes:
        node = node_of(code, tabular)
        if node is None:
            continue
        surface = f"{_plain(entry)}, {column.replace('_', ' ')}"
        for name in names:
            said = words_in(name)
            for way in _said(column):
                yield Saying(way | said, (node,), entry.path, surface)


@lru_cache(maxsize=32)
def _said(column: str) -> tuple[frozenset[str], ...]:
    """The words that say a behavior or an intent, besides those of the site or drug."""
    if behavior := _BEHAVIORS.get(column):
        ways = tuple(words_in(way) - {_SITE} for way in forms(f"{behavior} {_SITE}"))
    else:
        ways = tuple(words_in(way) for way in _INTENTS[column])
    return tuple(dict.fromkeys(ways))


def _names(entry: Entry, first: int) -> Iterator[str]:
    """The names of a site or a drug: the titles from `first` down, each by its alternatives."""
    levels = [alternatives(title) for title in titles_in_table(entry)[first:]]
    for said in islice(product(*levels), _NAMES):
        name = " ".join(said)
        if any(len(word) > 1 for word in words_in(name)):
            yield name


def _plain(entry: Entry) -> str:
    return BELOW.join(alternatives(title)[0] for title in entry.titles)
