"""`books add` of many files: what is bad keeps nothing else from the shelf, what stands still stands."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from test_books import draft
from test_build_icd10cm import ADDENDA, ORDER, TABULAR

from chartproof.codesets import durable
from chartproof.codesets.adding import Outcome, Unknown, add, builders, checked, editions, outcomes
from chartproof.codesets.build import Told
from chartproof.codesets.release import How, Placed, Release, place, write
from chartproof.codesets.verifying import checks, orphans
from chartproof.model.errors import ChartproofError, InputError, ReleaseError
from chartproof.pipeline import Line

PLACES = "pos_code,pos_type,pos_name,pos_description\n01,Facility,Invented,Ours\n02,Facility,Made up,Ours\n"
SOURCE = Path(__file__).resolve().parent.parent / "src"


def lay(folder: Path, **files: str | bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def told(found: list[Outcome]) -> tuple[set[str], list[str], list[str]]:
    """Names of releases, errors, and files nobody knows."""
    made = {o.release.name for o in found if isinstance(o, Placed)}
    errors = [str(o) for o in found if isinstance(o, ChartproofError)]
    return made, errors, [Path(o.file).name for o in found if isinstance(o, Unknown) and not o.spare]


def run(home: Path, *arguments: str, limit: int = 0) -> subprocess.CompletedProcess[str]:
    def small() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-m", "chartproof", *arguments],
        env={**os.environ, "CHARTPROOF_HOME": str(home), "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        preexec_fn=small,
        check=False,
    )


@pytest.fixture
def own(tmp_path: Path, home: Path, line: Line) -> Path:
    """A home of one's own where the embedded release stands."""
    line.shelf.releases()
    shutil.copytree(home / "releases/icd10cm-2026.2", tmp_path / "own/releases/icd10cm-2026.2")
    return tmp_path / "own"


def test_a_bad_file_keeps_no_other_from_the_shelf(tmp_path: Path) -> None:
    folder = lay(
        tmp_path / "in",
        **{
            "icd10cm_order_2031.txt": ORDER,
            "icd10cm-order-April-2031.txt": ORDER[:-40],
            "pos_codes_2031-06.csv": PLACES,
            "pos_codes.csv": PLACES,
            "letter.txt": "Dear colleague\n",
        },
    )
    lay(folder / "inner", **{"icd10cm_order_2032.txt": ORDER, ".hidden_2033.txt": ORDER})
    made, errors, unknown = told(list(outcomes([folder], Told(), tmp_path / "shelf")))
    assert made == {"icd10cm-order-2031", "icd10cm-order-2032", "place-of-service-2031-06"}
    assert len(errors) == 2
    assert any("pos_codes.csv: it has no date" in e and "--first" in e for e in errors)
    assert any(e.startswith("icd10cm-order-April-2031.txt: line 7: ") for e in errors)
    assert unknown == ["letter.txt"]


def test_the_first_error_is_raised_after_all_is_made(tmp_path: Path) -> None:
    folder = lay(tmp_path / "in", **{"pos_codes.csv": PLACES, "pos_codes_2031-06.csv": PLACES})
    made = add([folder], Told(), tmp_path / "shelf")
    assert next(made).name == "place-of-service-2031-06"
    with pytest.raises(InputError, match="no date"):
        next(made)
    assert [r.name for r in add([folder], Told(first=date(2031, 1, 1)), tmp_path / "shelf")] == [
        "place-of-service-2031-01-01",
        "place-of-service-2031-06",
    ]


def test_nothing_known_is_an_error(tmp_path: Path) -> None:
    folder = lay(tmp_path / "in", **{"letter.txt": "Dear colleague\n"})
    _, errors, unknown = told(list(outcomes([folder], Told(), tmp_path / "shelf")))
    assert "chartproof reads:" in errors[0]
    assert unknown == ["letter.txt"]
    _, errors, _ = told(list(outcomes([tmp_path / "none.csv"], Told(), tmp_path / "shelf")))
    assert errors == [f"{tmp_path / 'none.csv'}: there is no such file"]


PTP = "Column 1,Column 2,*=in existence,Effective,Deletion,Modifier,PTP Edit Rationale\n"
PAIR = "0991T,0992T,,20310101,*,1,Invented\n"


