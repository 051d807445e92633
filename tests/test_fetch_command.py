"""`books fetch` as a person runs it: from an address to a release on the shelf, killed or refused on the way."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
from conftest import SHARED
from publisher import Publisher, Served, environment, left, zipped
from test_build_coverage import EXPORT
from test_build_hcpcs import FIXED
from typer.testing import CliRunner

from chartproof.cli.app import app
from chartproof.codesets.fetch import ledger
from chartproof.codesets.fetch.forms import chosen
from chartproof.codesets.fetch.table import publications
from chartproof.codesets.release import Release
from chartproof.model.errors import InputError

HCPCS = zipped(("HCPC2026_OCT_ANWEB.txt", FIXED.encode()))
MUE = (
    b"HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n"
    b"X0001,2,3 Date of Service Edit: Clinical,Nature of Service/Procedure\n"
)
MUE_NAME = "/MCR_MUE_PractitionerServices_Eff_10-01-2026.csv"


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "chartproof", "books", "fetch", *arguments]


def test_a_killed_process_goes_on_next_time(server: Publisher, tmp_path: Path) -> None:
    hold = threading.Event()
    address = server.put("/hcpcs.zip", Served(HCPCS, cut=700, hold=hold), Served(HCPCS))
    asks = command("HCPCS", "--edition", "2026.4", "--from", address)
    running = subprocess.Popen(
        asks, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    part = tmp_path / "downloads/hcpcs.zip.part"
    while not (part.exists() and part.stat().st_size == 700):
        assert running.poll() is None, running.communicate()
        time.sleep(0.01)
    running.kill()
    running.communicate()
    hold.set()
    assert not (tmp_path / "downloads/hcpcs.zip").exists()
    assert not (tmp_path / "releases").exists()
    done = subprocess.run(asks, env=environment(tmp_path), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert server.asked()[-1]["range"] == "bytes=700-"
    assert (tmp_path / "releases/hcpcs-2026.4/release.json").exists()
    assert done.stderr == b""


@pytest.mark.prove
@pytest.mark.parametrize(
    "seen", ["downloads/.hcpcs.zip.lock", "downloads/hcpcs.zip", "downloads/ledger.jsonl", "releases"]
)
def test_killed_at_any_step_it_is_made_good(server: Publisher, tmp_path: Path, seen: str) -> None:
    asks = command("HCPCS", "--edition", "2026.4", "--from", server.put("/hcpcs.zip", Served(HCPCS)))
    for _ in range(5):
        running = subprocess.Popen(asks, env=environment(tmp_path), stdout=subprocess.DEVNULL)
        while not (tmp_path / seen).exists() and running.poll() is None:
            pass
        running.kill()
        running.communicate()
        done = subprocess.run(asks, env=environment(tmp_path), capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        release = Release.open(tmp_path / "releases/hcpcs-2026.4")
        assert release.broken() is None
        assert left(tmp_path / "downloads") == ["ledger.jsonl"]
        shutil.rmtree(tmp_path)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHARTPROOF_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


class Ran:
    """What a command printed, as its exit code and text."""

    def __init__(self, *arguments: str) -> None:
        done = CliRunner().invoke(app, ["books", "fetch", *arguments])
        self.code, self.out, self.err, self.raised = done.exit_code, done.stdout, done.stderr, done.exception

    @property
    def json(self) -> dict[str, list[dict[str, object]]]:
        made: dict[str, list[dict[str, object]]] = json.loads(self.out)
        return made


def test_a_set_is_fetched_and_stands_on_the_shelf(server: Publisher, home: Path) -> None:
    address = server.put("/hcpcs.zip", Served(HCPCS))
    (home / "downloads/.building-99999999-killed").mkdir(parents=True)
    ran = Ran("hcpcs", "--edition", "2026.4", "--from", address, "--format", "json")
    assert ran.code == 0, ran.err
    assert [r["release"] for r in ran.json["releases"]] == ["hcpcs-2026.4"]
    made = ran.json["fetched"][0]
    assert (made["sets"], made["edition"], made["new"], made["notices"]) == (["HCPCS"], "2026.4", True, [])
    sums = hashlib.sha256(HCPCS).hexdigest()
    assert made["files"] == [{"address": address, "name": "hcpcs.zip", "size": len(HCPCS), "sha256": sums}]
    assert left(home / "downloads") == ["ledger.jsonl"]
    entry = ledger.last(home / "downloads", address)
    assert entry is not None
    assert (entry.sha256, entry.etag, entry.made) == (sums, '"one"', ("hcpcs-2026.4",))
    date.fromisoformat(entry.day)


def test_the_same_again_does_nothing_and_says_so(server: Publisher, home: Path) -> None:
    address = server.put("/hcpcs.zip", Served(HCPCS))
    asks = ("HCPCS", "--edition", "2026.4", "--from", address)
    Ran(*asks)
    again = Ran(*asks)
    assert again.code == 0
    assert "hcpcs-2026.4" in again.out and "the same as before, nothing was done" in again.out
    assert server.asked()[-1]["if-none-match"] == '"one"'
    server.put("/hcpcs.zip", Served(HCPCS, etag=None, modified=None))
    assert "nothing was done" in Ran(*asks).out
    assert left(home / "downloads") == ["ledger.jsonl"]


def test_a_removed_release_is_fetched_again(server: Publisher, home: Path) -> None:
    address = server.put("/hcpcs.zip", Served(HCPCS))
    asks = ("HCPCS", "--edition", "2026.4", "--from", address, "--keep")
    Ran(*asks)
    assert (home / "downloads/hcpcs.zip").read_bytes() == HCPCS
    shutil.rmtree(home / "releases/hcpcs-2026.4")
    again = Ran(*asks)
    assert again.code == 0 and "nothing was done" not in again.out
    assert server.asked()[-1]["if-none-match"] == '"one"', "the kept file is the same and is used"
    assert (home / "releases/hcpcs-2026.4/release.json").exists()
    assert "nothing was done" in Ran(*asks[:-1]).out
    assert (home / "downloads/hcpcs.zip").exists(), "what was kept stays"
    (home / "downloads/hcpcs.zip").write_bytes(b"spoilt")
    shutil.rmtree(home / "releases/hcpcs-2026.4")
    assert Ran(*asks).code == 0
    assert "if-none-match" not in server.asked()[-1]


def test_files_that_belong_together_are_fetched_again_together(server: Publisher, home: Path) -> None:
    first, second = (
        server.put("/a.zip", Served(HCPCS)),
        server.put("/b.zip", Served(zipped(("read me.txt", b"1")))),
    )
    asks = ("HCPCS", "--edition", "2026.4", "--from", first, "--from", second)
    assert Ran(*asks).code == 0
    server.put("/b.zip", Served(zipped(("read me.txt", b"2")), etag='"two"'))
    again = Ran(*asks)
    assert again.code == 0, again.err
    assert "nothing was done" not in again.out
    assert left(home / "downloads") == ["ledger.jsonl"]


def test_another_edition_than_asked_is_said(server: Publisher, home: Path) -> None:
    ran = Ran("HCPCS", "--edition", "2026.3", "--from", server.put("/hcpcs.zip", Served(HCPCS)))
    assert ran.code == 0
    assert "hcpcs-2026.4: the publisher's file is not of 2026.3, as asked" in ran.err


def test_one_that_fails_does_not_stop_the_others(server: Publisher, home: Path) -> None:
    ran = Ran("HCPCS", "CPT", "nonsense", "--from", "x")
    assert isinstance(ran.raised, InputError) and "one at a time" in str(ran.raised)
    ran = Ran("CPT", "CDT", "CARC", "RARC", "SNOMED-ICD-10-CM", "claim-codes", "nonsense", "--format", "json")
    assert ran.code == 2
    lines = ran.err.splitlines()
    assert len(lines) == 7 and all(line.startswith("chartproof: ") for line in lines)
    assert all("books add" in line for line in lines[:6])
    assert all("https://" in line for line in lines[:6])
    assert [f["set"] for f in ran.json["failed"]][-1] == "nonsense"


def test_a_file_that_cannot_be_added_is_kept_and_said(server: Publisher, home: Path) -> None:
    ran = Ran("HCPCS", "--from", server.put("/a.zip", Served(zipped(("what.bin", b"?")))))
    assert ran.code == 2
    assert "downloaded, not added: a.zip: no file of a known set" in ran.err
    assert (home / "downloads/a.zip").exists()
    asks = ("HCPCS", "--from", server.put("/b.zip", Served(zipped((MUE_NAME[1:], MUE)))))
    for _ in range(2):
        ran = Ran(*asks)
        assert ran.code == 2
        assert "HCPCS: the files hold none of it; they made mue-practitioner-2026.4" in ran.err


def test_a_checksum_of_the_command(server: Publisher, home: Path) -> None:
    address = server.put("/hcpcs.zip", Served(HCPCS))
    asks = ("HCPCS", "--edition", "2026.4", "--from", address, "--sha256")
    wrong = Ran(*asks, "0" * 64)
    assert wrong.code == 2 and "nothing was kept" in wrong.err
    assert left(home / "downloads") == []
    assert "is no SHA-256" in Ran(*asks, "abc").err
    assert "one for each file" in Ran(*asks, "0" * 64, "--sha256", "1" * 64).err
    assert Ran(*asks, hashlib.sha256(HCPCS).hexdigest().upper()).code == 0


def test_terms_are_shown_and_must_be_accepted(server: Publisher, home: Path) -> None:
    asks = ("MUE-practitioner", "--from", server.put(MUE_NAME, Served(MUE, kind="text/csv")))
    refused = Ran(*asks)
    assert refused.code == 2
    assert "CPT is the AMA's copyright" in refused.err and "--accept" in refused.err
    assert server.requests == [], "nothing is asked before the terms are accepted"
    assert not (home / "acceptances.jsonl").exists()
    accepted = Ran(*asks, "--accept")
    assert accepted.code == 0, accepted.err
    rows = [json.loads(line) for line in (home / "acceptances.jsonl").read_text("utf-8").splitlines()]
    terms = next(p.terms for p in publications() if "MUE-practitioner" in p.sets)
    assert terms is not None
    assert [set(row) for row in rows] == [{"day", "set", "sha256", "terms"}]
    assert (rows[0]["set"], rows[0]["sha256"]) == ("MUE-practitioner", terms.sha256)
    assert Ran(*asks).code == 0, "the same text was accepted for this set"
    assert "--accept" in Ran("MUE-outpatient", *asks[1:]).err, "another set is asked again"


def test_on_a_terminal_a_person_is_asked(server: Publisher, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    address = server.put(MUE_NAME, Served(MUE, kind="text/csv"))
    for says, code in (("n\n", 2), ("y\n", 0)):
        person, terminal = pty.openpty()
        os.write(person, says.encode())
        done = subprocess.run(
            command("MUE-practitioner", "--from", address),
            env=environment(tmp_path),
            stdin=terminal,
            stderr=terminal,
            stdout=subprocess.PIPE,
            check=False,
        )
        shown = os.read(person, 1 << 16).decode()
        os.close(person)
        os.close(terminal)
        assert "Do you accept?" in shown
        assert done.returncode == code, shown
        assert (tmp_path / "acceptances.jsonl").exists() == (code == 0)


def test_bad_options_are_one_line(home: Path) -> None:
    for arguments, says in (
        ((), "name the sets"),
        (("HCPCS", "--edition", "2026.4", "--on", "2026-10-05"), "not both"),
        (("HCPCS", "--on", "yesterday"), "not a day"),
    ):
        assert says in str(Ran(*arguments).raised)
    for arguments, says in (
        (("HCPCS", "--edition", "2026.5"), "is none; this set comes quarterly: 2026.1"),
        (("HCPCS", "--edition", "soon"), "is none"),
        (("COVERAGE", "--edition", "2026"), "has no editions"),
        (("NCCI-add-on", "--edition", "2026.3"), "--from ADDRESS"),
        (("hcpc",), "did you mean HCPCS"),
        (("HCPCS", "--from", "https://[bad/a.zip"), "is no address"),
        (
            ("HCPCS", "--from", "https://m.example/1/a.zip", "--from", "https://m.example/2/a.zip"),
            "two files",
        ),
    ):
        ran = Ran(*arguments)
        assert ran.code == 2 and says in ran.err, ran.err
        assert len(ran.err.splitlines()) == 1


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "paths", "release"),
    [
        ("NUCC-taxonomy", ("code_lists/nucc_taxonomy_251.csv",), "nucc-taxonomy-25.1"),
        ("DMEPOS", ("dmepos/DMEPOS26_JAN.xlsx",), "dmepos-2026.1"),
        ("HCPCS", ("hcpcs/HCPC2025_OCT_ANWEB.csv",), "hcpcs-2025.4"),
        ("ICD-10-CM-order", ("icd10cm/icd10cm-code-descriptions-2026.zip",), "icd10cm-order-2026"),
    ],
)
def test_real_files_come_as_published(
    server: Publisher, home: Path, name: str, paths: tuple[str, ...], release: str
) -> None:
    addresses = [server.put(f"/{Path(p).name}", Served((SHARED / "data" / p).read_bytes())) for p in paths]
    mirrors = [part for address in addresses for part in ("--from", address)]
    ran = Ran(name, *mirrors, "--accept")
    assert ran.code == 0, ran.err
    assert f"{release}: " in ran.out


def test_the_table_is_printed(home: Path) -> None:
    rows = Ran("--list", "--format", "json").json["sets"]
    assert len(rows) == sum(len(p.sets) for p in publications())
    keys = {"system", "publisher", "page", "comes", "clock", "terms", "addresses", "instead"}
    assert all(set(row) == keys for row in rows)
    text = Ran("--list").out
    assert "no address was seen on a known day" in text and "an address was seen on 2026-" in text
    assert not home.exists(), "a list needs no shelf"


# What the builders are given.


def test_one_form_of_each_file_is_taken_and_archives_inside_are_opened(tmp_path: Path) -> None:
    inner = zipped(("article.csv", b"a"), ("contractor.csv", b"c"))
    body = zipped(
        ("x.TXT", b"t"), ("x.xlsx", b"w"), ("y.xlsx", b"y"), ("in.zip", inner), ("d/contractor.csv", b"c")
    )
    (tmp_path / "april.zip").write_bytes(body)
    aside = tmp_path / "aside"
    aside.mkdir()
    made = chosen(tmp_path / "april.zip", ("csv", "txt", "xlsx"), aside)
    assert made == aside / "april.zip"
    names = zipfile.ZipFile(made).namelist()
    assert sorted(names) == ["d/contractor.csv", "in/article.csv", "in/contractor.csv", "x.TXT", "y.xlsx"]
    (tmp_path / "plain.zip").write_bytes(zipped(("x.txt", b"t"), ("y.csv", b"y")))
    assert chosen(tmp_path / "plain.zip", ("csv", "txt", "xlsx"), aside) == tmp_path / "plain.zip"
    (tmp_path / "list.csv").write_bytes(b"a,b")
    assert chosen(tmp_path / "list.csv", ("csv",), aside) == tmp_path / "list.csv"


def test_the_weekly_export_is_of_the_day_it_was_changed(server: Publisher, home: Path) -> None:
    inner = zipped(*((name, content.encode("cp1252")) for name, content in EXPORT.items()))
    address = server.put("/current_article.zip", Served(zipped(("current_article_csv.zip", inner))))
    ran = Ran("COVERAGE", "--from", address, "--accept")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("coverage-2026-10-01: ")


def test_a_torn_line_of_the_ledger_is_as_if_never_written(tmp_path: Path) -> None:
    entry = ledger.Entry("https://x/a", "a", 1, "s", "e", "m", "2026-10-05", ("r",))
    ledger.write(tmp_path, entry)
    with (tmp_path / "ledger.jsonl").open("ab") as out:
        out.write(b'{"address": "https://x/a", "na')
    assert ledger.last(tmp_path, "https://x/a") == entry
    ledger.write(tmp_path, entry)
    assert ledger.last(tmp_path, "https://x/a") == entry
    assert len((tmp_path / "ledger.jsonl").read_bytes().splitlines()) == 3
