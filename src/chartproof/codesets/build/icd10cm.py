"""ICD-10-CM from the tabular XML and the code list inside the package simple-icd-10-cm.

The package's module is not imported (2 s, 175 MB); its two data files are read once. The code list
settles which expansions of the seventh characters are valid: the XML gives 76 S06 codes too many.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from chartproof.codesets.build.instructional_notes import targets
from chartproof.codesets.release import Draft, Licence, Source, Table
from chartproof.model.errors import ReleaseError
from chartproof.model.period import Period

if TYPE_CHECKING:
    from lxml import etree

NAME = "icd10cm-2026.2"
HOLDS = Period(date(2026, 4, 1), date(2026, 9, 30))
#: Raise it when the tables come out otherwise: standing releases are then built again.
BUILDER = 4
XML = "icd10c-tabular-April-1-2026.xml"
CODE_LIST = "code-list-April-2026.txt"

#: XML element -> kind of note in the table `notes`.
NOTES = {
    "includes": "includes",
    "inclusionTerm": "inclusion",
    "excludes1": "excludes1",
    "excludes2": "excludes2",
    "codeFirst": "code_first",
    "useAdditionalCode": "use_additional",
    "codeAlso": "code_also",
    "notes": "note",
    "sevenChrNote": "seventh",
}

_LICENCE = Licence(
    name="Public domain (CDC/NCHS and CMS)",
    redistributable=True,
    notice=(
        "ICD-10-CM is published by the National Center for Health Statistics (CDC) and the Centers for "
        "Medicare & Medicaid Services. ICD-10 is owned by the World Health Organization, which has "
        "authorised the adaptation. Read from the files carried by the Python package "
        "simple-icd-10-cm (MIT licence)."
    ),
)


def embedded() -> tuple[Path, Path]:
    """Find the tabular XML and the code list in the installed package."""
    spec = importlib.util.find_spec("simple_icd_10_cm")
    places = list(spec.submodule_search_locations or ()) if spec else []
    for place in places:
        xml, codes = Path(place) / "data" / XML, Path(place) / "data" / CODE_LIST
        if xml.exists() and codes.exists():
            return xml, codes
    raise ReleaseError(
        "the package simple-icd-10-cm with the April 2026 files is not installed; "
        "`pip install 'simple-icd-10-cm>=1.5,<1.6'`"
    )


@dataclass(slots=True)
class _Rows:
    nodes: list[tuple[str, ...]] = field(default_factory=list)
    notes: list[tuple[str, ...]] = field(default_factory=list)
    seventh: list[tuple[str, ...]] = field(default_factory=list)
    codes: list[tuple[str, ...]] = field(default_factory=list)


def draft(progress: Callable[[float], None] = lambda _: None) -> Draft:
    """Read the embedded files into the tables of a release; `progress` hears 0 to 1."""
    xml, code_list = embedded()
    valid = frozenset(code_list.read_text(encoding="ascii").split())
    return Draft(
        name=NAME,
        system="ICD-10-CM",
        version="2026.2",
        holds=HOLDS,
        clock="discharge",
        licence=_LICENCE,
        sources=tuple(Source(p.name, hashlib.sha256(p.read_bytes()).hexdigest()) for p in (xml, code_list)),
        tables=tables(_root(xml), valid, progress),
        counted="codes",
        builder=BUILDER,
    )


def tables(
    root: etree._Element,
    valid: frozenset[str] | None,
    progress: Callable[[float], None] = lambda _: None,
) -> Mapping[str, Table]:
    """Read a tabular XML into the tables of a release.

    `valid`: the valid codes, without dots; None: every expansion of the seventh character is taken.
    """
    rows = _Rows()
    chapters = list(root.iter("chapter"))
    for done, chapter in enumerate(chapters):
        _chapter(chapter, valid, rows)
        progress((done + 1) / len(chapters))
    return {
        "codes": (("code", "node", "char", "title"), rows.codes),
        "nodes": (("node", "code", "kind", "parent", "title"), rows.nodes),
        "notes": (("node", "kind", "block", "number", "text", "targets"), rows.notes),
        "seventh": (("node", "char", "meaning"), rows.seventh),
    }


def _root(xml: Path) -> etree._Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.parse(str(xml), parser).getroot()


def _chapter(chapter: etree._Element, valid: frozenset[str] | None, rows: _Rows) -> None:
    number = _said(chapter, "name")
    key = f"chapter {number}"
    rows.nodes.append((key, number, "chapter", "", _said(chapter, "desc")))
    _notes(chapter, key, rows)
    for section in chapter.findall("section"):
        ident = section.get("id") or ""
        node = f"section {ident}"
        rows.nodes.append((node, ident, "section", key, _said(section, "desc")))
        _notes(section, node, rows)
        for diag in section.findall("diag"):
            _diagnosis(diag, node, {}, valid, rows)


def _diagnosis(
    diag: etree._Element,
    parent: str,
    seventh: dict[str, str],
    valid: frozenset[str] | None,
    rows: _Rows,
) -> None:
    code, title = _said(diag, "name"), _said(diag, "desc")
    kind = "category" if len(code) == 3 else "subcategory"
    rows.nodes.append((code, code, kind, parent, title))
    _notes(diag, code, rows)
    own = _seventh(diag)
    rows.seventh += [(code, char, meaning) for char, meaning in own.items()]
    seventh = own or seventh
    children = diag.findall("diag")
    for child in children:
        _diagnosis(child, code, seventh, valid, rows)
    if not children:
        rows.codes += codes_of_leaf(code, title, seventh, valid)


def codes_of_leaf(
    node: str, title: str, seventh: dict[str, str], valid: frozenset[str] | None
) -> Iterator[tuple[str, ...]]:
    """Every valid code at a leaf of the tree: itself, or itself with each seventh character."""
    plain = node.replace(".", "")
    if not seventh or len(plain) == 7:
        if valid is None or plain in valid:
            yield node, node, "", title
        return
    padded = (node if "." in node else node + ".").ljust(7, "X")
    for char, meaning in sorted(seventh.items()):
        if valid is None or padded.replace(".", "") + char in valid:
            yield padded + char, node, char, f"{title}, {meaning}"


def _seventh(diag: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    last = ""
    for item in diag.iterfind("sevenChrDef/*"):
        if item.tag == "extension":
            last = item.get("char") or ""
            found[last] = _clean(item.text)
        elif last:
            found[last] += f" ({_clean(item.text)})"
    return found


def _notes(of: etree._Element, node: str, rows: _Rows) -> None:
    block = 0
    for child in of:
        kind = NOTES.get(str(child.tag))
        if kind is None:
            continue
        block += 1
        for number, note in enumerate(child.findall("note"), 1):
            text = _clean(note.text)
            if text:
                named = " ".join(targets(text)) if kind in PARSED else ""
                rows.notes.append((node, kind, str(block), str(number), text, named))


#: Kinds of notes that name other codes: these are parsed to targets.
PARSED = frozenset({"excludes1", "excludes2", "code_first", "use_additional", "code_also"})


def _said(of: etree._Element, tag: str) -> str:
    return _clean(of.findtext(tag))


def _clean(text: str | None) -> str:
    return " ".join((text or "").split())
