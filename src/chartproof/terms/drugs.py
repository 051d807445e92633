"""Names of drugs: generic and US brand names, their class, and the long-term-use code of the class.

`drugs.tsv` is our own list. Its last column is empty where the classification has no code of its
own for the long-term use of that class (Tabular List, category Z79).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class DrugTerm:
    """One name: the generic drug it stands for, its class, and its class's Z79 code or ''."""

    name: str
    generic: str
    kind: str
    code: str


@lru_cache(maxsize=1)
def drug_terms() -> dict[str, DrugTerm]:
    """Every name, lower case, with one space or hyphen between its words."""
    rows = files("chartproof.terms").joinpath("drugs.tsv").read_text("utf-8").splitlines()[1:]
    return {term.name: term for term in (DrugTerm(*row.split("\t")) for row in rows)}


@lru_cache(maxsize=1)
def by_first_word() -> dict[str, tuple[tuple[tuple[str, ...], DrugTerm], ...]]:
    """The names by their first word: (the words after it, the name), longest first."""
    found: dict[str, list[tuple[tuple[str, ...], DrugTerm]]] = {}
    for term in drug_terms().values():
        first, *rest = term.name.replace("-", " ").split()
        found.setdefault(first, []).append((tuple(rest), term))
    for names in found.values():
        names.sort(key=lambda n: -len(n[0]))
    return {first: tuple(names) for first, names in found.items()}


@lru_cache(maxsize=1)
def _codes_of_classes() -> dict[str, str]:
    return {term.kind: term.code for term in drug_terms().values()}


def long_term_code(kind: str | None) -> str:
    """The Z79 code for the long-term use of a class of drugs, '' where it has none of its own."""
    return _codes_of_classes().get(kind or "", "")
