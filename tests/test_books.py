"""The shelf gives one release for a day, or says why not; a release is whole or not there."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from chartproof.codesets import release as releases
from chartproof.codesets.books import NoReleaseCoversError
from chartproof.codesets.build import icd10cm
from chartproof.codesets.build.instructional_notes import is_named, targets
from chartproof.codesets.release import Draft, Licence, Release, Source, write
from chartproof.codesets.shelf import OverlapError, Shelf
from chartproof.model.errors import ReleaseError
from chartproof.model.period import Days, Period
from chartproof.pipeline import Line

DAY = date(2026, 6, 15)


def draft(title: str = "Invented disease") -> Draft:
    return Draft(
        name="invented-1",
        system="INVENTED",
        version="1",
        holds=Period(date(2026, 1, 1), date(2026, 3, 31)),
        clock="service",
        licence=Licence("ours", redistributable=True, notice="invented"),
        sources=(Source("file", "0" * 64),),
        tables={"codes": (("code", "title"), [("A1", title)])},
        counted="codes",
    )


def test_all_billable_codes_of_april_2026(line: Line) -> None:
    tabular = line.terminology(DAY).tabular
    assert tabular.release.rows == 74_719
    assert len(releases_rows(tabular.release, "codes")) == 74_719
    titles = {row[0]: row[3] for row in releases_rows(tabular.release, "codes")}
    assert titles["S93.401A"].endswith("initial encounter")
    assert all(titles.values())


def releases_rows(release: Release, table: str) -> list[list[str]]:
    lines = release.table(table).read_text("utf-8").splitlines()[1:]
    return [text.split("\t") for text in lines]


def test_a_section_that_shares_a_category_code_is_another_node(line: Line) -> None:
    tabular = line.terminology(DAY).tabular
    section, category = tabular.node("section B20"), tabular.node("B20")
    assert section
    assert category
    assert (section.kind, category.kind) == ("section", "category")
    assert category.parent == section.key
    assert tabular.billable("B20") is not None


def test_placeholders_stand_before_the_seventh_character(line: Line) -> None:
    tabular = line.terminology(DAY).tabular
    assert tabular.billable("W19.XXXA") is not None
    assert tabular.billable("W19A") is None
    for code, _, char, _ in releases_rows(tabular.release, "codes"):
        if char:
            assert len(code.replace(".", "")) == 7


def test_the_last_day_and_the_day_after(line: Line) -> None:
    assert line.shelf.on(date(2026, 9, 30), "ICD-10-CM").name == icd10cm.NAME
    with pytest.raises(NoReleaseCoversError, match=r"at hand: icd10cm-2026.2"):
        line.shelf.on(date(2026, 10, 1), "ICD-10-CM")
    with pytest.raises(NoReleaseCoversError, match="chartproof books add"):
        line.shelf.on(DAY, "CPT")


def shelved(folder: Path, *releases: tuple[str, date, date | None, str, bool]) -> Shelf:
    """A shelf with invented releases: name, first and last day, clock, derived."""
    for name, first, last, clock, derived in releases:
        made = replace(draft(), name=name, holds=Period(first, last), clock=clock, derived=derived)
        write(made, folder / "releases")
    return Shelf(folder)


@pytest.fixture
def bare(tmp_path: Path, line: Line) -> Path:
    """A shelf's folder with the embedded ICD-10-CM only."""
    line.shelf.releases()
    shutil.copytree(line.shelf.standing / icd10cm.NAME, tmp_path / "releases" / icd10cm.NAME)
    return tmp_path


def test_an_update_holds_from_its_first_day(bare: Path) -> None:
    year = ("invented-2026", date(2026, 1, 1), date(2026, 12, 31), "service", False)
    update = ("invented-2026.2", date(2026, 4, 1), date(2026, 12, 31), "service", False)
    shelf = shelved(bare, year, update)
    assert shelf.on(date(2026, 3, 31), "INVENTED").name == "invented-2026"
    assert shelf.on(date(2026, 4, 1), "INVENTED").name == "invented-2026.2"
    assert [(a.name, b.name) for a, b in shelf.overlaps("INVENTED")] == [("invented-2026", "invented-2026.2")]


