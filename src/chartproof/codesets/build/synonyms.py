"""Public synonym files as optional lexicon releases: phrase, target code, where it comes from.

Disease Ontology (ICD10inDO.tsv, HumanDO.tsv; CC0), MONDO mappings to ICD-10-CM (*.sssom.tsv; the
licence the file states), Human Phenotype Ontology (hp.obo; HPO licence: keep version and
citation), clinical abbreviation lists (clinabbr_*; CC BY 4.0). Never part of our own lexicon: a
phrase of these is a proposal the walk must prove.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from chartproof.codesets.build import Told
from chartproof.codesets.build.icd10 import dotted
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.synonym_files import (
    abbreviations,
    disease_ontology,
    is_obo,
    mondo,
    phenotypes,
)
from chartproof.codesets.release import Draft, Licence
from chartproof.model.errors import InputError
from chartproof.model.period import Period

NAMES = ("LEXICON-disease-ontology", "LEXICON-mondo", "LEXICON-hpo", "LEXICON-abbreviations")
COLUMNS = ("phrase", "system", "code", "source", "relation")
#: phrase, system, code (or the long form), id in the source, how the two relate.
Row = tuple[str, str, str, str, str]

_CODE = re.compile(r"[A-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?")


@dataclass(frozen=True, slots=True)
class _Kind:
    """One source: its system, the files it comes in, its reader and its licence."""

    system: str
    is_one: Callable[[SourceFile], bool]
    read: Callable[[SourceFile], Iterator[Row]]
    licence: Licence


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each source, from all its files."""
    everything = list(files)
    for kind in _KINDS:
        ours = [file for file in everything if kind.is_one(file)]
        if ours:
            yield _draft(kind, ours, told)


def falls_with(broken: SourceFile, files: Iterable[SourceFile], told: Told) -> Iterator[SourceFile]:
    """The files of a source make one release, all or none."""
    kinds = [kind for kind in _KINDS if kind.is_one(broken)]
    yield from (f for f in files if any(kind.is_one(f) for kind in kinds))


def _draft(kind: _Kind, files: list[SourceFile], told: Told) -> Draft:
    said = _version(files[0])
    version = said or told.version or (told.first.isoformat() if told.first else None)
    if version is None:
        says = "nothing says which edition it is; say it with --version YYYY-MM-DD"
        raise InputError(files[0].name, "", says)
    first = _day(said or "") or told.first or _day(version)
    if first is None:
        raise InputError(files[0].name, "", "nothing says its day; say it with --first YYYY-MM-DD")
    rows = {row for file in files for row in _checked(kind.read(file))}
    return Draft(
        name=f"{kind.system.lower()}-{version}",
        system=kind.system,
        version=version,
        holds=Period(first, told.last),
        clock="service",
        licence=kind.licence,
        sources=tuple(file.sealed() for file in files),
        tables={"phrases": (COLUMNS, sorted(rows))},
        counted="phrases",
        derived=True,
    )


def _version(file: SourceFile) -> str | None:
    """The day the ontology's own release names, in the head of the file."""
    head = file.head().decode("utf-8", "replace")
    found = re.search(r"releases/(20\d\d-\d\d-\d\d)", head)
    return found.group(1) if found else None


def _day(version: str) -> date | None:
    try:
        return date.fromisoformat(version)
    except ValueError:
        return None


def _checked(rows: Iterator[Row]) -> Iterator[Row]:
    """ICD-10-CM codes with their dot; a block or chapter (I00-I99) is no code and is left out."""
    for phrase, system, code, source, relation in rows:
        if system != "ICD-10-CM":
            yield phrase, system, code, source, relation
        elif _CODE.fullmatch(code):
            yield phrase, system, dotted(code), source, relation


def _starts(pattern: bytes) -> Callable[[SourceFile], bool]:
    return lambda file: bool(re.match(pattern, file.head(200)))


_KINDS = (
    _Kind(
        NAMES[0],
        _starts(rb"(\xef\xbb\xbf)?id\tlabel\txrefs?\r?\n\"?DOID:"),
        disease_ontology,
        Licence(
            "CC0 1.0 (Disease Ontology)",
            redistributable=True,
            notice="Human Disease Ontology, disease-ontology.org, CC0 1.0.",
        ),
    ),
    _Kind(
        NAMES[1],
        lambda file: file.name.startswith("mondo") and file.name.endswith(".sssom.tsv"),
        mondo,
        Licence(
            "CC BY 4.0 (MONDO)",
            redistributable=True,
            notice="Mondo Disease Ontology, Monarch Initiative, CC BY 4.0; only codes were taken over.",
        ),
    ),
    _Kind(
        NAMES[2],
        is_obo,
        phenotypes,
        Licence(
            "HPO licence",
            redistributable=False,
            notice=(
                "This service uses the Human Phenotype Ontology; see https://hpo.jax.org. The version "
                "stands in this release; the content is unchanged, terms and synonyms only."
            ),
        ),
    ),
    _Kind(
        NAMES[3],
        lambda file: file.name.startswith("clinabbr_"),
        abbreviations,
        Licence(
            "CC BY 4.0 (clinical abbreviation lists)",
            redistributable=True,
            notice="Clinical abbreviation source lists, CC BY 4.0; changed: put into one table.",
        ),
    ),
)
