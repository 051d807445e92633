"""`chartproof diff` as a person runs it, and its page in a real browser."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from made import INDEX, NEW, OLD, cm, release
from test_cli import run

from chartproof.pipeline import Line

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
HOSTILE = "<script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\"> & \"Q\""
A = {"Q01.1": "One", "Q02": "Three", **{f"Q05.{n}": f"Old {n}" for n in range(1, 9)}}
B = {
    "Q01.1": f"One {HOSTILE}",
    "Q02.1": "Mild",
    "Q02.9": HOSTILE,
    **{f"Q06.{n}": f"New {n}" for n in range(1, 9)},
}
CLAIMS = [
    {"id": "ours-1", "diagnoses": [{"code": "Q02"}, {"code": "Q01.1"}]},
    {"id": "<b>ours-2</b>", "codes": [{"system": "ICD-10-CM", "code": "Q01.1"}]},
    {"id": "ours-3", "codes": []},
]


@pytest.fixture
def shelf(line: Line, home: Path, tmp_path: Path) -> Path:
    """A shelf with the embedded release, and two editions of ours."""
    line.terminology()
    folder = tmp_path / "shelf"
    shutil.copytree(home / "releases/icd10cm-2026.2", folder / "releases/icd10cm-2026.2")
    cm(folder / "releases", "ours-1", OLD, A)
    cm(folder / "releases", "ours-2", NEW, B, [("Q01", "excludes1", "mild (Q02.-)", "Q02")])
    for name, holds, code in (("index-1", OLD, "Q01.1"), ("index-2", NEW, "Q02.1")):
        rows = [("Rash", "0", "Rash", "", code, "", "", "", "")]
        release(folder / "releases", name, "ICD-10-CM-index", holds, {"index": (INDEX, rows)}, derived=True)
    return folder


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(json.dumps(c) + "\n" for c in CLAIMS), "utf-8")
    return path


def made(shelf: Path, *arguments: str) -> dict[str, Any]:
    done = run(shelf, "diff", *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_diff_prints_the_contract(shelf: Path, claims: Path) -> None:
    found = made(shelf, "ours-1", "ours-2", "--against", str(claims))
    assert {"added", "deleted", "revised", "notes", "index", "touches"} <= set(found)
    assert {"guidelines", "fees", "pairs", "limits", "poa", "tables", "nodes", "not_compared"} <= set(found)
    assert found["derived"] is True
    assert found["notices"] == ["invented"]
    assert [b["system"] for b in found["releases"]["beside"]] == ["ICD-10-CM-index"]
    assert {(t["claim"], t["code"], t["kind"]) for t in found["touches"]} == {
        ("ours-1", "Q02", "more characters"),
        ("ours-1", "Q01.1", "title"),
        ("ours-1", "Q01.1", "index"),
        ("ours-1", "Q01.1", "excludes1"),
        ("<b>ours-2</b>", "Q01.1", "title"),
        ("<b>ours-2</b>", "Q01.1", "index"),
    }
    assert all({"claim", "code", "says", "line"} <= set(t) for t in found["touches"])
    assert found["totals"] == {"claims": 3, "touched": 2, "money_up": "0.00", "money_down": "0.00"}


def test_lists_are_whole_unless_limited_and_counts_always(shelf: Path) -> None:
    assert len(made(shelf, "ours-1", "ours-2")["added"]) == 10
    cut = made(shelf, "ours-1", "ours-2", "--limit", "3")
    assert (len(cut["added"]), cut["counts"]["added"]) == (3, 10)
    done = run(shelf, "diff", "ours-1", "ours-2", "--limit", "3")
    assert "and 7 more" in done.stdout.decode()


def test_a_release_may_be_named_by_its_day(shelf: Path) -> None:
    shutil.rmtree(shelf / "releases/ours-2")
    found = made(shelf, "--on", "2025-03-01", "--to", "2026-06-15")
    assert (found["releases"]["a"]["release"], found["releases"]["b"]["release"]) == (
        "ours-1",
        "icd10cm-2026.2",
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ours-1", "nothing"), "no release nothing is at hand"),
        (("ours-1", "index-2"), "name two releases of one system; try `chartproof diff ours-1"),
        (("ours-1",), "name release B, or its day with --to"),
        (("ours-1", "ours-2", "--on", "2025-03-01"), "give one of the two"),
        (("ours-1", "ours-2", "--against", "not-there"), "not-there: there is no such file or folder"),
        (("ours-1", "ours-2", "--page", "no/such/folder/x.html"), "there is no such folder"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_line(
    shelf: Path, arguments: tuple[str, ...], says: str
) -> None:
    done = run(shelf, "diff", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    told = done.stderr.decode()
    assert says in told
    assert told.startswith("chartproof: ")
    assert told.count("\n") == 1


def test_the_run_goes_on_past_what_cannot_be_read(shelf: Path, claims: Path, tmp_path: Path) -> None:
    folder = tmp_path / "past"
    folder.mkdir()
    shutil.copy(claims, folder / "b.jsonl")
    (folder / "a.json").write_text('{"diagnoses": [{"code": "JANE DOE"}]}', "utf-8")
    (folder / "c.837").write_text("ISA*00*", "utf-8")
    done = run(shelf, "diff", "ours-1", "ours-2", "--against", str(folder), "--format", "json")
    assert done.returncode == 2
    found = json.loads(done.stdout)
    assert found["totals"]["touched"] == 2
    assert [(Path(u["file"]).name, u["place"]) for u in found["unread"]] == [
        ("a.json", "diagnoses.1.code"),
        ("c.837", ""),
    ]
    told = done.stderr.decode().splitlines()
    assert len(told) == 2
    assert "JANE" not in "".join(told)


# The page.


class Tags(HTMLParser):
    """The tags and attributes a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


