"""Which symptoms belong to which diagnoses (figures/integral_symptoms.tsv, read by prefix)."""

from __future__ import annotations

from functools import lru_cache

from chartproof.code.icd10cm.figures import rows

#: Regions of a joint or limb by the digits codes share: the symptom's end digits, the diagnoses of that region.
_JOINTS: dict[str, tuple[str, ...]] = {
    "M25.51": ("M75", "M19.01", "M19.11", "M19.21", "S43", "S42.2", "S46", "S40", "M24.41", "M25.31"),
    "M25.52": ("M77.0", "M77.1", "M19.02", "M70.2", "S53", "S52.0", "S52.1", "S42.4", "S50", "M70.3"),
    "M25.53": ("G56.0", "M19.03", "M65.4", "S63.5", "S63.0", "S52.5", "S52.6", "S62.0", "S62.1", "S60.21"),
    "M53.3": ("S30.0", "S32.2", "S33.2"),
    "M25.54": ("M18", "M19.04", "M65.3", "S63.2", "S63.6", "S62.6", "S62.3", "M65.84"),
    "M25.55": ("M16", "M70.6", "M70.7", "S73", "S72.0", "S72.1", "M87.05", "S70.0"),
    "M25.56": (
        "M17",
        "M22",
        "M23",
        "M70.4",
        "M70.5",
        "M76.5",
        "S83",
        "S82.0",
        "S72.4",
        "S82.1",
        "S80.0",
        "M71.2",
    ),
    "M25.57": ("M19.07", "S93", "S82.5", "S82.6", "S82.8", "S92", "M76.6", "M72.2", "M77.3", "S90", "M20"),
    "M79.64": ("S62", "S63", "S60", "M65.3", "M18", "G56"),
    "M79.67": ("S92", "S93", "S90", "M72.2", "M20", "M77", "M76", "M10", "M19.07"),
    "M79.60": ("S",),
    "M54.5": (
        "M51",
        "M48.06",
        "M48.07",
        "M47.816",
        "M47.817",
        "M47.26",
        "M47.27",
        "M54.4",
        "M54.16",
        "M54.17",
        "S39.012",
        "S33",
        "S32.0",
        "M43.16",
        "N20",
    ),
    "M54.9": (
        "M51",
        "M48",
        "M47",
        "M54.4",
        "M54.16",
        "M54.17",
        "M54.5",
        "S39.012",
        "S33",
        "S32.0",
        "S22.0",
        "M43.1",
        "N20",
    ),
    "M54.2": ("M50", "M48.02", "M47.812", "M47.22", "M54.12", "S13", "S16", "S12"),
    "M54.6": ("M51.3", "M48.04", "S22.0", "S29.012"),
}
#: The last digit of these joint codes is the side; a symptom and its cause stand on the same one.
_SIDED = ("M25.5", "M79.6")


@lru_cache(maxsize=65_536)
def may_be_integral(symptom: str) -> bool:
    """Whether a code is a symptom of anything in the figure."""
    return symptom.startswith(_symptoms())


@lru_cache(maxsize=1)
def _symptoms() -> tuple[str, ...]:
    named = {part for _, symptoms, _ in rows("integral_symptoms") for part in symptoms.split()}
    return (*_JOINTS, *sorted(named))


@lru_cache(maxsize=65_536)
def integral_to(symptom: str, diagnosis: str) -> bool:
    """Whether a symptom is routinely part of a diagnosis (guidelines I.B.5 and I.C.18.b)."""
    for begins, causes in _JOINTS.items():
        if symptom.startswith(begins) and diagnosis.startswith(causes):
            return _same_side(symptom, diagnosis)
    known = _by_letter().get(diagnosis[:1], ())
    return any(diagnosis.startswith(begins) and symptom.startswith(parts) for begins, parts in known)


@lru_cache(maxsize=1)
def _by_letter() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """The rows of the figure by the letter of their diagnosis."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for begins, symptoms, _ in rows("integral_symptoms"):
        found.setdefault(begins[0], []).append((begins, tuple(symptoms.split())))
    return {letter: tuple(known) for letter, known in found.items()}


def _same_side(symptom: str, diagnosis: str) -> bool:
    if not symptom.startswith(_SIDED):
        return True
    side = symptom[-1]
    return side in "09" or _side(diagnosis) in {side, None}


def _side(diagnosis: str) -> str | None:
    """The side of a diagnosis: the last digit of a leaf of chapter 13 that has more than its kind, the sixth of an injury."""
    plain = diagnosis.replace(".", "")
    digit = plain[5:6] if diagnosis[0] == "S" else plain[4:][-1:]
    return digit if digit in {"1", "2"} else None
