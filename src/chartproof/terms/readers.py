"""Which reader opens the releases of which system, and all the books of one day opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from chartproof.codesets.alphabetic import SYSTEMS as INDEXES
from chartproof.codesets.alphabetic import Alphabetic
from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.codesets.pcs import Pcs
from chartproof.codesets.release import Release
from chartproof.codesets.shelf import Shelf
from chartproof.codesets.tabular import Tabular
from chartproof.terms.addons import AddOns
from chartproof.terms.limits import Limits
from chartproof.terms.listed import codes
from chartproof.terms.pairs import Pairs

Reader = Callable[[Release, Path], object]


def reader_of(system: str) -> Reader:
    """What opens a release of a system: by its first words (NCCI-PTP-…, MUE-…), else a flat list."""
    if system == "ICD-10-CM":
        return Tabular
    if system in INDEXES:
        return Alphabetic
    if system.startswith("NCCI-PTP-"):
        return Pairs
    if system.startswith("MUE-"):
        return Limits
    return {"ICD-10-PCS": Pcs, "NCCI-add-on": AddOns}.get(system, codes)


def everything(books: Books, shelf: Shelf) -> dict[str, object]:
    """Every book of the day opened, by system; what no release covers is left out."""
    opened: dict[str, object] = {}
    for system in dict.fromkeys(release.system for release in shelf.releases()):
        try:
            opened[system] = books.read(system, reader_of(system))
        except NoReleaseCoversError:
            continue
    return opened
