"""Which codes are visits (evaluation and management), and which are laboratory tests, by where CPT and CMS number them."""

from __future__ import annotations

#: The section of CPT, and the visits of eye doctors.
_FIRST, _LAST = "99202", "99499"
_VISITS = frozenset(
    {"92002", "92004", "92012", "92014"}
    # CMS's own: preventive visits, visits to a hospital's clinic or emergency room
    | {"G0402", "G0438", "G0439", "G0463", "G0380", "G0381", "G0382", "G0383", "G0384", "G0245", "G0246"}
)
#: Pathology and laboratory.
_LABORATORY = ("80047", "89398")
_CPT = 5


def is_visit(code: str) -> bool:
    """Whether a code is one of evaluation and management."""
    return _FIRST <= code <= _LAST or code in _VISITS


def is_laboratory(code: str) -> bool:
    """Whether a code is a laboratory test: of CPT's section, proprietary (U), or CMS's own (P, and some G)."""
    if len(code) != _CPT:
        return False
    first, last = _LABORATORY
    return first <= code <= last or code[-1] in "UM" or code[0] in "PG"
