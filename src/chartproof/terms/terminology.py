"""The books of one day with their terms: what every stage after reading works from."""

from __future__ import annotations

from dataclasses import dataclass

from chartproof.codesets.alphabetic import Alphabetic
from chartproof.codesets.books import Books
from chartproof.codesets.tabular import Tabular
from chartproof.terms.index import TermIndex


@dataclass(frozen=True, slots=True)
class Terminology:
    """The books of a day, their terms, and the Alphabetic Index and tables that terms are from."""

    books: Books
    index: TermIndex
    indexes: tuple[Alphabetic, ...] = ()

    @property
    def tabular(self) -> Tabular:
        """The Tabular List."""
        return self.books.tabular

    @property
    def opened(self) -> tuple[Tabular | Alphabetic, ...]:
        """Every release that coding reads: the Tabular List, then the indexes."""
        return (self.tabular, *self.indexes)