def test_the_files_of_a_set_fall_together(tmp_path: Path) -> None:
    folder = lay(
        tmp_path / "in",
        **{
            "ncci_ptp_practitioner_2031Q1_f1.csv": PTP + PAIR,
            "ncci_ptp_practitioner_2031Q1_f2.csv.gz": gzip.compress((PTP + PAIR).encode())[:-9],
            "ncci_ptp_practitioner_2031Q2.csv": PTP + PAIR,
        },
    )
    made, errors, unknown = told(list(outcomes([folder], Told(), tmp_path / "shelf")))
    assert made == {"ncci-ptp-practitioner-2031.2"}
    assert errors[0].startswith("ncci_ptp_practitioner_2031Q1_f2.csv: the archive is broken")
    one, two = (f"ncci_ptp_practitioner_2031Q1_f{n}.csv" for n in (1, 2))
    assert errors[1:] == [f"{one}: nothing is made of it without {two}, which cannot be used"]
    assert unknown == []


def test_a_tabular_is_not_made_without_its_broken_order_file(tmp_path: Path) -> None:
    folder = lay(
        tmp_path / "in",
        **{"icd10cm-tabular-April-2031.xml": TABULAR, "icd10cm_order_2031.txt": ORDER[:-40]},
    )
    made, errors, _ = told(list(outcomes([folder], Told(), tmp_path / "shelf")))
    assert made == set()
    assert any(e.startswith("icd10cm-tabular-April-2031.xml: nothing is made of it without") for e in errors)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", b"PK\x03\x04 not whole"),
        ("pos_codes_2031-06.csv", PLACES[:-9].encode()),
        ("icd10cm-tabular-2031.xml", TABULAR[:-90].encode()),
        ("DMEPOS31_JAN.xlsx", b"PK\x03\x04 not whole"),
        ("ncci_ptp_practitioner_2031Q1.csv.gz", gzip.compress((PTP + PAIR).encode(), mtime=0)[:30]),
    ],
    ids=lambda value: value if isinstance(value, str) else "cut",
)
def test_what_is_cut_off_is_named_and_leaves_nothing(tmp_path: Path, name: str, content: bytes) -> None:
    shelf = tmp_path / "shelf"
    stood = write(draft(), shelf)
    folder = lay(tmp_path / "in", **{name: content})
    made, errors, _ = told(list(outcomes([folder], Told(), shelf)))
    assert made == set()
    assert len(errors) == 1
    assert name.removesuffix(".gz") in errors[0]
    assert [p.name for p in shelf.iterdir()] == ["invented-1"]
    assert stood.broken() is None


def test_a_broken_member_of_an_archive_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        archive.writestr("pos_codes_2031-06.csv", PLACES)
        archive.writestr("icd10cm_order_2031.txt", ORDER)
    raw = bytearray((tmp_path / "in.zip").read_bytes())
    at = raw.find(b"Made up")
    raw[at : at + 4] = b"Rude"
    (tmp_path / "in.zip").write_bytes(raw)
    made, errors, _ = told(list(outcomes([tmp_path / "in.zip"], Told(), tmp_path / "shelf")))
    assert made == {"icd10cm-order-2031"}
    assert "pos_codes_2031-06.csv: " in errors[0]
    assert "archive is broken" in errors[0]


def test_a_checksum_is_compared_before_anything_is_made(own: Path, tmp_path: Path) -> None:
    path = lay(tmp_path / "in", **{"pos_codes_2031-06.csv": PLACES}) / "pos_codes_2031-06.csv"
    right = hashlib.sha256(path.read_bytes()).hexdigest()
    checked(path, right.upper())
    with pytest.raises(InputError, match="nothing was made of it"):
        checked(path, "0" * 64)
    done = run(own, "books", "add", str(path), "--sha256", "0" * 64)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"chartproof: {path}: its SHA-256 is {right}")
    assert run(own, "books", "add", str(path), "--sha256", right).returncode == 0


def test_adding_again_changes_nothing(tmp_path: Path) -> None:
    folder = lay(tmp_path / "in", **{"pos_codes_2031-06.csv": PLACES})
    (first,) = outcomes([folder], Told(), tmp_path / "shelf")
    (again,) = outcomes([folder], Told(), tmp_path / "shelf")
    assert isinstance(first, Placed)
    assert isinstance(again, Placed)
    assert (first.how, again.how) == (How.MADE, How.STANDS)
    assert first.release == again.release


