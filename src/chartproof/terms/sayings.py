"""Every way to say what the Alphabetic Index and its tables lead to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from chartproof.codesets.alphabetic import Alphabetic, Entry
from chartproof.codesets.build.icd10 import BELOW
from chartproof.codesets.tabular import Tabular
from chartproof.terms.entries import Entries, Saying, alternatives, is_remainder, node_of
from chartproof.terms.forms import forms
from chartproof.terms.words import folded

#: Behavior, as the Table of Neoplasms has it: how the Tabular List says it of a site.
_BEHAVIORS = {
    "malignant_primary": "Malignant neoplasm of {}",
    "malignant_secondary": "Secondary malignant neoplasm of {}",
    "in_situ": "Carcinoma in situ of {}",
    "benign": "Benign neoplasm of {}",
    "uncertain_behavior": "Neoplasm of uncertain behavior of {}",
    "unspecified_behavior": "Neoplasm of unspecified behavior of {}",
}
#: Intent, as the Table of Drugs has it: what a record says of a drug to mean it. A drug's name alone means none.
_INTENTS = {
    "accidental": ("{} poisoning", "{} overdose"),
    "intentional_self_harm": (
        "intentional {} overdose", "intentional {} poisoning", "suicide {} overdose", "self harm {} overdose",
    ),
    "assault": ("{} poisoning assault",),
    "undetermined": ("{} poisoning undetermined intent",),
    "adverse_effect": ("adverse effect of {}", "adverse reaction to {}", "side effect of {}"),
    "underdosing": ("underdosing of {}",),
}  # fmt: skip
#: Ways to name one site or drug at most.
_NAMES = 6


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
            said = {frozenset(folded(way)) for way in _said(column, name)}
            for words in sorted(said, key=sorted):
                yield Saying(words, (node,), entry.path, surface)


def _said(column: str, name: str) -> Iterator[str]:
    if behavior := _BEHAVIORS.get(column):
        yield from forms(behavior.format(name))
    for intent in _INTENTS.get(column, ()):
        yield intent.format(name)


def _names(entry: Entry, first: int) -> Iterator[str]:
    """The names of a site or a drug: the titles from `first` down, each by its alternatives."""
    levels = [alternatives(title) for title in entry.titles[first:]]
    for said in islice(product(*levels), _NAMES):
        name = " ".join(said)
        if any(len(word) > 1 for word in folded(name)):
            yield name


def _plain(entry: Entry) -> str:
    return BELOW.join(alternatives(title)[0] for title in entry.titles)
