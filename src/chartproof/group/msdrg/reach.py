"""The group of a stay by the tables alone: our own walk of the grouper's logic, whatever it answered.

MS-DRG Definitions Manual: first the pre-MDC groups, then those of the MDC of the principal diagnosis in the
order of its hierarchy; a formula may lead to another MDC. It is walked twice: as coded, and without the CCs
and MCCs that are hospital-acquired conditions (42 CFR 412.2(g)(1), section 1886(d)(4)(D) of the Act).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from chartproof.group.msdrg.marks import Marks, Parts, marks_of, mdc_of, parts_of
from chartproof.group.msdrg.stay import DIED, Coded, Stay
from chartproof.group.msdrg.tables import Diagnosis, Formula, Tables

UNGROUPABLE = "999"
_PRE = "00"
_HAC = re.compile(r"hac(\d+)", re.IGNORECASE)
#: Words of formulas that name an error, and what it is.
_ERRORS = {
    "INVALID_PDX": "the principal diagnosis is no code of the version",
    "PDX_ECODE": "an external cause cannot be the principal diagnosis",
    "INVALID_SEX": "the MDC of the principal diagnosis goes by sex, which is not said",
}


class Fate(Enum):
    """Why a CC or MCC counts or does not."""

    COUNTS = "counts"
    EXCLUDED = "excluded"  # by the principal diagnosis
    DIED = "died"  # an MCC only for those who leave alive
    LOGIC = "logic"  # the formula's own condition
    ACQUIRED = "acquired"  # a hospital-acquired condition


@dataclass(frozen=True, slots=True)
class Weighed:
    """A secondary diagnosis that is a CC or MCC, and what becomes of it."""

    coded: Coded
    severity: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class Acquired:
    """A hospital-acquired condition that a diagnosis would be: met where it was not present on admission."""

    coded: Coded
    hac: str
    met: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """Where one walk led: the formulas that matched, the last of them deciding.

    `error` says why the stay cannot be grouped; then `drg` is 999.
    """

    drg: str
    mdc: str
    walked: tuple[Formula, ...] = ()
    severity: str = ""
    weighed: tuple[Weighed, ...] = ()
    error: str = ""

    @property
    def formula(self) -> Formula | None:
        """The formula that decided."""
        return self.walked[-1] if self.walked else None


@dataclass(frozen=True, slots=True)
class Path:
    """Both walks of a stay: as coded, and as paid; and what they saw."""

    stay: Stay
    marks: Marks
    parts: Parts
    pdx_mdc: str | None
    initial: Reached
    final: Reached
    acquired: tuple[Acquired, ...] = ()


def reach(stay: Stay, tables: Tables) -> Path:
    """Walk the logic for a stay."""
    parts = parts_of(stay, tables)
    marks = marks_of(stay, tables, parts)
    mdc = mdc_of(stay, tables)
    walk = _Walk(stay, tables, marks, mdc)
    stopped = walk.stopped()
    if stopped:
        nowhere = Reached(UNGROUPABLE, _PRE, error=stopped)
        return Path(stay, marks, parts, mdc, nowhere, nowhere)
    initial = walk.through(frozenset())
    if initial.error:
        return Path(stay, marks, parts, mdc, initial, initial)
    acquired, ungroupable = walk.acquired()
    if ungroupable:
        final = Reached(UNGROUPABLE, _PRE, error=ungroupable)
    elif met := frozenset(a.coded for a in acquired if a.met):
        final = walk.through(met)
    else:
        final = initial
    return Path(stay, marks, parts, mdc, initial, final, acquired)


class _Walk:
    """One stay on its way; what does not change between the walks is worked out once."""

    def __init__(self, stay: Stay, tables: Tables, marks: Marks, mdc: str | None) -> None:
        self.stay, self.tables, self.marks, self.mdc = stay, tables, marks, mdc
        self.names: dict[str, set[str]] = {}
        principal = tables.diagnosis(stay.principal.code)
        self.principal = principal
        self.excludes = (
            tables.excluded(principal.excludes) if principal and principal.excludes else frozenset()
        )
        known = ((c, tables.diagnosis(c.code)) for c in stay.secondary)
        self.known = [(c, d) for c, d in known if d is not None]
        self._weighed: dict[tuple[frozenset[str], frozenset[Coded]], tuple[tuple[Weighed, ...], str]] = {}

    def stopped(self) -> str:
        """Why the stay cannot be grouped at all, else ""."""
        alive = any("mccalive" in d.lists for _, d in self.known)
        if alive and self.stay.status is None:
            return "an MCC counts only for patients who leave alive, and the discharge status is not said"
        if self.principal and "ecode" in self.principal.lists:
            return _ERRORS["PDX_ECODE"]
        return ""

    def through(self, acquired: frozenset[Coded]) -> Reached:
        """Pre-MDC, then the MDC of the principal; a formula that leads elsewhere is followed."""
        found = self._group(_PRE, acquired)
        if found and found.error:
            return found
        if found:
            return self._follow(replace(found, mdc=self.mdc or _PRE), acquired, takes_mdc=True)
        found = self._group(self.mdc, acquired) if self.mdc else None
        if found is None:
            return Reached(UNGROUPABLE, _PRE, error="no formula of its MDC is met")
        return found if found.error else self._follow(found, acquired, takes_mdc=False)

    def _follow(self, found: Reached, acquired: frozenset[Coded], *, takes_mdc: bool) -> Reached:
        """Follow formulas that lead to another MDC, twice at most; the pre-MDC's first gives its MDC too."""
        for turn in range(2):
            leads = found.formula.reroute if found.formula else ""
            then = self._group(leads, acquired) if leads else None
            if then is None:
                break
            mdc = leads if takes_mdc and turn == 0 else found.mdc
            found = replace(then, mdc=mdc, walked=(*found.walked, *then.walked))
        return found

    def _group(self, mdc: str, acquired: frozenset[Coded]) -> Reached | None:
        """The first formula of an MDC that the stay meets."""
        if mdc not in self.names:
            self.names[mdc] = self.marks.of(mdc)
        has = self.names[mdc]
        for formula in self.tables.formulas.get(mdc, ()):
            weighed, severity = self.weighed(formula, acquired)
            has.add(severity or "NONE")
            holds = formula.node.holds(has)
            has.discard(severity or "NONE")
            if not holds:
                continue
            if formula.drg or formula.reroute:
                return Reached(formula.drg, mdc, (formula,), severity, weighed)
            if error := _ERRORS.get(formula.text):
                return Reached(UNGROUPABLE, _PRE, (formula,), error=error)
        return None

    def weighed(self, formula: Formula, acquired: frozenset[Coded]) -> tuple[tuple[Weighed, ...], str]:
        """Every CC and MCC among the secondary diagnoses, whether it counts for a formula, and the highest that does."""
        key = (formula.suppressed, acquired)
        if key not in self._weighed:
            found = tuple(
                Weighed(c, d.severity, self._fate(c, d, formula, acquired))
                for c, d in self.known
                if d.severity
            )
            self._weighed[key] = (found, _highest(found))
        return self._weighed[key]

    def _fate(self, coded: Coded, known: Diagnosis, formula: Formula, acquired: frozenset[Coded]) -> Fate:
        if coded in acquired:
            return Fate.ACQUIRED
        if coded.code in self.excludes:
            return Fate.EXCLUDED
        if self.stay.status == DIED and "mccalive" in known.lists:
            return Fate.DIED
        return Fate.LOGIC if formula.suppressed.intersection(known.lists) else Fate.COUNTS

    def acquired(self) -> tuple[tuple[Acquired, ...], str]:
        """The hospital-acquired conditions the codes would be, and why the stay cannot be grouped for them."""
        found: list[tuple[Acquired, str, bool]] = []
        has = self.marks.of(_PRE)
        for coded, known in self.known:
            for name in known.hacs:
                if number := _HAC.match(name):
                    hac = f"{int(number[1]):02}"
                    here = coded.poa not in {"Y", "W"} and coded.code not in self.excludes
                    met = here and any(f.holds(has) for f in self.tables.hac_formulas.get(hac, ()))
                    found.append((Acquired(coded, hac, met), name, "hac06_show" in known.lists))
        shown = any(a.met and a.hac == "06" and not show for a, _, show in found)
        settled = [replace(a, met=False) if name == "hac06_show" and not shown else a for a, name, _ in found]
        unsaid = [a for (a, _, _) in found if a.met and not a.coded.poa and (a.hac != "06" or shown)]
        blank = any(not a.coded.poa and a.coded.code not in self.excludes for a, _, _ in found)
        others = any(a.met and a.hac != "06" for a, _, _ in found)
        says = "whether a condition that hospitals may cause was present on admission is not said"
        return tuple(dict.fromkeys(settled)), says if unsaid or (blank and others) else ""


def _highest(weighed: tuple[Weighed, ...]) -> str:
    counts = {w.severity for w in weighed if w.fate is Fate.COUNTS}
    return "MCC" if "MCC" in counts else "CC" if "CC" in counts else ""
