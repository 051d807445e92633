"""What procedure codes of one stay have to do with one another: read from their characters."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.model.coding import Assignment, Coding, Row
from chartproof.terms.pcs import acts

#: Root operations of the medical and surgical section by their character.
INSPECTION, CONTROL, DRAINAGE, EXCISION, RESECTION, REPAIR = "J", "3", "9", "B", "T", "Q"
REPLACEMENT = "R"
#: Definitive operations that take the place of Control (guideline B3.7).
DEFINITIVE = frozenset("1B6D T R S".replace(" ", ""))


def document_of(assignment: Assignment) -> str | None:
    """The document whose words it rests on."""
    words = assignment.proof.words()
    return words[0].document if words else None


def place_of(assignment: Assignment) -> int:
    """Where in its document the words stand that tell it."""
    words = assignment.proof.words()
    return words[0].start if words else 0


def others(coding: Coding, one: Assignment) -> Iterator[Assignment]:
    """The other procedures told in the same document."""
    at = document_of(one)
    for other in coding.procedures:
        if other is not one and document_of(other) == at:
            yield other


def act_of(assignment: Assignment) -> acts.Act | None:
    """The line of the vocabulary it was told by."""
    for leaf in assignment.proof.leaves():
        if isinstance(leaf, Row) and leaf.release == acts.NAME:
            return acts.act_at(leaf.table, leaf.key)
    return None


#: What is seen in passing through each place that Inspection is coded to: body systems, and its own parts.
_SEEN = {
    "0DJ0": ("0D", "123456789"), "0DJ6": ("0D", "6"), "0DJD": ("0D", "8ABCEFGHJKLMNPQ"),
    "0BJ0": ("0B", ""), "0BJ1": ("0B", ""), "0BJK": ("0B", ""), "0BJL": ("0B", ""), "0BJQ": ("0B", ""),
    "0TJB": ("0T 0V", ""), "0TJ9": ("0T", ""), "0TJ5": ("0T", ""), "0TJD": ("0T 0V", ""),
    "0UJD": ("0U 10", ""), "0FJB": ("0F", ""), "0FJ4": ("0F", "4"), "0CJS": ("0C", ""), "0CJY": ("0C", ""),
    "0WJG": ("0D 0F 0T 0U 0V 07 0W 04 06 0Y 0G 0B 10", ""), "0WJ9": ("0B 02 07 0W 0D", ""), "0WJB": ("0B 02 07 0W 0D", ""),
    "00J0": ("00 03", ""),
}  # fmt: skip
_JOINTS = ("0R", "0S")


#: Parts that another value of the same body system takes in: lobes of a gland, stretches of gut.
_WITHIN = {
    "0GK": "GHJ", "0BK": "CD", "0BL": "GHJ", "0BM": "CDFGHJKL", "0DE": "FGHJKLMN", "0DF": "HK", "0DG": "M", "0D8": "9ABC", "0F0": "12",
    "0D6": "7", "0GR": "LMNPQ", "07K": "",
}  # fmt: skip


def takes_in(whole: str, part: str) -> bool:
    """Whether the body part of one code is that of another, or a part of it."""
    same = whole[:2] == part[:2]
    return same and (whole[3] == part[3] or part[3] in _WITHIN.get(whole[:2] + whole[3], ""))


def is_seen_in_passing(inspection: str, other: str) -> bool:
    """Whether another procedure passes through, or is done at, what is inspected, by the same approach."""
    if other[2] == INSPECTION or other[4] != inspection[4]:
        return False
    if inspection[:2] in _JOINTS:
        return other[:2] in {"0L", "0M", "0P", "0Q", "0R", "0S"}
    systems, parts = _SEEN.get(inspection[:4], (inspection[:2], ""))
    if inspection[:4] == "0DJ0" and other in {"0W3P8ZZ", "06L38CZ", "06L38ZZ"}:
        return True
    if inspection[:4] == "0DJD" and other == "0W3P8ZZ":
        return True
    return other[:2] in systems.split() and (not parts or other[3] in parts)
