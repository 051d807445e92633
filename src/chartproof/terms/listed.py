"""Flat code lists (HCPCS, CPT, places of service, fees): where each keeps its codes, and one code's rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from chartproof.codesets.books import Books
from chartproof.codesets.codelist import CodeList, Row
from chartproof.codesets.release import Release
from chartproof.model.errors import InputError
from chartproof.terms.tree import Branch, plain


@dataclass(frozen=True, slots=True)
class Flat:
    """The table of a system's codes and the columns that may be the title, the fullest first.

    `is_valid`: every code it has is valid on all days of the release.
    """

    table: str
    titles: tuple[str, ...] = ()
    is_valid: bool = False


#: Systems whose codes stand in a table of another name, or have a title.
FLAT = {
    "HCPCS": Flat("codes", ("long_descriptor", "short_descriptor")),
    "CPT": Flat("codes", ("long_descriptor", "medium_descriptor", "short_descriptor")),
    "CDT": Flat("codes", ("nomenclature",)),
    "CARC": Flat("codes", ("text",)),
    "RARC": Flat("codes", ("text",)),
    "ICD-10-PCS": Flat("codes", ("title", "short_title"), is_valid=True),
    "ICD-10-PCS-order": Flat("codes", ("title", "short_title"), is_valid=True),
    "ICD-10-CM-order": Flat("codes", ("title", "short_title"), is_valid=True),
    "ICD-10-CM-POA-exempt": Flat("codes", ("title",)),
    "ICD-10-CM-conversion": Flat("conversions"),
    "place-of-service": Flat("places", ("name",)),
    "NUCC-taxonomy": Flat("taxonomy", ("display_name", "classification")),
    "MS-DRG": Flat("drgs", ("title",)),
    "MS-DRG-weights": Flat("weights", ("title",)),
    "MCE": Flat("diagnoses"),
    "HCC": Flat("diagnoses"),
    "MPFS": Flat("relative_values"),
    "anesthesia-base-units": Flat("base_units"),
    "OPPS": Flat("addendum_b"),
    "ASC": Flat("surgical_procedures"),
    "NCCI-add-on": Flat("add_on_codes"),
    "ZIP-locality": Flat("zip_codes"),
}
#: So many codes below a prefix are shown.
MOST_BELOW = 10_000
#: A table of two-character modifiers beside the codes.
MODIFIERS = "modifiers"


@dataclass(frozen=True, slots=True)
class Listed:
    """One code of a flat list: its title (None where the list has none) and its rows as published.

    `is_valid` None: the list does not say when a code begins or ends.
    """

    system: str
    code: str
    title: str | None
    is_valid: bool | None
    release: Release
    rows: tuple[Row, ...]


def flat(release: Release) -> Flat:
    """Where a release keeps its codes: as known of its system, else its first table with codes."""
    if known := FLAT.get(release.system):
        return known
    for path in sorted((release.folder / "tables").glob("*.tsv")):
        with path.open(encoding="utf-8") as lines:
            if lines.readline().split("\t")[0].strip() in {"code", "phrase", "paragraph", "path"}:
                return Flat(path.stem)
    return Flat(min(p.stem for p in (release.folder / "tables").glob("*.tsv")))


def codes(release: Release, indexes: Path) -> CodeList:
    """The table of a release's codes, opened (a reader for `Books.read`)."""
    return CodeList(release, indexes, flat(release).table)


def modifiers(release: Release, indexes: Path) -> CodeList:
    """The table of a release's modifiers, opened; ReleaseError where it has none."""
    return CodeList(release, indexes, MODIFIERS)


def listed(typed: str, release: Release, opened: CodeList, day: date | None) -> Listed | None:
    """The entry of a code as published (capitals, no dot but for ICD-10-CM), or None."""
    bare = typed.strip().upper()
    for code in dict.fromkeys((bare, bare.replace(".", ""), plain(bare))):
        if rows := opened.rows(code):
            is_valid = _is_valid(rows, release, day)
            return Listed(release.system, code, title_of(rows[0], release), is_valid, release, rows)
    return None


def title_of(row: Row, release: Release) -> str | None:
    """The fullest title a row has, or None."""
    return next((row[name] for name in title_columns(release.system) if row.get(name)), None)


@cache
def title_columns(system: str) -> tuple[str, ...]:
    """The columns that may be the title of a code of a system, the fullest first."""
    return FLAT[system].titles if system in FLAT else ("title", "name")


def _is_valid(rows: tuple[Row, ...], release: Release, day: date | None) -> bool | None:
    """Whether a row holds on the day, or on any of the release; None where its list does not say.

    A derived list does not say that a code still holds: a flattened copy has lost last days.
    """
    if not {"last", "terminated"} & rows[0].keys():
        return True if release.system in FLAT and FLAT[release.system].is_valid else None
    first, last = (day, day) if day else (release.holds.first, release.holds.last or date.max)
    holds = any(_holds(row, str(first), str(last)) for row in rows)
    return None if holds and release.derived else holds


def _holds(row: Row, begin: str, end: str) -> bool:
    first = row.get("first", row.get("added", ""))
    last = row.get("last", row.get("terminated", ""))
    return first <= end and (not last or begin <= last)


def titled(opened: CodeList, day: date | None = None) -> Iterator[tuple[str, str]]:
    """Every code of a list once, with its title where it has one; without those that do not hold on the day."""
    for code, rows in _by_code(opened.every(), opened.columns[0]).items():
        if _is_valid(rows, opened.release, day) is not False:
            yield code, title_of(rows[0], opened.release) or ""


def _by_code(rows: Iterable[Row], key: str) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return {code: tuple(rows) for code, rows in found.items()}


def below(prefix: str, books: Books, system: str) -> Branch | None:
    """The codes of a flat list that begin with a prefix, as a tree of one level; None without any.

    InputError where there are more than are shown.
    """
    opened = books.read(system, codes)
    release = opened.release
    rows = opened.starting(prefix, MOST_BELOW + 1)
    if len(rows) > MOST_BELOW:
        says = f"more than {MOST_BELOW:,} rows begin so; say more characters, or ask `chartproof valueset`"
        raise InputError(prefix or "CODE", release.name, says)
    day = books.day_of(release)
    leaves = {
        code: Branch(code, title_of(rows[0], release), _is_valid(rows, release, day))
        for code, rows in _by_code(rows, opened.columns[0]).items()
    }
    if not leaves:
        return None
    own = leaves.pop(prefix, None) or Branch(prefix, f"codes that begin with {prefix}", billable=False)
    return replace(own, children=tuple(leaves.values()))
