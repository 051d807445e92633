"""How a release comes to stand on the shelf: whole, once, the published before the derived."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from handed_in import PLACES, lay, run
from test_books import draft

from chartproof.codesets import durable
from chartproof.codesets.adding import add, builders, editions, outcomes
from chartproof.codesets.build import Told
from chartproof.codesets.release import How, Placed, Release, place, write
from chartproof.codesets.verifying import checks, orphans
from chartproof.model.errors import ReleaseError


def test_a_broken_release_keeps_no_other_from_the_shelf(own: Path, tmp_path: Path) -> None:
    folder = lay(tmp_path / "in", **{"pos_codes_2031-06.csv": PLACES, "pos_codes_2031-07.csv": PLACES})
    assert run(own, "books", "add", str(folder / "pos_codes_2031-06.csv")).returncode == 0
    (own / "releases/place-of-service-2031-06/release.json").write_text("{", "utf-8")
    done = run(own, "books", "add", str(folder))
    assert (done.returncode, done.stderr) == (0, "")
    assert "place-of-service-2031-06 (derived): 2 rows, holds 2031-06-01 on (replaced)" in done.stdout
    assert run(own, "books", "verify").returncode == 0


def test_what_a_running_process_builds_is_left_alone(tmp_path: Path) -> None:
    """Even where its number says nothing, as in another container on the same disk."""
    with durable.aside(tmp_path) as made:
        other = made.rename(tmp_path / ".building-999999999-x")
        dead = tmp_path / ".building-999999998-y"
        dead.mkdir()
        durable.clear(tmp_path)
        assert other.exists()
        assert not dead.exists()
    durable.clear(tmp_path)
    assert list(tmp_path.iterdir()) == []


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


def test_a_stand_in_of_another_name_is_taken_away_with_its_indexes(tmp_path: Path) -> None:
    shelf, indexes = tmp_path / "releases", tmp_path / "indexes"
    indexes.mkdir()
    old = place(replace(draft(), name="invented-year", derived=True, stand_in=True), shelf).release
    for name in (f"{old.name}-{old.seal[:16]}.sqlite", "invented-2-0000.sqlite"):
        (indexes / name).touch()
    placed = place(replace(draft(), derived=True), shelf)
    assert placed.gone == ("invented-year",)
    assert [p.name for p in shelf.iterdir()] == ["invented-1"]
    assert [p.name for p in indexes.iterdir()] == ["invented-2-0000.sqlite"]
    (indexes / f"invented-1-{placed.release.seal[:16]}.sqlite").touch()
    new = place(draft("Another title"), shelf)
    assert (new.how, new.gone) == (How.REPLACED, ())
    assert [p.name for p in indexes.iterdir()] == ["invented-2-0000.sqlite"]


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