def test_a_derived_release_gives_way_and_never_the_other_way(tmp_path: Path) -> None:
    derived = replace(draft(), derived=True)
    published = draft("Another title")
    assert place(derived, tmp_path).how is How.MADE
    assert place(published, tmp_path).how is How.REPLACED
    stands = place(derived, tmp_path)
    assert stands.how is How.OUTRANKED
    assert not stands.release.derived
    assert [p.name for p in tmp_path.iterdir()] == ["invented-1"]
    stand_in = replace(derived, name="invented-year", stand_in=True)
    assert place(stand_in, tmp_path).how is How.OUTRANKED


def test_a_stand_in_of_another_name_is_taken_away(tmp_path: Path) -> None:
    place(replace(draft(), name="invented-year", derived=True, stand_in=True), tmp_path)
    placed = place(draft(), tmp_path)
    assert placed.gone == ("invented-year",)
    assert [p.name for p in tmp_path.iterdir()] == ["invented-1"]


def test_an_older_builders_release_and_a_broken_one_are_made_anew(tmp_path: Path) -> None:
    place(draft(), tmp_path)
    assert place(replace(draft("Another title"), builder=2), tmp_path).how is How.REPLACED
    with pytest.raises(ReleaseError, match="stands already with other content"):
        place(draft(), tmp_path)
    release = Release.open(tmp_path / "invented-1")
    release.table("codes").write_text("code\ttitle\n", "utf-8")
    assert place(replace(draft("Another title"), builder=2), tmp_path).how is How.REPLACED
    assert Release.open(tmp_path / "invented-1").broken() is None


