"""Which codes are sepsis, and which acute failures of an organ make it severe (Tabular List, R65.2)."""

from __future__ import annotations

SEPSIS = (
    *("A02.1", "A22.7", "A24.1", "A26.7", "A32.7", "A40", "A41", "A42.7", "A54.86", "B00.7", "B37.7"),
    *("O85", "O86.04", "O03.37", "O03.87", "O04.87", "O07.37", "O08.82", "P36"),
)
#: Acute organ dysfunctions that the Tabular List names at R65.2-.
ORGANS = ("D65", "G72.81", "G93.40", "G93.41", "I95.9", "J96.0", "J96.2", "K72.0", "N17", "P28.5", "P60")
