"""`books add` of many files: what is bad keeps nothing else from the shelf."""

from __future__ import annotations

import gzip
import hashlib
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from handed_in import PAIR, PLACES, PTP, lay, run, told
from test_books import draft
from test_build_icd10cm import ADDENDA, ORDER, TABULAR

from chartproof.codesets.adding import add, checked, outcomes
from chartproof.codesets.build import Told
from chartproof.codesets.release import How, Placed, write
from chartproof.model.errors import InputError


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


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    folder = lay(tmp_path / "in", **{"pos_codes_2031-06.csv": PLACES})
    (folder / "again").symlink_to(folder, target_is_directory=True)
    (placed,) = outcomes([folder], Told(), tmp_path / "shelf")
    assert isinstance(placed, Placed)


def test_nothing_known_is_an_error(tmp_path: Path) -> None:
    folder = lay(tmp_path / "in", **{"letter.txt": "Dear colleague\n"})
    _, errors, unknown = told(list(outcomes([folder], Told(), tmp_path / "shelf")))
    assert "chartproof reads:" in errors[0]
    assert unknown == ["letter.txt"]
    _, errors, _ = told(list(outcomes([tmp_path / "none.csv"], Told(), tmp_path / "shelf")))
    assert errors == [f"{tmp_path / 'none.csv'}: there is no such file"]


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


def test_an_archive_beside_what_was_taken_out_of_it_is_read_once(tmp_path: Path) -> None:
    folder = lay(tmp_path / "in", **{"ncci_ptp_practitioner_2031Q1.csv": PTP + PAIR})
    with zipfile.ZipFile(folder / "ncci.zip", "w") as archive:
        archive.writestr("inside/ncci_ptp_practitioner_2031Q1.csv", PTP + PAIR)
    (placed,) = outcomes([folder, folder / "ncci.zip"], Told(), tmp_path / "shelf")
    assert isinstance(placed, Placed)
    assert placed.release.rows == 1


def test_two_files_of_one_edition_that_differ_are_named(tmp_path: Path) -> None:
    one = lay(tmp_path / "in", **{"pos_codes_2031-06.csv": PLACES})
    lay(one / "other", **{"pos_codes_2031-06.csv": PLACES.replace("Made up", "Made otherwise")})
    made, errors, _ = told(list(outcomes([one], Told(), tmp_path / "shelf")))
    assert made == {"place-of-service-2031-06"}
    (error,) = errors
    assert error.startswith(
        "pos_codes_2031-06.csv: place-of-service-2031-06 stands already with other content"
    )


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


def test_what_add_prints_as_json(own: Path, tmp_path: Path) -> None:
    folder = lay(
        tmp_path / "in",
        **{"pos_codes_2031-06.csv": PLACES, "pos_codes.csv": PLACES, "letter.txt": "Dear\n"},
    )
    done = run(own, "books", "add", str(folder), "--format", "json")
    assert done.returncode == 2
    made = json.loads(done.stdout)
    assert [(r["release"], r["how"]) for r in made["releases"]] == [("place-of-service-2031-06", "made")]
    assert made["unknown"] == [str(folder / "letter.txt")]
    assert [(e["file"], "--first" in e["says"]) for e in made["errors"]] == [("pos_codes.csv", True)]
    (folder / "pos_codes.csv").unlink()
    done = run(own, "books", "add", str(folder))
    assert done.returncode == 0
    assert "(stands already)" in done.stdout
    assert done.stderr == f"chartproof: {folder / 'letter.txt'}: no builder knows it; passed over\n"
