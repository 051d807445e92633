"""Which codes may only stand first, and which only behind another (figures/first_only.tsv, behind.tsv)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from chartproof.check.conventions.figures import rows
from chartproof.codesets.build.instructional_notes import is_named


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind another diagnosis only, and who says so."""

    target: str
    what: str
    source: str


@lru_cache(maxsize=4096)
def is_first_only(code: str) -> bool:
    """Whether a code may only be the principal or first-listed diagnosis."""
    return any(
        is_named(code, target) and not (but and is_named(code, but)) for target, but, _ in rows("first_only")
    )


@lru_cache(maxsize=4096)
def behind(code: str) -> Behind | None:
    """Why a code stands behind another only; None where it may stand first."""
    return next((Behind(*row) for row in rows("behind") if is_named(code, row[0])), None)
