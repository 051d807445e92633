"""A little ICD-10-PCS of ours: invented body systems and parts, in the form of the published files."""

from __future__ import annotations

import json
from pathlib import Path
from xml.sax.saxutils import escape

from built import built, put

from chartproof.codesets.build import (
    Told,
    icd10pcs,
    icd10pcs_definitions,
    icd10pcs_index,
    icd10pcs_keys,
)

Axes = tuple[dict[str, str], dict[str, str], dict[str, str], dict[str, str]]

NONE = {"Z": "No Device"}
PLAIN = {"Z": "No Qualifier"}
STUDY = {"X": "Diagnostic", "Z": "No Qualifier"}
TAIL = {"1": "Tail Shaft, Right", "2": "Tail Shaft, Left", "3": "Upper Tail, Right", "4": "Upper Tail, Left"}
FUR = {"5": "Whisker, Right", "6": "Whisker, Left", "7": "Whiskers, Bilateral", "8": "Mane", "9": "Mane Root"}
CUT = {"0": "Open", "3": "Percutaneous", "4": "Percutaneous Endoscopic"}
FIXED = {"4": "Internal Fixation Device", "6": "Internal Fixation Device, Intramedullary", "Z": "No Device"}
#: Table: section, body system, operation, definition, rows.
TABLES: dict[str, tuple[str, str, str, str, tuple[Axes, ...]]] = {
    "00B": (
        "Ours",
        "Fur",
        "Excision",
        "Cutting some out",
        ((FUR, {"0": "Open", "X": "External"}, NONE, STUDY),),
    ),
    "00J": ("Ours", "Fur", "Inspection", "Looking", (({"8": "Mane"}, CUT, NONE, PLAIN),)),
    "00T": ("Ours", "Fur", "Resection", "Cutting all out", ((FUR, {"0": "Open"}, NONE, PLAIN),)),
    "0Q1": (
        "Ours",
        "Tail",
        "Bypass",
        "Leading past",
        ((TAIL, {"0": "Open"}, NONE, {"1": "Mane", "2": "Upper Tail"}),),
    ),
    "0QP": (
        "Ours",
        "Tail",
        "Removal",
        "Taking out",
        ((TAIL, CUT, {"4": "Internal Fixation Device"}, PLAIN),),
    ),
    "0QS": (
        "Ours",
        "Tail",
        "Reposition",
        "Moving back",
        ((TAIL, CUT, FIXED, PLAIN), (TAIL, {"X": "External"}, NONE, PLAIN)),
    ),
}
NAMES = ("Body Part", "Approach", "Device", "Qualifier")


def tables_xml(year: int) -> str:
    def axis(position: int, name: str, values: dict[str, str], definition: str = "") -> str:
        labels = "".join(f'<label code="{v}">{escape(label)}</label>' for v, label in values.items())
        told = f"<definition>{definition}</definition>" if definition else ""
        return f'<axis pos="{position}"><title>{name}</title>{labels}{told}</axis>'

    made = []
    for name, (section, system, operation, definition, rows) in TABLES.items():
        top = axis(1, "Section", {name[0]: section}) + axis(2, "Body System", {name[1]: system})
        top += axis(3, "Operation", {name[2]: operation}, definition)
        for row in rows:
            axes = "".join(axis(p, n, v) for p, (n, v) in enumerate(zip(NAMES, row, strict=True), 4))
            top += f"<pcsRow>{axes}</pcsRow>"
        made.append(f"<pcsTable>{top}</pcsTable>")
    return f"<ICD10PCS.tabular><version>{year}</version>{''.join(made)}</ICD10PCS.tabular>"


def codes() -> list[str]:
    """Every code of the little tables, enumerated without the builder."""
    return sorted(
        {
            name + a + b + c + d
            for name, (*_, rows) in TABLES.items()
            for axes in rows
            for a in axes[0]
            for b in axes[1]
            for c in axes[2]
            for d in axes[3]
        }
    )


def order(year: int) -> str:
    rows = [("00B", 0, "Fur, Excision"), *((code, 1, f"Long title of {code}") for code in codes())]
    lines = [f"{n:05} {code:<7} {flag} {title:<60} {title}" for n, (code, flag, title) in enumerate(rows, 1)]
    return "".join(line + "\r\n" for line in lines)


INDEX = """<ICD10PCS.index><version>2031</version><letter><title>P</title>
<mainTerm><title>Preening</title><see>Excision, Fur<tab>00B</tab></see></mainTerm>
<mainTerm><title>Manectomy</title><see>Resection, Mane<codes>00T8</codes></see></mainTerm>
</letter></ICD10PCS.index>"""
DEFINITIONS = """<ICD10PCS.definitions><version>2031</version><section code="0"><title>Ours</title>
<axis pos="3"><title>Operation</title><terms><title>Resection</title><definition>Cutting all of it out</definition>
<includes>Total trimming, mowing of mane</includes></terms></axis>
<axis pos="5"><title>Approach</title><terms><title>Open</title><definition>Cutting to the site</definition></terms></axis>
</section><deviceAggregation><aggregate><device>Internal Fixation Device, Intramedullary</device>
<operation>All applicable</operation><bodySys>Tail</bodySys><parent value="4">Internal Fixation Device</parent></aggregate>
</deviceAggregation></ICD10PCS.definitions>"""
BODY_KEY = {
    "Vibrissa": ["Whisker, Right", "Whisker, Left"],
    "Brush (of the tail)": ["Upper Tail, Right", "Upper Tail, Left"],
}
DEVICE_KEY = {"TailNail(tm)": ["Internal Fixation Device, Intramedullary for Reposition in Tail"]}


def build(shelf: Path, folder: Path) -> None:
    """Put the little releases of FY2031 (all) and FY2032 (tables without titles) on a shelf."""
    releases = shelf / "releases"
    tables = put(folder, "icd10pcs_tables_2031.xml", tables_xml(2031))
    built(icd10pcs, releases, tables, put(folder, "icd10pcs_order_2031.txt", order(2031)))
    built(icd10pcs, releases, put(folder, "icd10pcs_tables_2032.xml", tables_xml(2032)))
    built(icd10pcs_index, releases, put(folder, "icd10pcs_index_2031.xml", INDEX))
    built(icd10pcs_definitions, releases, put(folder, "icd10pcs_definitions_2031.xml", DEFINITIONS))
    for name, title, data in (("body_part", "Body Part", BODY_KEY), ("device", "Device", DEVICE_KEY)):
        text = json.dumps({"name": f"ICD-10-PCS {title} Key", "data": data})
        built(icd10pcs_keys, releases, put(folder, f"{name}_key.json", text), told=Told(version="2031"))