def test_published_before_derived_and_two_published_are_refused(bare: Path) -> None:
    days = (date(2026, 1, 1), date(2026, 3, 31), "service")
    shelf = shelved(bare, ("made", *days, True), ("published", *days, False))
    assert shelf.on(date(2026, 2, 1), "INVENTED").name == "published"
    shelf = shelved(bare, ("published-again", *days, False))
    with pytest.raises(OverlapError, match="both begin on 2026-01-01"):
        shelf.on(date(2026, 2, 1), "INVENTED")


def test_gaps_are_said(bare: Path) -> None:
    first = ("a", date(2025, 1, 1), date(2025, 3, 31), "service", False)
    inside = ("b", date(2025, 2, 1), date(2025, 2, 28), "service", False)
    later = ("c", date(2025, 7, 1), None, "service", False)
    shelf = shelved(bare, first, inside, later)
    assert shelf.gaps("INVENTED") == (Period(date(2025, 4, 1), date(2025, 6, 30)),)
    assert shelf.gaps("ICD-10-CM") == ()
    assert shelf.gaps("NOTHING") == ()


def test_what_was_superseded_does_not_come_back(bare: Path) -> None:
    until_superseded = ("a", date(2024, 1, 1), None, "service", False)
    year = ("b", date(2025, 1, 1), date(2025, 12, 31), "service", False)
    shelf = shelved(bare, until_superseded, year)
    assert shelf.on(date(2024, 12, 31), "INVENTED").name == "a"
    with pytest.raises(NoReleaseCoversError, match="2026-01-01"):
        shelf.on(date(2026, 1, 1), "INVENTED")
    assert shelf.overlaps("INVENTED") == ()
    later = ("c", date(2026, 7, 1), date.max, "service", False)
    shelf = shelved(bare, later)
    assert shelf.gaps("INVENTED") == (Period(date(2026, 1, 1), date(2026, 6, 30)),)
    assert shelf.on(date.max, "INVENTED").name == "c"


def test_every_overlap_is_said(bare: Path) -> None:
    year = ("a", date(2026, 1, 1), date(2026, 12, 31), "service", False)
    inside = ("b", date(2026, 2, 1), date(2026, 2, 28), "service", False)
    shelf = shelved(bare, year, inside, ("c", date(2026, 4, 1), date(2026, 4, 30), "service", False))
    assert [(a.name, b.name) for a, b in shelf.overlaps("INVENTED")] == [("a", "b"), ("a", "c")]


def test_the_newest_is_refused_too_where_two_are_it(bare: Path) -> None:
    days = (date(2026, 1, 1), date(2026, 3, 31), "service")
    shelf = shelved(bare, ("one", *days, False), ("other", *days, False))
    with pytest.raises(OverlapError, match="both begin"):
        shelf.look().release_of("INVENTED")


def test_a_day_of_any_clock_is_a_day(bare: Path) -> None:
    old = ("old", date(2025, 1, 1), date(2025, 12, 31), "receipt", False)
    shelf = shelved(bare, old, ("new", date(2026, 1, 1), date(2026, 12, 31), "receipt", False))
    books = shelf.look(Days(receipt=date(2025, 6, 1)))
    assert books.day == date(2025, 6, 1)
    assert books.release_of("INVENTED").name == "old"
    with pytest.raises(NoReleaseCoversError, match="chosen by the day of discharge"):
        books.release_of("ICD-10-CM")


def test_each_system_answers_by_its_own_clock(bare: Path) -> None:
    old = ("old", date(2026, 1, 1), date(2026, 3, 31), "service", False)
    new = ("new", date(2026, 4, 1), date(2026, 12, 31), "service", False)
    days = Days(service=date(2026, 3, 30), discharge=date(2026, 4, 2), statement_from=date(2026, 3, 30))
    books = shelved(bare, old, new).open(days)
    assert books.release.name == icd10cm.NAME
    assert books.release_of("INVENTED").name == "old"
    assert books.release_of("INVENTED", served=date(2026, 4, 1)).name == "new"
    assert not books.has("CPT")
    received = shelved(bare, ("list", date(2026, 1, 1), None, "receipt", False))
    received.remove("old")
    received.remove("new")
    with pytest.raises(NoReleaseCoversError, match="day of receipt, which is not known"):
        received.open(days).release_of("INVENTED")


