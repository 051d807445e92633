"""Downloading from a real server that misbehaves: the file is whole or absent, and nothing else is told."""

from __future__ import annotations

import ast
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from publisher import CHANGED, SOURCE, Publisher, Served, environment, left, zipped

from chartproof.codesets.fetch import ledger
from chartproof.codesets.fetch.download import Asked, Had, Limits, download
from chartproof.codesets.fetch.part import FetchError, alone
from chartproof.model.errors import InputError

LOOPBACK = frozenset({"127.0.0.1"})
BODY = zipped(("table.txt", b"".join(b"%05d invented\n" % n for n in range(4000))))
OTHER = zipped(("table.txt", b"".join(b"%05d changed\n" % n for n in range(4000))))
TEXT = b"code,title\nX0001,Invented\n"


def have(address: str, folder: Path, before: ledger.Entry | None = None, **more: object) -> Had:
    asked = Asked(address, LOOPBACK, more.get("sha256"))  # type: ignore[arg-type]
    limits = Limits(most=int(str(more.get("most", 10_000_000))), wait=20)
    return download(asked, folder, before, lambda _what, _done: None, limits)


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
        Served(BODY, step=-1000),
        Served(BODY, step=1000),
    ],
    ids=["range ignored", "changed", "changed and If-Range ignored", "the same, no day", "before", "after"],
)
def test_it_starts_again_cleanly(server: Publisher, tmp_path: Path, then: Served) -> None:
    address = server.put("/a.zip", Served(BODY, cut=6000), then)
    with pytest.raises(FetchError):
        have(address, tmp_path)
    assert have(address, tmp_path).path.read_bytes() == then.body


def test_a_range_that_ends_early_is_not_the_end(server: Publisher, tmp_path: Path) -> None:
    address = server.put("/a.zip", Served(BODY, cut=6000), Served(BODY, upto=9000), Served(BODY))
    with pytest.raises(FetchError):
        have(address, tmp_path)
    with pytest.raises(FetchError, match="broke off at 9,000 of"):
        have(address, tmp_path)
    assert have(address, tmp_path).path.read_bytes() == BODY


def test_bytes_that_were_spoilt_on_the_way_are_found(server: Publisher, tmp_path: Path) -> None:
    spoilt = BODY[:5000] + b"?" + BODY[5001:]
    with pytest.raises(FetchError, match="table.txt in it is broken; nothing was kept"):
        have(server.put("/a.zip", Served(spoilt)), tmp_path)
    assert left(tmp_path) == []


def test_no_proxy_is_used_for_this_machine(
    server: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert have(server.put("/a.zip", Served(BODY)), tmp_path).path.read_bytes() == BODY


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
    assert all("range" not in headers for headers in server.asked())


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
    address = server.put("/a.csv", Served(TEXT, framing="none", kind="text/csv"))
    with pytest.raises(FetchError, match="--sha256"):
        have(address, tmp_path)
    assert have(address, tmp_path, sha256=hashlib.sha256(TEXT).hexdigest()).path.read_bytes() == TEXT


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
    with pytest.raises(FetchError, match="cannot be reached .* if this machine is offline"):
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


def tried(serving: Publisher, folder: Path, answers: list[Served]) -> None:
    """Ask again and again whatever comes: after each time the file is whole or absent."""
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


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.lists(ANSWERS, min_size=1, max_size=5))
def test_whatever_the_server_does_the_file_is_whole_or_absent(
    serving: Publisher, tmp_path_factory: pytest.TempPathFactory, answers: list[Served]
) -> None:
    tried(serving, tmp_path_factory.mktemp("any"), answers)


@pytest.mark.prove
@settings(max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.lists(ANSWERS, min_size=1, max_size=8))
def test_whatever_the_server_does_at_length(
    serving: Publisher, tmp_path_factory: pytest.TempPathFactory, answers: list[Served]
) -> None:
    tried(serving, tmp_path_factory.mktemp("any"), answers)


def test_only_the_download_calls_out() -> None:
    for path in (SOURCE / "chartproof/codesets").rglob("*.py"):
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        names = {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}
        assert ("httpx2" in names) == (path.name == "download.py"), path


def test_the_command_line_is_light() -> None:
    asks = "import sys, chartproof.cli.app, chartproof.codesets.fetch.order; print('httpx2' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asks], env=environment(SOURCE), capture_output=True, check=True
    )
    assert done.stdout.strip() == b"False"
