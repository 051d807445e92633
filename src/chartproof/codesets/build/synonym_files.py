"""The readers of public synonym files: each gives phrase, system, code or long form, id, relation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.tables import broken, clean, csv_rows, text_lines

Row = tuple[str, str, str, str, str]
_ICD = "ICD-10-CM"
#: MONDO's mappings, as our relation.
_PREDICATES = {
    "skos:exactMatch": "exact",
    "skos:closeMatch": "close",
    "skos:broadMatch": "broader",
    "skos:narrowMatch": "narrower",
    "skos:relatedMatch": "related",
    "oboInOwl:hasDbXref": "cross-reference",
}
_SYNONYM = re.compile(r'synonym: "((?:[^"\\]|\\.)*)" (EXACT|BROAD|NARROW|RELATED)( layperson)?')


def _lines(file: SourceFile, *, open_end: bool = False) -> Iterator[tuple[int, str]]:
    """Lines that say something; `open_end`: the last may lack its end, as in lists of abbreviations."""
    for number, line in enumerate(text_lines(file, open_end=open_end), 1):
        text = line.rstrip("\r\n")
        if text.strip():
            yield number, text


def _tabbed(file: SourceFile) -> Iterator[tuple[int, dict[str, str]]]:
    heading: list[str] = []
    for number, text in _lines(file):
        if text.startswith("#"):
            continue
        cells = [clean(cell.strip().strip('"')) for cell in text.split("\t")]
        if not heading:
            heading = cells
            continue
        if len(cells) != len(heading):
            raise broken(file, f"line {number}", f"it has {len(cells)} of {len(heading)} columns")
        yield number, dict(zip(heading, cells, strict=True))


def disease_ontology(file: SourceFile) -> Iterator[Row]:
    """Labels with their cross-references to ICD-10-CM; of all references, only those."""
    for _, row in _tabbed(file):
        for reference in (row.get("xrefs") or row.get("xref", "")).split(","):
            system, _, code = reference.strip().partition(":")
            if system == "ICD10CM":
                yield row["label"], _ICD, code, row["id"], "cross-reference"


def mondo(file: SourceFile) -> Iterator[Row]:
    """Labels mapped to ICD-10-CM, with how well they match."""
    for number, row in _tabbed(file):
        system, _, code = row.get("object_id", "").partition(":")
        relation = _PREDICATES.get(row.get("predicate_id", ""))
        if system != "ICD10CM" or relation is None:
            raise broken(file, f"line {number}", "it is no mapping to ICD-10-CM")
        yield row["subject_label"], _ICD, code, row["subject_id"], relation


def is_obo(file: SourceFile) -> bool:
    """Say whether a file is the Human Phenotype Ontology."""
    return file.name.lower().endswith(".obo") and b"data-version: hp/" in file.head(300)


def phenotypes(file: SourceFile) -> Iterator[Row]:
    """Names and synonyms of each phenotype still in use; lay synonyms say so."""
    for lines in _terms(file):
        told = dict(line.split(": ", 1) for line in reversed(lines) if ": " in line)
        if told.get("is_obsolete") == "true" or "id" not in told:
            continue
        if "name" not in told:
            raise broken(file, told["id"], "the term has no name, it is cut off")
        yield clean(told["name"]), "HPO", told["id"], told["id"], "name"
        for line in lines:
            if found := _SYNONYM.match(line):
                phrase = clean(found[1].replace("\\", ""))
                relation = "lay" if found[3] else found[2].lower()
                yield phrase, "HPO", told["id"], told["id"], relation


def _terms(file: SourceFile) -> Iterator[list[str]]:
    term: list[str] | None = None
    for _, text in _lines(file):
        if text.startswith("["):
            if term:
                yield term
            term = [] if text == "[Term]" else None
        elif term is not None:
            term.append(text)
    if term:
        yield term


def abbreviations(file: SourceFile) -> Iterator[Row]:
    """Short form and long form; where a list counts senses, its share stands as relation."""
    source = file.name.removeprefix("clinabbr_").rpartition(".")[0]
    for short, long, share in _pairs(file):
        yield clean(short), "long form", clean(long), source, share


def _pairs(file: SourceFile) -> Iterator[tuple[str, str, str]]:
    first = next(_lines(file, open_end=True), (0, ""))[1]
    if first.startswith(('"abr"', "abr")):
        for _, row in _quoted(file):
            yield row[0], row[1], ""
    elif first.startswith("abbreviation\tsense"):
        for _, named in _tabbed(file):
            yield named["abbreviation"].replace("_", "/"), named["sense"], named["frequency"]
    elif first.count("\t") == 2:
        for number, text in _lines(file, open_end=True):
            cells = text.split("\t")
            if len(cells) != 3:
                raise broken(file, f"line {number}", "a short form, a long form and a share should stand")
            yield cells[0], cells[1], cells[2]
    else:
        yield from _said(file, "=" if " = " in first else " ")


def _said(file: SourceFile, between: str) -> Iterator[tuple[str, str, str]]:
    for number, text in _lines(file, open_end=True):
        short, found, long = text.strip().partition(between)
        if not found:
            raise broken(file, f"line {number}", "a short form and its long form should stand here")
        yield short, long, ""


def _quoted(file: SourceFile) -> Iterator[tuple[int, list[str]]]:
    every = csv_rows(file, open_end=True)
    next(every)
    for number, row in every:
        if len(row) != 2:
            raise broken(file, f"line {number}", "a short form and its long form should stand here")
        yield number, row