def test_without_icd10cm_other_systems_can_still_be_looked_at(bare: Path) -> None:
    shelf = shelved(bare, ("old", date(2020, 1, 1), date(2020, 12, 31), "service", False))
    with pytest.raises(NoReleaseCoversError):
        shelf.open(date(2020, 6, 1))
    assert shelf.look(date(2020, 6, 1)).release_of("INVENTED").name == "old"


def test_groups_come_from_the_installed_packages(bare: Path) -> None:
    shelf = Shelf(bare)
    assert shelf.on(date(2026, 11, 25), "MS-DRG").name == "ms-drg-44.0"
    assert shelf.on(date(2026, 11, 25), "HCC").name == "hcc-2027"
    assert {r.system for r in shelf.releases()} == {"ICD-10-CM", "MS-DRG", "MCE", "HCC"}
    manifest = shelf.standing / "hcc-2027/release.json"
    text = manifest.read_text("utf-8")
    manifest.write_text(re.sub(r'"builder": \d+', '"builder": 0', text), "utf-8")
    assert Shelf(bare).on(date(2026, 11, 25), "HCC").builder > 0, "one of an older builder is built again"


def test_a_release_chosen_by_name_says_that_it_does_not_cover(line: Line) -> None:
    books = line.shelf.open(date(2020, 1, 1), icd10cm.NAME)
    assert not books.covers
    assert line.shelf.open(DAY).covers


def test_writing_again_changes_nothing(tmp_path: Path) -> None:
    first = write(draft(), tmp_path)
    assert write(draft(), tmp_path) == first
    with pytest.raises(ReleaseError, match="stands already with other content"):
        write(draft("Another title"), tmp_path)
    assert first.broken() is None
    assert [p.name for p in tmp_path.iterdir()] == ["invented-1"]


def test_a_changed_table_is_found(tmp_path: Path) -> None:
    release = write(draft(), tmp_path)
    release.table("codes").write_text("code\ttitle\n", "utf-8")
    assert "sealed" in str(release.broken())


