"""Small releases made by us, of invented codes, in the form the builders write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from chartproof.codesets.diff.compare import Compared, compared
from chartproof.codesets.release import Draft, Licence, Release, Source, write
from chartproof.model.period import Period

OURS = Licence("ours", redistributable=True, notice="invented")
#: The days of two editions, one after the other.
OLD = Period(date(2024, 10, 1), date(2025, 9, 30))
NEW = Period(date(2025, 10, 1), date(2026, 9, 30))
Rows = Iterable[Sequence[str]]
NODES = ("node", "code", "kind", "parent", "title")
CODES = ("code", "node", "char", "title")
NOTES = ("node", "kind", "block", "number", "text", "targets")
INDEX = "path level term nonessential_modifiers code manifestation_code see see_also see_category".split()
PAIRS = ("column_1", "column_2", "first", "last", "modifier_indicator", "rationale")
LIMITS = ("code", "units", "mai", "rationale")


def release(
    folder: Path,
    name: str,
    system: str,
    holds: Period,
    tables: Mapping[str, tuple[Sequence[str], Rows]],
    licence: Licence = OURS,
    derived: bool = False,
) -> Release:
    """A sealed release below a folder."""
    return write(
        Draft(
            name=name,
            system=system,
            version=name,
            holds=holds,
            clock="service",
            licence=licence,
            sources=(Source("file", "0" * 64),),
            tables=tables,
            counted=next(iter(tables)),
            derived=derived,
        ),
        folder,
    )


def cm(
    folder: Path,
    name: str,
    holds: Period,
    codes: Mapping[str, str],
    notes: Rows = (),
    above: Rows = (),
) -> Release:
    """An ICD-10-CM release of one chapter: each code below its category, notes as (node, kind, text, targets)."""
    categories = sorted({code[:3] for code in codes} - set(codes))
    nodes = [
        ("chapter 1", "1", "chapter", "", "Invented diseases"),
        *above,
        *((c, c, "category", "chapter 1", f"Invented {c}") for c in categories),
        *((c, c, "subcategory", c[:3] if len(c) > 3 else "chapter 1", t) for c, t in sorted(codes.items())),
    ]
    numbered = [(n[0], n[1], "1", str(i), n[2], n[3]) for i, n in enumerate(notes, 1)]
    return release(
        folder,
        name,
        "ICD-10-CM",
        holds,
        {
            "codes": (CODES, [(c, c, "", t) for c, t in sorted(codes.items())]),
            "nodes": (NODES, nodes),
            "notes": (NOTES, numbered),
            "seventh": (("node", "char", "meaning"), ()),
        },
    )


def both(a: Release, b: Release, *shelf: Release) -> Compared:
    """Two releases compared, with what stands beside them on the shelf."""
    return compared(a, b, (a, b, *shelf), lambda _what, _done: None)
