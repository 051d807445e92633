"""The books of one day with their terms: what every stage after reading works from."""

from __future__ import annotations

from dataclasses import dataclass

from chartproof.codesets.books import Books
from chartproof.codesets.tabular import Tabular
from chartproof.terms.index import TermIndex


@dataclass(frozen=True, slots=True)
class Terminology:
    """The books of a day and the term index of their ICD-10-CM release."""

    books: Books
    index: TermIndex

    @property
    def tabular(self) -> Tabular:
        """The Tabular List."""
        return self.books.tabular
