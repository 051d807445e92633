"""Risk adjustment as CONTRACT prints it."""

from __future__ import annotations

from typing import Any

from chartproof.formats.answer import evidence
from chartproof.model.hcc import Hcc, Risk

Json = dict[str, Any]
MEAT = "monitored, evaluated, assessed, treated: a convention of the industry, no rule of CMS"


def risk_json(risk: Risk) -> Json:
    """The categories of one model; the score only where the coding is finalised."""
    made: Json = {
        "model": risk.model,
        "payment_year": risk.payment_year,
        "release": risk.release,
        "coefficients": "proposed" if risk.proposed else "final",
        "hccs": [_hcc(h, scored=risk.raf is not None) for h in risk.hccs],
        "dropped": [_hcc(h, scored=False) | {"dropped_by": h.dropped_by} for h in risk.dropped],
        "remove_first": [h.hcc for h in risk.unsupported],
        "gaps": [{"hcc": g.hcc, "label": g.label, "codes": list(g.codes), "asks": g.asks} for g in risk.gaps],
        "assumed": list(risk.assumed),
        "meat": MEAT,
    }
    if risk.raf is not None:
        made["raf"] = str(risk.raf)
        made["demographic"] = str(risk.demographic)
        made["interactions"] = {name: str(value) for name, value in risk.interactions}
    return made


def _hcc(hcc: Hcc, *, scored: bool) -> Json:
    made: Json = {
        "hcc": hcc.hcc,
        "label": hcc.label,
        "supported": hcc.is_supported,
        "codes": [
            {
                "code": s.code,
                "at": s.at,
                "evidence": [evidence(e) for e in s.evidence],
                "meat": None if s.meat is None else list(s.meat),
            }
            for s in hcc.support
        ],
        "rows": [{"release": r.release, "table": r.table, "key": r.key} for r in hcc.rows],
    }
    if scored:
        made["coefficient"] = None if hcc.coefficient is None else str(hcc.coefficient)
    return made
