"""Fetching from a real server that misbehaves: the file is whole or absent, and nothing else is asked or told."""

from __future__ import annotations

import ast
import hashlib
import io
import json
import os
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from publisher import CHANGED, Publisher, Served, publisher
from test_build_hcpcs import FIXED
from typer.testing import CliRunner

from chartproof.cli.app import app
from chartproof.codesets.adding import builders
from chartproof.codesets.fetch import calendar, ledger
from chartproof.codesets.fetch.download import Asked, Had, Limits, download
from chartproof.codesets.fetch.forms import chosen
from chartproof.codesets.fetch.order import Wish, ordered
from chartproof.codesets.fetch.part import FetchError, alone
from chartproof.codesets.fetch.table import publications
from chartproof.model.errors import InputError

SOURCE = Path(__file__).resolve().parent.parent / "src"
LOOPBACK = frozenset({"127.0.0.1"})
TODAY = date(2026, 10, 5)


@pytest.fixture(scope="module")
def serving() -> Iterator[Publisher]:
    with publisher() as made:
        yield made


@pytest.fixture
def server(serving: Publisher) -> Publisher:
    serving.files.clear()
    serving.requests.clear()
    return serving


def zipped(*files: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        for name, content in files:
            out.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


BODY = zipped(("table.txt", b"".join(b"%05d invented\n" % n for n in range(4000))))
OTHER = zipped(("table.txt", b"".join(b"%05d changed\n" % n for n in range(4000))))
HCPCS = zipped(("HCPC2026_OCT_ANWEB.txt", FIXED.encode()))
MUE = (
    b"HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n"
    b"X0001,2,3 Date of Service Edit: Clinical,Nature of Service/Procedure\n"
)
MUE_NAME = "/MCR_MUE_PractitionerServices_Eff_10-01-2026.csv"


def have(address: str, folder: Path, before: ledger.Entry | None = None, **more: object) -> Had:
    asked = Asked(address, LOOPBACK, more.get("sha256"))  # type: ignore[arg-type]
    limits = Limits(most=int(str(more.get("most", 10_000_000))), wait=20)
    return download(asked, folder, before, lambda _what, _done: None, limits)


def left(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if not p.name.endswith(".lock"))


# One file.


def test_a_file_comes_whole_with_its_checksum(server: Publisher, tmp_path: Path) -> None:
    made = have(server.put("/a.zip", Served(BODY)), tmp_path)
    assert made.path == tmp_path / "a.zip"
    assert made.path.read_bytes() == BODY
    assert made.is_new
    sums = hashlib.sha256(BODY).hexdigest()
    assert (made.entry.sha256, made.entry.size, made.entry.etag) == (sums, len(BODY), '"one"')
    assert left(tmp_path) == ["a.zip"]


def test_nothing_is_sent_but_the_request(server: Publisher, tmp_path: Path) -> None:
    there = server.put("/there.zip", Served(BODY))
    here = server.put("/here.zip", Served(location=there, more={"Set-Cookie": "who=you"}))
    have(here, tmp_path)
    plain = {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert [set(headers) for headers in server.asked()] == [plain, plain]
    assert server.asked()[0]["user-agent"] == "chartproof"


@pytest.mark.parametrize("framing", ["length", "chunked"])
@pytest.mark.parametrize("cut", [1, 5000, len(BODY) - 1])
def test_what_broke_off_goes_on(server: Publisher, tmp_path: Path, cut: int, framing: str) -> None:
    address = server.put("/a.zip", Served(BODY, cut=cut, framing=framing), Served(BODY))
    with pytest.raises(FetchError, match="run it again"):
        have(address, tmp_path)
    assert not (tmp_path / "a.zip").exists()
    assert (tmp_path / "a.zip.part").read_bytes() == BODY[:cut]
    assert have(address, tmp_path).path.read_bytes() == BODY
    last = server.asked()[-1]
    assert (last["range"], last["if-range"]) == (f"bytes={cut}-", '"one"')
    assert left(tmp_path) == ["a.zip"]


def test_a_weak_etag_is_not_gone_on_with_but_the_day_is(server: Publisher, tmp_path: Path) -> None:
    weak = 'W/"one"'
    address = server.put("/a.zip", Served(BODY, etag=weak, cut=900), Served(BODY, etag=weak))
    with pytest.raises(FetchError):
        have(address, tmp_path)
    have(address, tmp_path)
    assert server.asked()[-1]["if-range"] == CHANGED


def test_without_etag_or_day_it_starts_again(server: Publisher, tmp_path: Path) -> None:
    bare = {"etag": None, "modified": None}
    address = server.put("/a.zip", Served(BODY, cut=900, **bare), Served(BODY, **bare))  # type: ignore[arg-type]
    with pytest.raises(FetchError):
        have(address, tmp_path)
    assert have(address, tmp_path).path.read_bytes() == BODY
    assert "range" not in server.asked()[-1]


@pytest.mark.parametrize(
    "then",
    [
        Served(BODY, ranges=False),
        Served(OTHER, etag='"two"'),
        Served(OTHER, etag='"two"', checks_if=False),
        Served(OTHER, etag='"two"', modified=None, checks_if=False),
    ],
    ids=["range ignored", "changed", "changed and If-Range ignored", "the same, no day"],
)
def test_it_starts_again_cleanly(server: Publisher, tmp_path: Path, then: Served) -> None:
    address = server.put("/a.zip", Served(BODY, cut=6000), then)
    with pytest.raises(FetchError):
        have(address, tmp_path)
    assert have(address, tmp_path).path.read_bytes() == then.body


def test_parts_that_never_fit_are_refused(server: Publisher, tmp_path: Path) -> None:
    address = server.put("/a.zip", Served(BODY, more={"Content-Range": "bytes 7-9/12"}, status=206))
    with pytest.raises(FetchError, match="don't fit together"):
        have(address, tmp_path)
    assert left(tmp_path) == []


def test_a_part_of_another_address_is_not_gone_on_with(server: Publisher, tmp_path: Path) -> None:
    first, second = server.put("/x/a.zip", Served(BODY, cut=5000)), server.put("/y/a.zip", Served(OTHER))
    with pytest.raises(FetchError):
        have(first, tmp_path)
    assert have(second, tmp_path).path.read_bytes() == OTHER
    assert "range" not in server.asked()[-1]


def test_a_part_longer_than_the_file_starts_again(server: Publisher, tmp_path: Path) -> None:
    address = server.put("/a.zip", Served(BODY, cut=5000), Served(BODY))
    with pytest.raises(FetchError):
        have(address, tmp_path)
    (tmp_path / "a.zip.part").write_bytes(BODY + b"more")
    assert have(address, tmp_path).path.read_bytes() == BODY


@pytest.mark.parametrize("status", [404, 500, 429, 403, 503, 204])
def test_a_refusal_is_said_and_the_part_stays(server: Publisher, tmp_path: Path, status: int) -> None:
    address = server.put(
        "/a.zip", Served(BODY, cut=5000), Served(status=status, more={"Retry-After": "7"}), Served(BODY)
    )
    with pytest.raises(FetchError):
        have(address, tmp_path)
    with pytest.raises(FetchError, match=f"answers {status}.*{'7 seconds' if status in {429, 503} else ''}"):
        have(address, tmp_path)
    assert (tmp_path / "a.zip.part").read_bytes() == BODY[:5000]
    assert have(address, tmp_path).path.read_bytes() == BODY


def test_a_web_page_is_no_file(server: Publisher, tmp_path: Path) -> None:
    address = server.put("/a.zip", Served(b"<html>accept first</html>", kind="text/html; charset=utf-8"))
    with pytest.raises(FetchError, match="a web page, not a file"):
        have(address, tmp_path)
    assert left(tmp_path) == []


def test_a_length_too_short_or_too_long_is_found(server: Publisher, tmp_path: Path) -> None:
    address = server.put("/a.zip", Served(BODY, length=len(BODY) + 10), Served(BODY, etag='"b"', length=5000))
    with pytest.raises(FetchError, match="run it again"):
        have(address, tmp_path)
    with pytest.raises(FetchError, match="no whole zip archive"):
        have(address, tmp_path)
    assert left(tmp_path) == []


def test_where_nothing_says_how_long_it_is_a_checksum_is_needed(server: Publisher, tmp_path: Path) -> None:
    address = server.put("/a.csv", Served(MUE, framing="none", kind="text/csv"))
    with pytest.raises(FetchError, match="--sha256"):
        have(address, tmp_path)
    assert have(address, tmp_path, sha256=hashlib.sha256(MUE).hexdigest()).path.read_bytes() == MUE


@pytest.mark.parametrize("framing", ["length", "chunked"])
def test_too_large_is_refused(server: Publisher, tmp_path: Path, framing: str) -> None:
    address = server.put("/a.zip", Served(BODY, framing=framing))
    with pytest.raises(FetchError, match="than .*code set has"):
        have(address, tmp_path, most=len(BODY) - 1)
    assert left(tmp_path) == []


def test_a_wrong_checksum_keeps_nothing(server: Publisher, tmp_path: Path) -> None:
    address = server.put("/a.zip", Served(BODY))
    with pytest.raises(FetchError, match=f"its SHA-256 is {hashlib.sha256(BODY).hexdigest()}, not 0000"):
        have(address, tmp_path, sha256="0" * 64)
    assert left(tmp_path) == []


def test_a_packed_answer_is_refused(server: Publisher, tmp_path: Path) -> None:
    address = server.put("/a.zip", Served(BODY, more={"Content-Encoding": "gzip"}))
    with pytest.raises(FetchError, match="comes packed"):
        have(address, tmp_path)


def test_redirects_stay_with_the_publisher(server: Publisher, tmp_path: Path) -> None:
    there = server.put("/there.zip", Served(BODY))
    assert have(server.put("/a.zip", Served(location="/there.zip")), tmp_path).path.read_bytes() == BODY
    assert have(server.put("/b.zip", Served(location=there, status=308)), tmp_path).path.name == "b.zip"
    for elsewhere in ("https://example.org/a.zip", there.replace("127.0.0.1", "localhost")):
        with pytest.raises(FetchError, match="not the publisher's"):
            have(server.put("/c.zip", Served(location=elsewhere)), tmp_path)
    with pytest.raises(InputError, match="only https"):
        have(server.put("/d.zip", Served(location="ftp://127.0.0.1/a.zip")), tmp_path)
    with pytest.raises(FetchError, match="in a circle"):
        have(server.put("/e.zip", Served(location="/e.zip")), tmp_path)
    assert left(tmp_path) == ["a.zip", "b.zip"]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("http://www.cms.gov/a.zip", "only https"),
        ("file:///etc/passwd", "only https"),
        ("https://you:me@www.cms.gov/a.zip", "a name or password"),
        ("https://www.cms.gov/", "names no file"),
        ("https://www.cms.gov:port/a.zip", "is no address"),
    ],
)
def test_an_address_that_may_not_be_asked(tmp_path: Path, address: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        download(Asked(address, frozenset({"www.cms.gov"})), tmp_path, None, lambda *_: None)
    assert left(tmp_path) == []


def test_a_name_never_leads_out_of_the_folder() -> None:
    for path in ("/..%2f..%2fetc%2fpasswd", "/%2e%2e", "/.bashrc", "/a%00b.zip", "/" + "x" * 400 + ".zip"):
        try:
            name = Asked(f"https://www.cms.gov{path}", frozenset()).name
        except InputError:
            continue
        assert "/" not in name and not name.startswith(".") and len(name) <= 150 and "\0" not in name


def test_the_same_again_is_known_by_304_or_by_checksum(server: Publisher, tmp_path: Path) -> None:
    address = server.put("/a.zip", Served(BODY))
    first = have(address, tmp_path)
    again = have(address, tmp_path, first.entry)
    assert not again.is_new
    assert server.asked()[-1]["if-none-match"] == '"one"'
    server.put("/a.zip", Served(BODY, etag='"two"'))
    assert not have(address, tmp_path, first.entry).is_new
    server.put("/a.zip", Served(OTHER, etag='"three"'))
    assert have(address, tmp_path, first.entry).is_new


def test_two_at_once_keep_off_each_other(server: Publisher, tmp_path: Path) -> None:
    address = server.put("/a.zip", Served(BODY))
    with alone(tmp_path / "a.zip"), pytest.raises(FetchError, match="another chartproof"):
        have(address, tmp_path)
    assert have(address, tmp_path).path.read_bytes() == BODY


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="run it again"):
        have("http://127.0.0.1:9/a.zip", tmp_path)


