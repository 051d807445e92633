"""What parts a service has, professional and technical: by Medicare's fee schedule of the day, else as our lexicon knows it.

The indicator is CMS's own (MPFS relative value file, PC/TC): 0 a physician's service, 1 a test of two parts, 2 the
professional part alone, 3 the technical part alone, 4 the whole of a test whose parts have codes, 5 staff's work, 6 a
laboratory test that a physician interprets, 7 therapy, 8 a physician's interpretation, 9 no parts.
"""

from __future__ import annotations

from functools import lru_cache

from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.model.coding import Fact, Row
from chartproof.terms.listed import codes
from chartproof.terms.procedures import figures

SYSTEM = "MPFS"
_TABLE = "relative_values"
TWO_PARTS = frozenset({"1", "6"})
#: Why a code carries neither 26 nor TC, by its indicator.
WHY_NOT = {
    "0": "the code is a physician's service and has no parts",
    "2": "the code is the professional part by itself",
    "3": "the code is the technical part by itself",
    "4": "the code is the whole of a test; its parts have codes of their own",
    "5": "the code is staff's work and has no professional part",
    "7": "the code is therapy and has no parts",
    "8": "the code is a physician's interpretation by itself",
    "9": "the code has no professional and no technical part",
}


def component_of(code: str, books: Books) -> tuple[str, Row | Fact] | None:
    """The indicator of a code and where it stands; None where neither fee schedule nor lexicon tells it."""
    try:
        release = books.release_of(SYSTEM)
    except NoReleaseCoversError:
        release = None
    if release and (row := books.read(SYSTEM, codes).row(code, "")):
        return row["pc_tc"], Row(release.name, _TABLE, code)
    known = _known().get(code)
    return (known, Fact("parts", known)) if known else None


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    return {row["code"]: row["pc_tc"] for row in figures("components")}
