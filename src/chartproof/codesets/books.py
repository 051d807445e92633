"""The books a coder works from on one day: the releases that hold, opened once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chartproof.codesets.release import Release
from chartproof.codesets.tabular import Tabular
from chartproof.model.finding import Skip


@dataclass(frozen=True, slots=True)
class Books:
    """The releases of one day, opened.

    `day` is the day rules are chosen by; `covers` says whether the release of each system covers
    it (a person may choose one that does not).
    """

    day: date
    tabular: Tabular
    covers: bool = True
    skipped: tuple[Skip, ...] = ()

    @property
    def release(self) -> Release:
        """The ICD-10-CM release."""
        return self.tabular.release

    @property
    def name(self) -> str:
        """The name proofs print for the ICD-10-CM release."""
        return self.release.name