SHORT = zipped(("t.txt", b"0123456789" * 30))
LATER = zipped(("t.txt", b"9876543210" * 25))
ANSWERS = st.builds(
    Served,
    body=st.sampled_from([SHORT, LATER]),
    etag=st.sampled_from(['"one"', '"one"', '"two"', 'W/"one"', None]),
    modified=st.sampled_from([CHANGED, None]),
    kind=st.sampled_from(["application/zip", "application/zip", "application/zip", "text/html"]),
    status=st.sampled_from([0, 0, 0, 0, 0, 206, 304, 404, 416, 429, 500]),
    ranges=st.booleans(),
    checks_if=st.booleans(),
    shift=st.sampled_from([0, 0, 0, -3, 5]),
    cut=st.none() | st.integers(0, 500),
    length=st.none() | st.integers(0, 500),
    framing=st.sampled_from(["length", "length", "chunked", "none"]),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.lists(ANSWERS, min_size=1, max_size=5))
def test_whatever_the_server_does_the_file_is_whole_or_absent(
    serving: Publisher, tmp_path_factory: pytest.TempPathFactory, answers: list[Served]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    address = serving.put("/any.zip", *answers, Served(SHORT, etag='"last"'))
    final = folder / "any.zip"
    for _ in range(len(answers) * 2):
        try:
            assert have(address, folder).path == final
            break
        except FetchError:
            assert not final.exists()
    if not final.exists():
        have(address, folder)
    assert final.read_bytes() in {SHORT, LATER}
    assert left(folder) == ["any.zip"]


# A process that is killed.


def command(home: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "chartproof", "books", "fetch", *arguments]


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "CHARTPROOF_HOME": str(home), "PYTHONPATH": str(SOURCE), "COLUMNS": "200"}


