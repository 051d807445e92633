"""Past claims held against the changes, one at a time: what would differ, and for how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from chartproof.codesets.diff.compare import Compared, covering
from chartproof.codesets.diff.tables import Rows
from chartproof.codesets.diff.tabular import Book
from chartproof.codesets.release import Release
from chartproof.codesets.touch.codes import by_code, by_poa
from chartproof.codesets.touch.edits import by_limit, by_pair
from chartproof.codesets.touch.fees import by_fee, is_paid_by, pays
from chartproof.codesets.touch.notes import by_note
from chartproof.codesets.touch.paths import by_path
from chartproof.codesets.touch.touch import SERVICES, Finder, Touch
from chartproof.model.past import PastClaim

#: Systems of releases to the systems of the codes on a claim that they list.
_LISTS = {
    "ICD-10-CM": ("ICD-10-CM",),
    "ICD-10-CM-order": ("ICD-10-CM",),
    "ICD-10-PCS": ("ICD-10-PCS",),
    "ICD-10-PCS-order": ("ICD-10-PCS",),
    **dict.fromkeys(("HCPCS", "CPT", "MPFS", "OPPS", "ASC", "DMEPOS", "CLFS"), SERVICES),
}


@dataclass(slots=True)
class Totals:
    """How many claims were read and touched; money up and down in dollars."""

    claims: int = 0
    touched: int = 0
    up: Decimal = field(default_factory=lambda: Decimal("0.00"))
    down: Decimal = field(default_factory=lambda: Decimal("0.00"))

    def count(self, touches: Sequence[Touch]) -> None:
        """Count one claim."""
        self.claims += 1
        self.touched += bool(touches)
        for each in touches:
            difference = Decimal(each.difference or 0)
            if difference > 0:
                self.up += difference
            else:
                self.down += difference


def finders(of: Compared, shelf: Iterable[Release]) -> tuple[Finder, ...]:
    """What looks for touches; none where no claim carries codes of the system."""
    found: list[Finder] = []
    changes, system = of.changes, of.a.system
    if system in _LISTS:
        listed = by_code(changes, _LISTS[system], of.b.name)
        found.append(_if_paid(listed, system) if pays(system) else listed)
    if changes.notes:
        found.append(by_note(changes.notes, Book.read(of.a), Book.read(of.b)))
    if changes.index and not system.startswith("ICD-10-PCS"):
        found.append(by_path(changes.index))
    if changes.poa:
        found.append(by_poa(changes))
    if system.startswith("NCCI-PTP-"):
        found.append(by_pair(changes.pairs, system))
    if system.startswith("MUE-"):
        found.append(by_limit(changes.limits, system))
    if pays(system):
        found.append(by_fee(changes.fees, system, _places(of.b, shelf)))
    return tuple(found)


def _if_paid(find: Finder, system: str) -> Finder:
    return lambda claim: find(claim) if is_paid_by(claim, system) else ()


def _places(release: Release, shelf: Iterable[Release]) -> dict[str, str]:
    """Places of service to the rate they are paid at; none where the shelf does not have the list."""
    lists = covering(release, [r for r in shelf if r.system == "place-of-service"])
    if lists is None:
        return {}
    rows = Rows.read(lists.table("places")).said()
    return {row["code"]: row["rate"] for row in rows if row["rate"] != "unassigned"}


def touches(claim: PastClaim, looking: Iterable[Finder]) -> list[Touch]:
    """What would differ on one claim, in the order of its codes."""
    place = {code.at: count for count, code in enumerate(claim.codes)}
    found = [each for find in looking for each in find(claim)]
    return sorted(found, key=lambda each: place[each.at])