def test_an_interrupted_build_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(releases, "seal", full)
    with pytest.raises(OSError, match="No space"):
        write(draft(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_build_left_is_cleared(home: Path, tmp_path: Path, line: Line) -> None:
    line.shelf.releases()
    (tmp_path / "releases" / ".building-dead").mkdir(parents=True)
    shelf = Shelf(tmp_path)
    assert [r.name for r in shelf.releases()] == [icd10cm.NAME]
    assert not (tmp_path / "releases" / ".building-dead").exists()


def test_a_broken_manifest_names_the_release(tmp_path: Path) -> None:
    release = write(draft(), tmp_path)
    (release.folder / "release.json").write_text("{", "utf-8")
    with pytest.raises(ReleaseError, match="invented-1: release.json"):
        Release.open(release.folder)


def test_remove_takes_the_indexes_too(tmp_path: Path, home: Path, line: Line) -> None:
    line.terminology(DAY)
    shutil.copytree(home, tmp_path / "copy")
    shelf = Shelf(tmp_path / "copy")
    shelf.remove(icd10cm.NAME)
    assert not list((tmp_path / "copy" / "indexes").glob("icd10cm-2026.2-*"))


@pytest.mark.parametrize(
    ("note", "named"),
    [
        ("cellulitis of orbit (H05.01-)", ("H05.01",)),
        ("COVID-19 (U07.1)", ("U07.1",)),
        ("struck by objects (W20-W22)", ("W20-W22",)),
        ("dementia (F02.81-, F02.A1-)", ("F02.81", "F02.A1")),
        ("behavioral eating disorders (F98.2.-F98.3)", ("F98.2-F98.3",)),
        ("adverse effect (T36-T50 with fifth or sixth character 5)", ("T36-T50@5",)),
        ("poisoning (T36-T65 with fifth or sixth character 1-4)", ("T36-T65@1-4",)),
        ("code to identify infection", ()),
        ("enzyme (G6PD) deficiency with anemia (D55.0)", ("D55.0",)),
        ("vitamin B12 deficiency (E53.8)", ("E53.8",)),
        ("influenza A/H1N1 (J10.-)", ("J10",)),
        ("arthritis by site (M05.00 to M05.8A)", ("M05.00-M05.8A",)),
        ("injuries of S06.1- to S06.6-, and S06.81-", ("S06.1-S06.6", "S06.81")),
        ("code (Chapter 20) to identify external cause", ("V00-Y99",)),
        ("diabetes (E08-E13 with .44)", ("E08-E13@.44",)),
        ("diabetes (E08, E09 with final characters .00 or .01)", ("E08@.00,.01", "E09@.00,.01")),
        ("angiopathy (E08-E13 with .51-.52)", ("E08-E13@.51-.52",)),
        ("drug use (F11-F19 with .15. .25, .95)", ("F11-F19@.15,.25,.95",)),
        ("syndrome (F10-F19 with 5th character .6)", ("F10-F19@5:6",)),
        ("hallucinations (F11-F19 with fifth to sixth characters 51)", ("F11-F19@5:51",)),
        ("aphasia after stroke (I69. with final characters -20)", ("I69@5:20",)),
        ("underdosing (T36-T50 with final character 6)", ("T36-T50@6",)),
        ("poisoning (T36-T65 with fifth or sixth character 1-4 or 6)", ("T36-T65@1-4,6",)),
        ("open fracture (S42.- with 7th character B or C)", ("S42@7:B,C",)),
    ],
)
def test_notes_are_parsed_to_targets(note: str, named: tuple[str, ...]) -> None:
    assert targets(note) == named


@pytest.mark.parametrize(
    ("code", "target", "lies"),
    [
        ("H05.012", "H05.01", True),
        ("H05.022", "H05.01", False),
        ("W21.89XA", "W20-W22", True),
        ("W23.0XXA", "W20-W22", False),
        ("T38.3X5A", "T36-T50@5", True),
        ("T38.3X1A", "T36-T50@5", False),
        ("T40.1X1A", "T36-T65@1-4", True),
        ("B20", "B20", True),
        ("T43.515A", "T36-T65@1-4", False),  # the fifth character is no intent where there is a sixth
        ("T43.511A", "T36-T65@1-4", True),
        ("E11.44", "E08-E13@.44", True),
        ("E11.43", "E08-E13@.44", False),
        ("E13.52", "E08-E13@.51-.52", True),
        ("E13.59", "E08-E13@.51-.52", False),
        ("F11.251", "F11-F19@5:51", True),
        ("I69.320", "I69@5:20", True),
        ("I69.20", "I69@5:20", False),
        ("S42.001B", "S42@7:B,C", True),
        ("S42.001A", "S42@7:B,C", False),
    ],
)
def test_a_code_lies_under_a_target(code: str, target: str, lies: bool) -> None:
    assert is_named(code, target) is lies


@pytest.mark.data
def test_titles_are_those_of_the_order_file(line: Line) -> None:
    """Every title equals the publisher's long description, but for accents and a few commas."""
    import unicodedata
    import zipfile

    from conftest import SHARED

    archive = SHARED / "data/icd10cm/icd10cm-code-descriptions-2026.zip"
    if not archive.exists():
        pytest.skip("the publisher's order file is not here")
    text = zipfile.ZipFile(archive).read("icd10cm_order_2026.txt").decode("utf-8", "replace")
    rows = [r for r in text.splitlines() if r[14:15] == "1"]
    official = {r[6:14].strip(): r[77:].strip() for r in rows}
    ours = {
        row[0].replace(".", ""): row[3]
        for row in releases_rows(line.terminology(DAY).tabular.release, "codes")
    }

    def plain(title: str) -> str:
        return unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()

    assert ours.keys() == official.keys()
    differing = [c for c in ours if plain(ours[c]) != plain(official[c])]
    assert len(differing) < 600
