"""A coding as CONTRACT's JSON, and back as far as `verify` needs it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from chartproof.model.coding import (
    Anesthesia,
    Assignment,
    Choice,
    Coding,
    Fact,
    Ground,
    Rejected,
    Role,
    Row,
    Service,
    Step,
)
from chartproof.model.query import Query
from chartproof.model.reading import Page
from chartproof.model.record import Encounter, Evidence

#: JSON values are heterogeneous by nature; this module is the door.
Json = dict[str, Any]


def answer(coding: Coding, releases: Mapping[str, Json], brief: bool = False) -> Json:
    """The answer to one case. `releases` says which were used; `brief` leaves out proofs."""
    made: Json = {
        "id": coding.encounter.id,
        "releases": dict(releases),
        "threshold": coding.threshold,
        "codes": [code(a, brief) for a in (*coding.assignments, *coding.services)],
        "admitting": next((code(a, brief) for a in coding.beside if a.role is Role.ADMITTING), None),
        "reasons_for_visit": [code(a, brief) for a in coding.beside if a.role is Role.REASON_FOR_VISIT],
        "first": choice(coding.first) if coding.first else None,
        "alternatives": [choice(a) for a in coding.alternatives],
        "rejected": [rejected(r) for r in coding.rejected],
        "obligations": [
            {
                "rule": o.rule,
                "says": o.says,
                "state": o.state,
                "at": o.at,
                "by": o.by,
                "looked_for": list(o.looked_for),
            }
            for o in coding.obligations
        ],
        "queries": [query(q) for q in coding.queries],
        "abstained": [
            {
                "says": a.says,
                "code": a.what.value if a.what else None,
                "title": a.what.title if a.what else None,
                "confidence": a.what.confidence if a.what else None,
                "evidence": [evidence(e) for e in a.evidence],
            }
            for a in coding.abstained
        ],
        "skipped": [{s.kind: s.what, "why": s.why} for s in coding.skipped],
        "notices": list(coding.notices),
    }
    if coding.pointed:
        made["pointed"] = [evidence(e) for e in coding.pointed]
    return made


def code(a: Assignment, brief: bool) -> Json:
    """One code given."""
    made: Json = {
        "system": a.code.system,
        "code": a.code.value,
        "title": a.title,
        "role": a.role.value,
        "needed": a.needed.value,
        "poa": a.poa,
        "served": str(a.served) if a.served else None,
        "place": a.place,
        "units": float(a.units) if isinstance(a.units, Decimal) else a.units,
        "modifiers": [m.code for m in a.modifiers],
        "pointers": list(a.pointers),
        "confidence": a.confidence,
        "confidence_because": a.confidence_because or None,
        "evidence": [evidence(e) for e in a.proof.words()],
    }
    if not brief:
        made["proof"] = ground(a.proof)
        made["poa_proof"] = ground(a.poa_proof) if a.poa_proof else None
        if a.modifiers:
            made["modifier_proofs"] = [ground(m.proof) for m in a.modifiers]
    if a.charge:
        made["charge"] = {"at": a.charge.at, "revenue": a.charge.revenue, "charge": _money(a.charge.amount)}
    if a.next_up or a.next_down:
        made["next_up"], made["next_down"] = a.next_up, a.next_down
    if a.anesthesia:
        made["anesthesia"] = _anesthesia(a.anesthesia)
    if a.withheld:
        made["withheld_modifiers"] = [_withheld(m, brief) for m in a.withheld]
    return made


def _anesthesia(told: Anesthesia) -> Json:
    """Base and time units; the base, and the sum, null where no table of them is at hand."""
    units = None if told.units is None else str(told.units)
    return {"base_units": told.base_units, "time_units": str(told.time_units), "units": units}


def _money(amount: Decimal | None) -> str | None:
    """Money with its two decimals."""
    return None if amount is None else f"{amount:.2f}"


def _withheld(m: Service, brief: bool) -> Json:
    """A modifier that was considered and may not stand."""
    made: Json = {"modifier": m.code, "says": m.says, "evidence": [evidence(e) for e in m.proof.words()]}
    return made if brief else {**made, "proof": ground(m.proof)}


def query(q: Query) -> Json:
    """One question for the provider."""
    return {
        "rule": q.rule,
        "why": q.why.value,
        "title": q.title,
        "to": q.to,
        "asks": q.asks,
        "choices": list(q.choices),
        "shows": [evidence(e) for e in q.shows],
    }


def choice(a: Choice) -> Json:
    """A code that stands first, or could as well, and why."""
    return {
        "system": a.code.system,
        "code": a.code.value,
        "title": a.title,
        "says": a.says,
        "rule": a.rule,
        "cite": {"source": a.cite.source, "place": a.cite.place, "url": a.cite.url},
    }


def rejected(r: Rejected) -> Json:
    """One code considered and not given."""
    return {
        "system": r.code.system,
        "code": r.code.value,
        "title": r.title,
        "says": r.says,
        "rule": r.proof.rule,
        "evidence": [evidence(e) for e in r.proof.words()],
        "why": r.why.value,
    }


def evidence(e: Evidence) -> Json:
    """Words in the record."""
    return {"document": e.document, "start": e.start, "end": e.end, "words": e.words}


def ground(g: Ground) -> Json:
    """A step of a proof, or what it rests on."""
    if isinstance(g, Step):
        return {
            "kind": "step",
            "rule": g.rule,
            "says": g.says,
            "cite": {"source": g.cite.source, "place": g.cite.place, "url": g.cite.url},
            "release": g.release,
            "grounds": [ground(inner) for inner in g.grounds],
        }
    if isinstance(g, Fact):
        return {"kind": "fact", "field": g.field, "value": g.value}
    if isinstance(g, Row):
        return {"kind": "row", "release": g.release, "table": g.table, "key": g.key}
    return {"kind": "evidence", **evidence(g)}


def documents(encounter: Encounter, pages: tuple[Page, ...]) -> Json:
    """What `read` prints: documents with their sections."""
    return {
        "documents": [
            {
                "id": page.document.id,
                "kind": page.document.kind,
                "author": page.document.author.value,
                "written": page.document.written.isoformat() if page.document.written else None,
                "text": page.document.text,
                "sections": [
                    {
                        "kind": section.kind,
                        "heading": evidence(section.heading) if section.heading else None,
                        "body": evidence(section.body),
                    }
                    for section in page.sections
                ],
            }
            for page in pages
        ],
        "patient": {"born": str(encounter.born) if encounter.born else None, "sex": encounter.sex},
        "coded": [],
    }
