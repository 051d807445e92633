"""A code of one system in another: conversion tables, equivalence maps, the user's SNOMED map, ontologies.

A map proposes: several targets are choices a coder makes from the record, and an approximate map is
no code. Source: CMS/NCHS conversion tables and General Equivalence Mappings; NLM's map; the
ontologies' own cross-references.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chartproof.codesets.books import Books
from chartproof.codesets.build.instructional_notes import is_named
from chartproof.codesets.codelist import CodeList, Row
from chartproof.codesets.release import Release
from chartproof.codesets.shelf import Shelf
from chartproof.terms.listed import codes, title_of


@dataclass(frozen=True, slots=True)
class Translation:
    """A target a map gives. `relation` in the map's own words; `rule` says when it applies, if ever.

    `code` None: the map says that there is none. `is_valid` None: no release at hand tells.
    """

    system: str
    code: str | None
    title: str | None
    is_valid: bool | None
    relation: str
    rule: str
    release: Release


@dataclass(frozen=True, slots=True)
class Map:
    """A set of maps: its system, its table, from which system to which."""

    system: str
    table: str
    source: str
    target: str


MAPS = (
    Map("ICD-10-CM-conversion", "previous", "ICD-10-CM", "ICD-10-CM"),  # both ways
    Map("GEM-ICD-9-CM-to-ICD-10-CM", "map", "ICD-9-CM", "ICD-10-CM"),
    Map("GEM-ICD-10-CM-to-ICD-9-CM", "map", "ICD-10-CM", "ICD-9-CM"),
    Map("GEM-ICD-9-CM-procedures-to-ICD-10-PCS", "map", "ICD-9-CM-procedures", "ICD-10-PCS"),
    Map("GEM-ICD-10-PCS-to-ICD-9-CM-procedures", "map", "ICD-10-PCS", "ICD-9-CM-procedures"),
    Map("SNOMED-ICD-10-CM", "map", "SNOMED", "ICD-10-CM"),
    Map("LEXICON-disease-ontology", "phrases", "DOID", "ICD-10-CM"),
    Map("LEXICON-mondo", "phrases", "MONDO", "ICD-10-CM"),
)
#: Systems a code can be translated from.
SOURCES = tuple(dict.fromkeys(m.source for m in MAPS))


def published(typed: str, source: str) -> str:
    """A code as the maps of a system write it: `e119` is `E11.9`, 25001 of ICD-9-CM `250.01`."""
    bare = typed.strip().upper()
    at = {"ICD-10-CM": 3, "ICD-9-CM": 4 if bare.startswith("E") else 3, "ICD-9-CM-procedures": 2}.get(source)
    if at is None:
        return bare
    bare = bare.replace(".", "").removesuffix("-")
    return bare if len(bare) <= at else f"{bare[:at]}.{bare[at:]}"


def translate(
    code: str, source: str, shelf: Shelf, books: Books
) -> tuple[tuple[Translation, ...], tuple[str, ...]]:
    """What every map at hand makes of a code, and the maps for its system that are not at hand.

    The newest edition of a map is used whatever the day: maps bridge days. Titles and validity are
    those of the books.
    """
    found: list[Translation] = []
    missing: list[str] = []
    for kind in MAPS:
        if kind.source != source:
            continue
        editions = shelf.of(kind.system)
        if not editions:
            missing.append(kind.system)
            continue
        release = editions[-1]
        found += [_titled(kind, told, release, books) for told in _told(kind, release, shelf, code)]
    return tuple(dict.fromkeys(found)), tuple(missing)


#: A target (None: none), the relation, when it applies.
Told = tuple[str | None, str, str]


def _told(kind: Map, release: Release, shelf: Shelf, code: str) -> Iterator[Told]:
    opened = CodeList(release, shelf.indexes, kind.table)
    if kind.system == "ICD-10-CM-conversion":
        yield from _converted(code, opened, CodeList(release, shelf.indexes, "conversions"))
    elif kind.table == "phrases":
        for row in opened.every():
            if row["source"] == code:
                yield row["code"], row["relation"] or "cross-reference", row["phrase"]
    elif kind.system.startswith("GEM"):
        yield from map(_gem, opened.rows(code))
    else:
        for row in opened.rows(code):
            rule = "; ".join(filter(None, (row["rule"], row["advice"])))
            yield row["target"] or None, f"group {row['group']}, priority {row['priority']}", rule


def _converted(code: str, previous: CodeList, conversions: CodeList) -> Iterator[Told]:
    """What follows a code, and what was coded before it."""
    for row in previous.every():
        target = f"{row['first']}-{row['last']}" if row["last"] else row["first"]
        if row["code"] != code and is_named(code, target) and (row["last"] or code == row["first"]):
            since = conversions.rows(row["code"])
            with_ = [other["first"] for other in previous.rows(row["code"]) if other != row]
            together = (
                f", of this together with {', '.join(with_)}" if row["joined"] == "and" and with_ else ""
            )
            yield row["code"], "follows", f"from {since[0]['effective']}{together}" if since else together[2:]
    for row in previous.rows(code):
        since = conversions.rows(code)
        before = f"before {since[0]['effective']}" if since else ""
        together = " (together with the others)" if row["joined"] == "and" else ""
        target = f"{row['first']}-{row['last']}" if row["last"] else row["first"]
        if target != code:
            yield target, "was coded before", before + together


def _gem(row: Row) -> Told:
    if row["no_map"] == "1":
        return None, "no map", ""
    relation = "approximate" if row["approximate"] == "1" else "equivalent"
    rule = f"scenario {row['scenario']}, choice {row['choice']}" if row["combination"] == "1" else ""
    return row["target"], relation, rule


def _titled(kind: Map, told: Told, release: Release, books: Books) -> Translation:
    """A target with its title and whether it is valid, by the books of the day."""
    code, relation, rule = told
    title, is_valid = None, None
    if code and kind.target == "ICD-10-CM" and books.has(kind.target):
        title, is_valid = books.tabular.title(code), books.tabular.billable(code) is not None
    elif code and kind.target == "ICD-10-PCS" and books.has(kind.target):
        rows = books.read(kind.target, codes).rows(code)
        title = title_of(rows[0], books.release_of(kind.target)) if rows else None
        is_valid = bool(rows)
    return Translation(kind.target, code, title, is_valid, relation, rule, release)