def test_without_an_exchange_the_old_release_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a system that cannot exchange folders, a kill between the two moves loses nothing."""
    monkeypatch.setattr(durable.sys, "platform", "other")
    place(replace(draft(), derived=True), tmp_path)
    assert place(draft(), tmp_path).how is How.REPLACED
    (tmp_path / "invented-1").rename(tmp_path / ".replaced-999999999-invented-1")
    durable.clear(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["invented-1"]


def test_the_year_ahead_is_made_of_what_stands(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    before = lay(
        tmp_path / "a", **{"icd10cm-tabular-April-2031.xml": TABULAR, "icd10cm_order_2031.txt": ORDER}
    )
    list(add([before], Told(), shelf))
    ahead = lay(tmp_path / "b", **{"icd10cm_codes_addenda_2032.txt": ADDENDA})
    found = [o for o in outcomes([ahead], Told(), shelf) if isinstance(o, Placed)]
    assert [(o.release.name, o.release.derived, o.release.rows) for o in found] == [
        ("icd10cm-order-2032", True, 5),
        ("icd10cm-2032", True, 5),
    ]
    assert str(found[1].release.holds) == "2031-10-01 to 2032-09-30"
    assert "notes" in (found[1].release.folder / "CHANGES.md").read_text("utf-8").lower()
    split = "".join(f"<diag><name>A00.9{n}</name><desc>Invented</desc></diag>" for n in (0, 1))
    theirs = TABULAR.replace("unspecified</desc>", f"unspecified</desc>{split}")
    theirs = theirs.replace("<version>2031", "<version>2032")
    published = lay(tmp_path / "c", **{"icd10cm-tabular-2032.xml": theirs})
    (placed,) = (o for o in outcomes([published], Told(), shelf) if isinstance(o, Placed))
    assert (placed.release.name, placed.gone) == ("icd10cm-2032.1", ("icd10cm-2032",))
    assert placed.release.rows == 5, "what stands as order list settles which codes are valid"
    again = [o for o in outcomes([ahead], Told(), shelf) if isinstance(o, Placed)]
    assert [o.how for o in again if o.release.system == "ICD-10-CM"] == [How.OUTRANKED]
    assert not (shelf / "icd10cm-2032").exists()


def test_a_tabular_that_the_standing_list_does_not_fit_is_expanded(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    order = ORDER.replace("A009 ", "A008 ")
    folder = lay(tmp_path / "a", **{"icd10cm_order_2031.txt": order})
    list(add([folder], Told(), shelf))
    folder = lay(tmp_path / "b", **{"icd10cm-tabular-2031.xml": TABULAR})
    (placed,) = (o for o in outcomes([folder], Told(), shelf) if isinstance(o, Placed))
    assert (placed.release.rows, placed.release.derived) == (5, True)
    with pytest.raises(InputError, match="has not A00.8|has not A008"):
        list(add([tmp_path / "a", tmp_path / "b"], Told(), tmp_path / "other"))


def test_a_full_disk_keeps_what_stands(own: Path, tmp_path: Path) -> None:
    rows = "".join(f"{n:05},Facility,Invented {n},Ours\n" for n in range(20_000))
    folder = lay(
        tmp_path / "in",
        **{
            "pos_codes_2031-06.csv": PLACES,
            "pos_codes_2031-07.csv": PLACES.splitlines(keepends=True)[0] + rows,
        },
    )
    done = run(own, "books", "add", str(folder), limit=200_000)
    assert done.returncode == 2
    assert "pos_codes_2031-07.csv: place-of-service-2031-07: " in done.stderr
    assert "what stood before stands" in done.stderr
    assert sorted(p.name for p in (own / "releases").iterdir()) == [
        "icd10cm-2026.2",
        "place-of-service-2031-06",
    ]
    assert run(own, "books", "verify").returncode == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a small disk")
def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    asked = ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(disk)]
    if subprocess.run(asked, check=False, capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        rows = "".join(f"{n:05},Facility,Invented {n},Ours\n" for n in range(20_000))
        head = PLACES.splitlines(keepends=True)[0]
        small = lay(tmp_path / "a", **{"pos_codes_2031-06.csv": PLACES})
        large = lay(tmp_path / "b", **{"pos_codes_2031-07.csv": head + rows})
        list(add([small], Told(), disk / "releases"))
        (error,) = outcomes([large], Told(), disk / "releases")
        assert "No space left" in str(error)
        assert [p.name for p in (disk / "releases").iterdir()] == ["place-of-service-2031-06"]
        assert Release.open(disk / "releases/place-of-service-2031-06").broken() is None
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_what_add_prints_as_json(own: Path, tmp_path: Path) -> None:
    folder = lay(
        tmp_path / "in",
        **{"pos_codes_2031-06.csv": PLACES, "pos_codes.csv": PLACES, "letter.txt": "Dear\n"},
    )
    done = run(own, "books", "add", str(folder), "--format", "json")
    assert done.returncode == 2
    made = json.loads(done.stdout)
    assert [r["release"] for r in made["releases"]] == ["place-of-service-2031-06"]
    assert made["unknown"] == [str(folder / "letter.txt")]
    assert [(e["file"], "--first" in e["says"]) for e in made["errors"]] == [("pos_codes.csv", True)]
    (folder / "pos_codes.csv").unlink()
    done = run(own, "books", "add", str(folder))
    assert done.returncode == 0
    assert "(stands already)" in done.stdout
    assert done.stderr == f"chartproof: {folder / 'letter.txt'}: no builder knows it; passed over\n"


def test_verify_says_what_is_out_of_date_missing_or_left_over(tmp_path: Path, own: Path) -> None:
    folder = own / "releases"
    old = write(replace(draft(), name="invented-old", system="ICD-10-CM"), folder)
    gone = write(replace(draft(), name="invented-gone"), folder)
    manifest = json.loads((gone.folder / "release.json").read_text("utf-8"))
    manifest["tables"]["notes"] = 3
    (gone.folder / "release.json").write_text(json.dumps(manifest), "utf-8")
    (own / "indexes").mkdir()
    (own / "indexes" / f"{old.name}-{old.seal[:16]}.sqlite").touch()
    (own / "indexes" / "invented-none-0000.sqlite").touch()
    releases = [Release.open(folder / name) for name in ("icd10cm-2026.2", "invented-gone", "invented-old")]
    fresh, missing, outdated = checks(releases)
    assert (fresh.broken, fresh.notes) == (None, ())
    assert missing.broken == "the manifest names the table notes, which is not there"
    assert outdated.broken is None
    assert "made by edition 1 of its builder" in outdated.notes[0]
    assert [p.name for p in orphans(own / "indexes", releases)] == ["invented-none-0000.sqlite"]
    done = run(own, "books", "verify")
    assert done.returncode == 1
    assert "invented-none-0000.sqlite: an index of no release at hand" in done.stdout
    done = run(own, "books", "remove", "invented-gone", "invented-none")
    assert done.returncode == 2
    assert gone.folder.exists()
    assert run(own, "books", "remove", "invented-gone", "invented-old").returncode == 0
    assert [p.name for p in folder.iterdir()] == ["icd10cm-2026.2"]
    assert not list((own / "indexes").glob("invented-old-*"))


def test_every_builder_says_the_edition_of_its_tables() -> None:
    assert editions()["ICD-10-CM"] >= 3
    assert all(name in editions() for builder in builders() for name in builder.NAMES)
