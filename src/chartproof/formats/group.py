"""Groups as CONTRACT prints them."""

from __future__ import annotations

from typing import Any

from chartproof.formats.answer import evidence, ground
from chartproof.formats.hcc import risk_json
from chartproof.model.apc import Apc
from chartproof.model.group import Drg, Groups, Weight, WhatIf

#: JSON values are heterogeneous by nature; this module is the door.
Json = dict[str, Any]


def groups_json(groups: Groups) -> Json:
    """The groups of one claim; kinds that are not had are null, and `skipped` says why."""
    drg = groups.ms_drg
    made: Json = {
        "id": groups.id,
        "ms_drg": _drg(drg) if drg else None,
        "hcc": risk_json(groups.hcc) if groups.hcc else None,
        "apc": None if groups.apc is None else [_apc(a) for a in groups.apc],
        "skipped": [{s.kind: s.what, "why": s.why} for s in groups.skipped],
        "notices": list(groups.notices),
    }
    if drg and drg.what_if is not None:
        made["weight"] = str(drg.weight.relative) if drg.weight else None
        made["what_if"] = [_what_if(w) for w in drg.what_if]
    if groups.hcc and groups.hcc.raf is not None:
        made["raf"] = str(groups.hcc.raf)
    return made


def _drg(drg: Drg) -> Json:
    made: Json = {
        "drg": drg.drg,
        "title": drg.title,
        "mdc": drg.mdc,
        "mdc_title": drg.mdc_title,
        "version": drg.version,
        "release": drg.release,
        "kind": drg.kind or None,
        "severity": drg.severity or None,
        "before_hospital_acquired": drg.initial,
        "why": drg.why or None,
        "unsaid": list(drg.unsaid),
        "path": [ground(step) for step in drg.path],
        "reached": drg.reached,
        "agrees": drg.agrees,
    }
    if drg.what_if is not None:
        made["weight"] = _weight(drg.weight)
    return made


def _apc(apc: Apc) -> Json:
    made: Json = {
        "at": apc.at,
        "code": apc.code,
        "status": apc.status,
        "apc": apc.apc,
        "fate": apc.fate.value,
        "into": apc.into,
        "reduced": apc.is_reduced,
        "path": [ground(step) for step in apc.path],
    }
    if apc.weight is not None:
        made["weight"] = str(apc.weight)
    if apc.rate is not None:
        made["rate"] = f"{apc.rate:.2f}"
    return made


def _weight(weight: Weight | None) -> Json | None:
    if weight is None:
        return None
    stay = weight.geometric_stay
    return {
        "relative": str(weight.relative),
        "geometric_mean_stay": None if stay is None else str(stay),
        "release": weight.release,
    }


def _what_if(w: WhatIf) -> Json:
    return {
        "kind": w.kind.value,
        "system": "ICD-10-PCS" if w.at and w.at.startswith("px.") else "ICD-10-CM",
        "code": w.code,
        "at": w.at,
        "says": w.says,
        "drg": w.drg,
        "title": w.title,
        "direction": w.direction.value,
        "weight": _weight(w.weight),
        "needs": w.needs,
        "evidence": [evidence(e) for e in w.evidence],
    }
