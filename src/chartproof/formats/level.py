"""The level of a visit as CONTRACT's JSON."""

from __future__ import annotations

from typing import Any

from chartproof.formats.answer import evidence, ground
from chartproof.model.coding import Service
from chartproof.model.record import Encounter
from chartproof.model.visit import Counted, Level, word_of

Json = dict[str, Any]


def level_json(
    level: Level,
    encounter: Encounter,
    notices: tuple[str, ...] = (),
    brief: bool = False,
    title: str | None = None,
) -> Json:
    """One visit: its family, level and code, each element with its words, what lies above and below; `title` by the user's own file."""
    made: Json = {
        "id": encounter.id,
        "family": level.family.value,
        "patient": level.patient or None,
        "level": level.level,
        "code": level.code,
        "title": title,
        "by": level.by,
        "guidelines": level.guidelines.value if level.guidelines else None,
        "says": level.says,
        "elements": {
            w.element.value: {
                "level": word_of(w.extent, w.element),
                "evidence": [evidence(e) for e in w.evidence],
                "counted": [_counted(c, brief) for c in w.counted],
                "beside": [_counted(c, brief) for c in w.beside],
                **({"says": w.says, "next_up": w.next_up, "next_down": w.next_down} if w.says else {}),
            }
            for w in level.elements
        },
        "minutes": int(level.minutes.value) if level.minutes else None,
        "also": [_service(s, brief) for s in level.also],
        "modifiers": [_service(s, brief) for s in level.modifiers],
        "withheld_modifiers": [_service(s, brief) for s in level.withheld],
        "next_up": level.next_up,
        "next_down": level.next_down,
        "notices": list(notices),
    }
    if not brief:
        made["proof"] = ground(level.proof) if level.proof else None
    return made


def _counted(counted: Counted, brief: bool) -> Json:
    made: Json = {
        "kind": counted.kind.value if isinstance(counted.kind.value, str) else word_of(counted.kind),  # type: ignore[arg-type]
        "of": counted.of,
        "rule": counted.proof.rule,
        "evidence": [evidence(e) for e in counted.proof.words()],
    }
    return made if brief else {**made, "proof": ground(counted.proof)}


def _service(service: Service, brief: bool) -> Json:
    made: Json = {
        "code": service.code,
        "units": service.units,
        "rule": service.proof.rule,
        "says": service.says,
        "evidence": [evidence(e) for e in service.proof.words()],
    }
    return made if brief else {**made, "proof": ground(service.proof)}
