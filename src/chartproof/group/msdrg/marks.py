"""What a stay has, by the names that formulas ask for: lists of its codes, counts of them, how it ended.

MS-DRG Definitions Manual, appendices and the pages of each MDC. A name is kept with the MDCs in which it does
not count: the parts of a cluster of procedures do not count by themselves where the cluster does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from chartproof.group.msdrg.stay import DIED, Coded, Stay
from chartproof.group.msdrg.tables import Cluster, Tables

#: Body sites of significant trauma: of two or more, the trauma is multiple (MDC 24).
_TRAUMA = frozenset("sthead stchest stabdom stkidney sturin stpel stuplimb stlolimb".split())
#: Joints of the lower limb: of two or more, they are bilateral (or multiple).
_JOINTS = frozenset("righthip lefthip leftknee rightknee leftankle rightankle".split())
#: A transfer or discharge to a hospital for acute care (MDC 15).
_TRANSFERS = frozenset((2, 5, 66, 82, 85, 94))
_AMA = 7
_EXTERNAL = "VWXY"


@dataclass(slots=True)
class Marks:
    """The names a stay has: where each does not count, and the codes it comes from."""

    names: dict[str, frozenset[str]] = field(default_factory=dict)
    holders: dict[str, list[Coded]] = field(default_factory=dict)

    def add(self, name: str, of: Coded | None = None, suppressed: frozenset[str] = frozenset()) -> None:
        """Take a name up, with `ANY:` before it too; it counts where one of its codes does."""
        for key in (name, f"ANY:{name.rpartition(':')[2]}"):
            known = self.names.get(key)
            self.names[key] = suppressed if known is None else known & suppressed
            if of is not None:
                self.holders.setdefault(key, []).append(of)

    def of(self, mdc: str) -> set[str]:
        """The names that count in an MDC."""
        return {name for name, suppressed in self.names.items() if mdc not in suppressed}


@dataclass(frozen=True, slots=True)
class Parts:
    """Procedures of a stay that make clusters: which, and where they do not count by themselves."""

    clusters: tuple[Cluster, ...]
    suppressed: dict[str, frozenset[str]]


def marks_of(stay: Stay, tables: Tables, parts: Parts) -> Marks:
    """All the names of a stay."""
    marks = Marks()
    for coded in stay.secondary:
        known = tables.diagnosis(coded.code)
        for name in known.named if known else ():
            marks.add(name, coded)
            marks.names[f"SDX:{name}"] = frozenset()
            marks.holders.setdefault(f"SDX:{name}", []).append(coded)
    lists = _procedures(marks, stay, tables, parts)
    _principal(marks, stay, tables)
    _ended(marks, stay)
    _counted(marks, lists)
    return marks


def parts_of(stay: Stay, tables: Tables) -> Parts:
    """The clusters whose every choice a procedure of the stay makes."""
    codes = {p.code for p in stay.procedures}
    found = {c.name: c for code in codes for c in tables.clusters(code)}
    whole = tuple(c for _, c in sorted(found.items()) if all(choice & codes for choice in c.choices))
    suppressed: dict[str, frozenset[str]] = {}
    for cluster in whole:
        for code in codes.intersection(*[frozenset().union(*cluster.choices)]):
            suppressed[code] = suppressed.get(code, frozenset()) | cluster.suppressed
    return Parts(whole, suppressed)


def _procedures(marks: Marks, stay: Stay, tables: Tables, parts: Parts) -> list[tuple[str, ...]]:
    lists = []
    for coded in stay.procedures:
        names = tables.procedure(coded.code) or ()
        lists.append(names)
        for name in names:
            marks.add(name, coded, parts.suppressed.get(coded.code, frozenset()))
    for cluster in parts.clusters:
        members = frozenset().union(*cluster.choices)
        of = [p for p in stay.procedures if p.code in members]
        names = tables.procedure(cluster.name) or ()
        lists.append(names)
        for name in names:
            for coded in of:
                marks.add(name, coded)
    return lists


def _principal(marks: Marks, stay: Stay, tables: Tables) -> None:
    principal = stay.principal
    known = tables.diagnosis(principal.code)
    for name in known.named if known else ():
        marks.add(name, principal)
        marks.add(f"PDX:{name}", principal)
    if known is None:
        _both(marks, "INVALID_PDX", principal)
    if principal.code[:1] in _EXTERNAL:
        _both(marks, "PDX_ECODE", principal)
    if known and "incident" in known.lists:
        others = (tables.diagnosis(c.code) for c in stay.secondary)
        if all("incident" in other.lists for other in others if other):
            marks.add("ONLY:incident", principal)
    if stay.sex is None and principal.code in tables.sex_mdcs:
        marks.add("INVALID_SEX", principal)
    if mdc_of(stay, tables) == "20":
        marks.add("MDC_20_FALL_THRU", principal)


def _both(marks: Marks, name: str, of: Coded) -> None:
    marks.add(name, of)
    marks.add(f"PDX:{name}", of)


def mdc_of(stay: Stay, tables: Tables) -> str | None:
    """The MDC of the principal diagnosis, by the patient's sex where it goes by that."""
    known = tables.diagnosis(stay.principal.code)
    if known is None:
        return None
    by_sex = tables.sex_mdcs.get(stay.principal.code, {})
    return by_sex.get(stay.sex or "") or known.mdc