def test_a_killed_process_goes_on_next_time(server: Publisher, tmp_path: Path) -> None:
    hold = threading.Event()
    address = server.put("/hcpcs.zip", Served(HCPCS, cut=700, hold=hold), Served(HCPCS))
    asks = command(tmp_path, "HCPCS", "--edition", "2026.4", "--from", address)
    running = subprocess.Popen(asks, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
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


# The command.


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
    for name in ("release.json", "NOTICE", "CHANGES.md"):
        (home / "releases/hcpcs-2026.4" / name).unlink()
    for table in (home / "releases/hcpcs-2026.4/tables").iterdir():
        table.unlink()
    (home / "releases/hcpcs-2026.4/tables").rmdir()
    (home / "releases/hcpcs-2026.4").rmdir()
    again = Ran(*asks)
    assert again.code == 0 and "nothing was done" not in again.out
    assert server.asked()[-1]["if-none-match"] == '"one"', "the kept file is the same and is used"
    assert (home / "releases/hcpcs-2026.4/release.json").exists()
    (home / "downloads/hcpcs.zip").write_bytes(b"spoilt")
    (home / "releases/hcpcs-2026.4/release.json").unlink()
    with pytest.MonkeyPatch.context():
        Ran(*asks)
    assert "if-none-match" not in server.asked()[-1]


def test_files_that_belong_together_are_fetched_again_together(server: Publisher, home: Path) -> None:
    first, second = server.put("/a.zip", Served(HCPCS)), server.put("/b.zip", Served(zipped(("read me.txt", b"1"))))
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
    ran = Ran("HCPCS", "--from", server.put("/b.zip", Served(zipped((MUE_NAME[1:], MUE)))))
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
            command(tmp_path, "MUE-practitioner", "--from", address),
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
    ):
        ran = Ran(*arguments)
        assert ran.code == 2 and says in ran.err, ran.err
        assert len(ran.err.splitlines()) == 1


