"""The path of a stay through the grouper as steps, each with the codes and rows it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from chartproof.group import methods
from chartproof.group.msdrg.reach import Fate, Path, Reached, Weighed
from chartproof.group.msdrg.stay import Coded
from chartproof.group.msdrg.tables import Formula, Tables
from chartproof.model.coding import Fact, Row, Step
from chartproof.rules.core import Method

_SEVERITIES = frozenset({"MCC", "CC", "NONE"})
#: Names that say something of the stay as a whole, and what.
_OF_THE_STAY = {
    "DIED": "the patient died",
    "AMA": "the patient left against advice",
    "ALIVE": "the patient left alive",
    "XFRNBA": "a transfer to acute care",
    "MULTST": "significant trauma of several body sites",
    "BILATERAL": "several joints of the lower limb",
    "FOUR_STENTS": "four stents or more",
    "FOUR_DRUG_ELUTING_STENTS": "four stents or more",
    "FOUR_NON_DRUG_ELUTING_STENTS": "four stents or more",
    "FOUR_VESSELS": "four vessels or more",
}
_UNRELATED_MDC = "29"
_FEW = 4


def path_of(path: Path, tables: Tables, day: date | None) -> tuple[Step, ...]:
    """The steps of a path."""
    return tuple(_Steps(path, tables, day).steps())


class _Steps:
    def __init__(self, path: Path, tables: Tables, day: date | None) -> None:
        self.path, self.tables, self.day = path, tables, day
        self.release = tables.release

    def steps(self) -> Iterator[Step]:
        yield self._version()
        if self.path.initial.error:
            yield self._error(self.path.initial)
            return
        yield from self._through(self.path.initial)
        yield from self._acquired()

    def _step(self, method: Method, says: str, *grounds: Fact | Row) -> Step:
        return Step(method.id, says, grounds, method.cite, self.release.name)

    def _row(self, table: str, key: str) -> Row:
        return Row(self.release.name, table, key)

    def _version(self) -> Step:
        says = f"version {self.release.version} holds {self.release.holds}"
        return self._step(methods.VERSION, says, Fact("through", str(self.day)))

    def _error(self, reached: Reached) -> Step:
        principal = self.path.stay.principal
        says = f"it cannot be grouped (DRG {reached.drg}): {reached.error}"
        return self._step(methods.UNGROUPABLE, says, Fact(principal.at, principal.code))

    def _through(self, reached: Reached) -> Iterator[Step]:
        first = reached.walked[0]
        if first.mdc != "00":
            yield self._step(methods.PRE, "no group before the MDCs is met", self._row("mdcs", "00"))
        principal, mdc = self.path.stay.principal, self.path.pdx_mdc or "00"
        by_sex = ", by the patient's sex" if principal.code in self.tables.sex_mdcs else ""
        says = f"{principal.code} ({principal.at}) as principal belongs to MDC {mdc}, {self.tables.mdcs.get(mdc, '')}{by_sex}"
        rows = (Fact(principal.at, principal.code), self._row("diagnoses", principal.code))
        yield self._step(methods.MDC, says, *rows)
        for formula in reached.walked:
            yield self._formula(formula, reached)
        yield from self._weighed(reached)

    def _formula(self, formula: Formula, reached: Reached) -> Step:
        found = self._met(formula, reached.severity)
        where = "before the MDCs" if formula.mdc == "00" else f"MDC {formula.mdc}"
        lead = f"leads to MDC {formula.reroute}" if not formula.drg else self._named(formula)
        because = [
            f"{_listed(codes)} {_lists(names)}" if codes else " and ".join(names)
            for codes, names in _together(found).items()
        ]
        says = f"{where}, place {int(formula.number)} of its order: {lead}"
        if because:
            says += f", by {'; '.join(because)}"
        codes = dict.fromkeys(code for held in found.values() for code in held)
        grounds: list[Fact | Row] = [Fact(c.at, c.code) for c in codes]
        grounds.append(self._row("formulas", formula.key))
        method = methods.PRE if formula.mdc == "00" else methods.FORMULA
        return self._step(methods.UNRELATED if formula.mdc == _UNRELATED_MDC else method, says, *grounds)

    def _named(self, formula: Formula) -> str:
        kind = f"{formula.kind} group" if formula.kind else "group"
        return f"{kind} {formula.drg}, {self.tables.drgs.get(formula.drg, '')}"

    def _met(self, formula: Formula, severity: str) -> dict[str, list[Coded]]:
        """What met a formula: the lists, each with the codes that stand on it."""
        marks = self.path.marks
        has = marks.of(formula.mdc) | {severity or "NONE"}
        found: dict[str, list[Coded]] = {}
        for name in sorted(formula.node.met(has) - _SEVERITIES):
            bare = name.rpartition(":")[2]
            if bare in _OF_THE_STAY:
                found.setdefault(_OF_THE_STAY[bare], list(marks.holders.get(name, ())))
            elif codes := marks.holders.get(name):
                counts = [c for c in codes if formula.mdc not in self._suppressed(c)] or codes
                found.setdefault(f"“{bare}”", list(dict.fromkeys(counts)))
        return found

    def _suppressed(self, coded: Coded) -> frozenset[str]:
        in_cluster = {code for c in self.path.parts.clusters for choice in c.choices for code in choice}
        return (
            frozenset()
            if coded.code in in_cluster
            else self.path.parts.suppressed.get(coded.code, frozenset())
        )

    def _weighed(self, reached: Reached) -> Iterator[Step]:
        formula = reached.formula
        if formula is None:
            return
        counted = [w for w in reached.weighed if w.fate is Fate.COUNTS]
        yield self._severity(reached, formula, counted)
        for weighed in reached.weighed:
            if weighed.fate in _FATES:
                yield self._not_counted(weighed, formula)

    def _severity(self, reached: Reached, formula: Formula, counted: list[Weighed]) -> Step:
        made = [w.coded for w in counted if w.severity == reached.severity]
        divided = self._divided(formula)
        if not reached.severity:
            says = "no secondary diagnosis counts as CC or MCC"
            return self._step(methods.SEVERITY, says, self._row("formulas", formula.key))
        others = [w.coded for w in counted if w.severity != reached.severity]
        says = f"{reached.severity} by {_listed(made)}"
        if others:
            says += f"; {_listed(others)} {'is a CC' if len(others) == 1 else 'are CCs'} that alone would not reach it"
        if not divided:
            says += "; this group is not divided by it"
        elif len(made) == 1:
            says += "; no other one makes it"
        rows = (self._row("diagnoses", c.code) for c in made)
        return self._step(methods.SEVERITY, says, *(Fact(c.at, c.code) for c in made), *rows)

    def _divided(self, formula: Formula) -> bool:
        """Whether a CC or MCC tells the groups of one base apart."""
        same = [f for f in self.tables.formulas.get(formula.mdc, ()) if f.base == formula.base]
        return len({f.drg for f in same}) > 1

    def _not_counted(self, weighed: Weighed, formula: Formula) -> Step:
        coded, principal = weighed.coded, self.path.stay.principal
        method, why = _FATES[weighed.fate]
        says = f"{coded.code} ({coded.at}), {weighed.severity}, does not count: {why.format(principal=principal.code)}"
        row = self._row("diagnoses", coded.code)
        if weighed.fate is Fate.EXCLUDED:
            known = self.tables.diagnosis(principal.code)
            row = self._row("exclusions", f"{known.excludes if known else ''} {coded.code}")
        elif weighed.fate is Fate.LOGIC:
            row = self._row("formulas", formula.key)
        return self._step(method, says, Fact(coded.at, coded.code), row)

    def _acquired(self) -> Iterator[Step]:
        for found in self.path.acquired:
            title = self.tables.hacs.get(found.hac, "")
            poa = Fact(f"{found.coded.at}.poa", found.coded.poa or "not said")
            what = f"{found.coded.code} ({found.coded.at})"
            named = f"hospital-acquired condition {found.hac} ({title})"
            if found.met and not found.coded.poa:
                says = f"{what} may be {named}: whether it was present on admission is not said"
            elif found.met:
                says = f"{what} is {named}: it does not count"
            elif found.coded.poa in {"Y", "W"}:
                says = f"{what} is no {named}: it was present on admission"
            else:
                says = f"{what} is no {named}: it does not meet its conditions"
            yield self._step(methods.ACQUIRED, says, poa, self._row("hospital_acquired", found.hac))
        initial, final = self.path.initial, self.path.final
        if final.error:
            yield self._error(final)
        elif initial is not final:
            changed = (
                "the group stays" if initial.drg == final.drg else f"the group was {initial.drg} with it"
            )
            formula = final.formula
            grounds = (self._row("formulas", formula.key),) if formula else ()
            yield self._step(methods.ACQUIRED, f"{changed}; grouped as DRG {final.drg} without it", *grounds)
            if formula:
                counted = [w for w in final.weighed if w.fate is Fate.COUNTS]
                yield self._severity(final, formula, counted)


_FATES = {
    Fate.EXCLUDED: (methods.EXCLUDED, "{principal} as principal excludes it"),
    Fate.DIED: (methods.DIED, "it counts only for patients who leave alive"),
    Fate.LOGIC: (methods.LOGIC, "the group asks for it already"),
}


def _together(found: dict[str, list[Coded]]) -> dict[tuple[Coded, ...], list[str]]:
    """Lists on which the same codes stand, told once."""
    made: dict[tuple[Coded, ...], list[str]] = {}
    for said, codes in found.items():
        made.setdefault(tuple(codes), []).append(said)
    return made


def _lists(names: list[str]) -> str:
    """What the codes stand on; a sentence of the stay as it is."""
    if not all(name.startswith("“") for name in names):
        return f"({', '.join(names)})"
    return f"on its list{'s' if len(names) > 1 else ''} {', '.join(names)}"


def _listed(codes: Iterable[Coded]) -> str:
    """Codes with their places; of many the first few."""
    named = [f"{c.code} ({c.at})" for c in codes]
    more = f" and {len(named) - _FEW} more" if len(named) > _FEW else ""
    return ", ".join(named[:_FEW]) + more