def _ended(marks: Marks, stay: Stay) -> None:
    if stay.status != DIED:
        marks.add("ALIVE")
    if stay.status == DIED:
        marks.add("DIED")
    if stay.status == _AMA:
        marks.add("AMA")
    if stay.status in _TRANSFERS:
        marks.add("XFRNBA")
    marks.add("ANYDX")


def _counted(marks: Marks, lists: list[tuple[str, ...]]) -> None:
    """Names that stand for several of a kind: traumas, joints, vessels, stents, fusions."""
    held = marks.names.keys()
    _several(marks, "MULTST", sorted(_TRAUMA & held), 2)
    _several(marks, "BILATERAL", sorted(_JOINTS & held), 2)
    every = [name for names in lists for name in names]
    drug, bare = _stents(lists, "NORdrugstent"), _stents(lists, "NORstent")
    counts = {
        "FOUR_DRUG_ELUTING_STENTS": (drug, 4),
        "FOUR_NON_DRUG_ELUTING_STENTS": (bare, 4),
        "FOUR_STENTS": (drug + bare, 4),
        "FOUR_VESSELS": (sum(map(_vessels, every)), 4),
        "MULTFUSE": (_how_many(every, "sglantfuse", "sglpostfuse1"), 2),
        "SGLANTSECTXCTR": (_how_many(every, "sglantsectXfuse"), 2),
        "SGLPOSTFUSECTR": (_how_many(every, "sglpostfuse"), 2),
        "SINGLEFUSIONCTR": (_how_many(every, "sglantfuse", "sglpostfuse"), 3),
        "SGLANTCTR": (_how_many(every, "sglantfuse"), 2),
        "SGLPOST1CTR": (_how_many(every, "sglpostfuse1"), 2),
    }
    for name, (count, enough) in counts.items():
        if count >= enough:
            marks.add(name)


def _several(marks: Marks, name: str, found: list[str], enough: int) -> None:
    if len(found) >= enough:
        marks.add(name)
        marks.holders[name] = [c for one in found for c in marks.holders[one]]


def _stents(lists: list[tuple[str, ...]], kind: str) -> int:
    ours = (names for names in lists if kind in names)
    return sum(
        next((int(n[-1]) for n in names if n.startswith("stent") and n[-1] in "1234"), 0) for names in ours
    )


def _vessels(name: str) -> int:
    return int(name[-1]) if name.startswith("vessel") and name[-1] in "123456789" else 0


def _how_many(every: Iterable[str], *names: str) -> int:
    return sum(name in names for name in every)
