"""An audit as CONTRACT prints it."""

from __future__ import annotations

from typing import Any

from chartproof.formats.answer import ground
from chartproof.model.audit import Audit


def audit_json(audit: Audit, *, brief: bool = False) -> dict[str, Any]:
    """One audit; `brief` leaves out proofs."""
    return {
        "id": audit.claim,
        "codes": [
            {
                "what": c.what.value,
                "system": c.system,
                "code": c.code,
                "at": c.at,
                "billed": c.billed,
                "state": c.state.value,
                "says": c.says,
                "record": c.record,
            }
            | ({} if brief else {"proof": ground(c.proof) if c.proof else None})
            for c in audit.codes
        ],
        "accuracy": {
            s.name: {
                "right": s.right,
                "of": s.of,
                "share": None if s.share is None else round(s.share, 4),
                "says": s.says,
            }
            for s in audit.accuracy
        },
        "skipped": [{s.kind: s.what, "why": s.why} for s in audit.skipped],
    }