@pytest.fixture
def page_file(shelf: Path, claims: Path, tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    done = run(shelf, "diff", "ours-1", "ours-2", "--against", str(claims), "--page", str(path))
    assert done.returncode == 0, done.stderr
    return path


def test_the_page_stands_alone_and_escapes_everything(page_file: Path) -> None:
    text = page_file.read_text("utf-8")
    body = text.partition("<body>")[2]
    assert HOSTILE not in text
    assert "<b>ours-2" not in text
    assert "&lt;script&gt;" in body
    tags = Tags()
    tags.feed(text)
    assert tags.found.count("script") == 1
    assert not {"img", "link", "iframe", "object", "form"} & set(tags.found)
    assert {
        a for a in tags.attributes if a[0].startswith("on") or a[0] in {"src", "action", "style"}
    } == set()
    assert all(value.startswith("#") for name, value in tags.attributes if name == "href")
    assert "default-src 'none'" in text
    assert "http" not in text.replace("http-equiv", "")
    assert [p.name for p in page_file.parent.glob(".page*")] == [], "nothing half-written is left"


@pytest.fixture
def browser() -> Iterator[Any]:
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    with sync.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield opened
        opened.close()


def opened(browser: Any, path: Path, width: int) -> tuple[Any, list[str]]:
    page = browser.new_page(viewport={"width": width, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if request.url != path.as_uri() else None)
    page.goto(path.as_uri())
    return page, said


def test_the_filter_hides_rows_in_a_browser(browser: Any, page_file: Path) -> None:
    page, said = opened(browser, page_file, 1200)
    rows = page.locator("tbody tr")
    every = rows.count()
    assert every > 20
    page.fill("#find", "q02 mild")
    shown = [row for row in rows.all() if row.is_visible()]
    assert 0 < len(shown) < every
    assert all("q02" in row.text_content().lower() for row in shown)
    assert page.text_content("#found") == f"{len(shown)} rows"
    page.fill("#find", "")
    assert all(not row.get_attribute("hidden") for row in rows.all())
    assert page.title() == "ours-1 to ours-2", "no hostile text ran"
    assert page.locator("ins").count() > 0
    assert said == []


@pytest.mark.parametrize("width", [320, 1200])
def test_nothing_stands_out_of_the_window(browser: Any, page_file: Path, width: int) -> None:
    page, said = opened(browser, page_file, width)
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert said == []