# The table.


def test_every_set_of_a_builder_is_in_the_table_once_and_no_other() -> None:
    made = {name for builder in builders() for name in builder.NAMES}
    told = [name for p in publications() for name in p.sets]
    assert sorted(told) == sorted(made)


def test_addresses_are_https_on_the_publishers_hosts() -> None:
    for p in publications():
        assert bool(p.addresses) != bool(p.why), p.sets
        assert urlsplit(p.page).scheme == "https"
        assert p.comes in calendar.CALENDARS and p.clock in {"discharge", "service", "receipt"}
        assert set(p.told.split()) <= {"first", "version"}
        for a in p.addresses:
            at = urlsplit(a.url)
            assert at.scheme == "https" and at.hostname in p.hosts and not at.query, a.url
            months = (*calendar.CALENDARS[p.comes], "any")
            assert a.when in months or calendar.called(p.comes, a.when).text == a.when, a.url
            assert a.seen is None or (a.seen.year == 2026 and "{" not in a.url), "a pattern is never seen"


def test_where_no_address_is_it_says_what_to_do() -> None:
    for p in publications():
        if p.why:
            with pytest.raises(InputError, match="books add|nothing to fetch|Medicaid"):
                ordered(p.sets[0], Wish(TODAY))


@pytest.mark.parametrize(
    ("comes", "day", "text"),
    [
        ("October and April", date(2026, 9, 30), "2026.2"),
        ("October and April", date(2026, 10, 1), "2027.1"),
        ("October and April", date(2027, 3, 31), "2027.1"),
        ("October and April", date(2027, 4, 1), "2027.2"),
        ("October", date(2026, 9, 30), "2026"),
        ("October", date(2026, 10, 1), "2027"),
        ("quarterly", date(2026, 3, 31), "2026.1"),
        ("quarterly", date(2026, 12, 31), "2026.4"),
        ("January and July", date(2026, 6, 30), "2026.1"),
        ("January and July", date(2026, 7, 1), "2026.2"),
        ("January", date(2026, 12, 31), "2026"),
        ("weekly", date(2026, 12, 31), ""),
    ],
)
def test_the_edition_that_covers_a_day(comes: str, day: date, text: str) -> None:
    found = calendar.covering(comes, day)
    assert found.text == text
    if text:
        assert calendar.called(comes, text) == found


@given(st.dates(date(2021, 1, 1), date(2040, 12, 31)))
def test_every_day_has_one_edition_and_editions_follow(day: date) -> None:
    for comes, parts in calendar.CALENDARS.items():
        found = calendar.covering(comes, day)
        assert found.is_of(found.text)
        assert found.month in {*parts, ""}


def test_addresses_are_filled_in_as_the_publishers_name_files() -> None:
    def at(name: str, edition: str) -> list[str]:
        return [urlsplit(f.address).path.rpartition("/")[2] for f in ordered(name, Wish(TODAY, edition)).files]

    assert at("NCCI-PTP-practitioner", "2027.1")[0] == "medicare-ncci-2027q1-practitioner-ptp-edits-ccipra-v330r0-f1.zip"
    assert at("MPFS", "2027.4") == ["rvu27d.zip"]
    assert at("CLFS", "2027.2") == ["27clabq2.zip"]
    assert at("DMEPOS", "2027.1") == ["dme27.zip"]
    assert at("DMEPOS", "2027.2") == ["dme27-b.zip"]
    assert at("NUCC-taxonomy", "2027.1") == ["nucc_taxonomy_270.csv"]
    assert at("HCPCS", "2027.1") == ["january-2027-alpha-numeric-hcpcs-file.zip"]
    assert at("ICD-10-CM-index", "2027.2") == [
        "april-1-2027-code-tables-tabular-index.zip",
        "april-1-2027-code-descriptions-tabular-order.zip",
    ]
    assert ordered("icd-10-cm", Wish(TODAY)).edition.text == "2027.1"
    assert ordered("icd-10-cm", Wish(TODAY)).seen
    assert not ordered("icd-10-cm", Wish(TODAY, "2028")).seen


def test_the_accept_button_is_pressed_only_at_the_publishers() -> None:
    theirs, mirror = ordered("CLFS", Wish(TODAY)), ordered("CLFS", Wish(TODAY, mirrors=("https://m.example/a.zip",)))
    assert urlsplit(theirs.files[0].address).query == "agree=yes&next=Accept"
    assert mirror.files[0].address == "https://m.example/a.zip"
    assert "m.example" in mirror.files[0].hosts and "m.example" not in theirs.files[0].hosts


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
    body = zipped(("x.TXT", b"t"), ("x.xlsx", b"w"), ("y.xlsx", b"y"), ("in.zip", inner), ("d/contractor.csv", b"c"))
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
    pass


def test_a_torn_line_of_the_ledger_is_as_if_never_written(tmp_path: Path) -> None:
    entry = ledger.Entry("https://x/a", "a", 1, "s", "e", "m", "2026-10-05", ("r",))
    ledger.write(tmp_path, entry)
    with (tmp_path / "ledger.jsonl").open("ab") as out:
        out.write(b'{"address": "https://x/a", "na')
    assert ledger.last(tmp_path, "https://x/a") == entry
    ledger.write(tmp_path, entry)
    assert ledger.last(tmp_path, "https://x/a") == entry
    assert len((tmp_path / "ledger.jsonl").read_bytes().splitlines()) == 3


# The repository.


def test_only_the_download_calls_out() -> None:
    for path in (SOURCE / "chartproof/codesets").rglob("*.py"):
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        names = {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}
        assert ("httpx2" in names) == (path.name == "download.py"), path


def test_the_command_line_is_light() -> None:
    asks = "import sys, chartproof.cli.app, chartproof.codesets.fetch.order; print('httpx2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asks], env=environment(SOURCE), capture_output=True, check=True)
    assert done.stdout.strip() == b"False"
