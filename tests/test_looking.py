"""Codes looked up, listed, searched and translated over a shelf of several systems; codes are invented."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chartproof.codesets.release import Draft, Licence, Source, write
from chartproof.codesets.shelf import Shelf
from chartproof.model.period import Period
from chartproof.pipeline import Line
from chartproof.terms.descriptors import search_listed
from chartproof.terms.history import Change, history
from chartproof.terms.lookup import anywhere, history_of, looked_up
from chartproof.terms.translate import translate

DAY = date(2026, 6, 15)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
HCPCS = ("code", "short_descriptor", "long_descriptor", "added", "terminated", "coverage")


def put(
    shelf: Shelf,
    name: str,
    system: str,
    tables: dict[str, tuple[Sequence[str], list[Sequence[str]]]],
    holds: Period = YEAR,
    *,
    derived: bool = False,
) -> None:
    draft = Draft(
        name=name,
        system=system,
        version=name[-4:],
        holds=holds,
        clock="service",
        licence=Licence("ours", redistributable=True, notice="Invented notice."),
        sources=(Source("file", "0" * 64),),
        tables=tables,
        counted=next(iter(tables)),
        derived=derived,
    )
    write(draft, shelf.standing)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, line: Line) -> Shelf:
    """The embedded ICD-10-CM, two years of an invented HCPCS, a CPT file, a conversion table and a GEM."""
    line.terminology()
    folder = tmp_path_factory.mktemp("looking")
    for part in ("releases", "indexes"):
        (folder / part).mkdir()
        for standing in (line.shelf.folder / part).iterdir():
            (folder / part / standing.name).symlink_to(standing)
    made = Shelf(folder)
    first = [
        ("Q0001", "Walker folding inv", "Walker, folding, invented", "2000-01-01", "", "C"),
        ("Q0002", "Test strips inv", "Blood test strips, invented, per 50", "2000-01-01", "2026-03-31", "C"),
    ]
    marks = [("ZQ", "Left invented", "Left side, invented", "2000-01-01", "", "C")]
    put(
        made, "hcpcs-2026", "HCPCS", {"codes": (HCPCS, first), "modifiers": (("modifier", *HCPCS[1:]), marks)}
    )
    later = [
        ("Q0001", "Walker folding new", "Walker, folding, wheeled, invented", "2000-01-01", "", "C"),
        ("Q0003", "Shoe insert inv", "Insert for diabetic shoe, invented", "2027-01-01", "", "C"),
    ]
    put(
        made,
        "hcpcs-2027",
        "HCPCS",
        {"codes": (HCPCS, later)},
        Period(date(2027, 1, 1), date(2027, 12, 31)),
    )
    cpt = ("code", "short_descriptor", "medium_descriptor", "long_descriptor")
    put(made, "cpt-2026", "CPT", {"codes": (cpt, [("0000X", "INV", "INVENTED", "An invented service")])})
    previous = [
        ("E11.42", "E11.99", "", "or"),
        ("E11.43", "E11.99", "", "or"),
        ("G43.E0", "G43.01", "G43.09", "or"),
    ]
    came = [
        ("E11.42", "2016-10-01", "E11.99"),
        ("E11.43", "2016-10-01", "E11.99"),
        ("G43.E0", "2023-10-01", "G43"),
    ]
    tables: dict[str, tuple[Sequence[str], list[Sequence[str]]]] = {
        "conversions": (("code", "effective", "previous"), list(came)),
        "previous": (("code", "first", "last", "joined"), list(previous)),
    }
    put(made, "icd10cm-conversion-2026", "ICD-10-CM-conversion", tables)
    gem = ("code", "target", "approximate", "no_map", "combination", "scenario", "choice")
    maps = [("250.01", "E11.9", "1", "0", "0", "0", "0"), ("V99.9", "", "1", "1", "0", "0", "0")]
    put(made, "gem-2018", "GEM-ICD-9-CM-to-ICD-10-CM", {"map": (gem, list(maps))})
    return made


def run(shelf: Shelf, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    source = str(Path(__file__).resolve().parent.parent / "src")
    environment = {**os.environ, "CHARTPROOF_HOME": str(shelf.folder), "PYTHONPATH": source}
    command = [sys.executable, "-m", "chartproof", *arguments]
    return subprocess.run(command, capture_output=True, env=environment, check=False)


def printed(shelf: Shelf, *arguments: str) -> Any:
    done = run(shelf, *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_code_is_looked_up_by_its_look(shelf: Shelf) -> None:
    made = printed(shelf, "lookup", "q0001", "--on", "2026-06-15")
    assert (made["system"], made["code"], made["title"]) == ("HCPCS", "Q0001", "Walker, folding, invented")
    assert made["details"][0]["coverage"] == "C"
    assert made["details"][0]["terminated"] is None
    assert made["billable"] is True
    assert {"parents", "children", "notes", "inherited_notes", "history", "release", "first", "last"} <= set(
        made
    )
    assert printed(shelf, "lookup", "ZQ", "--on", "2026-06-15")["title"] == "Left side, invented"
    assert printed(shelf, "lookup", "E11.9", "--on", "2026-06-15")["system"] == "ICD-10-CM"


def test_a_code_that_ended_is_not_valid_after_its_last_day(shelf: Shelf) -> None:
    for day, valid in ((date(2026, 3, 31), True), (date(2026, 4, 1), False)):
        entry = looked_up("Q0002", shelf.look(day), "HCPCS")
        assert entry is not None
        assert entry.is_valid is valid  # type: ignore[union-attr]


def test_the_history_of_a_code(shelf: Shelf) -> None:
    def told(code: str, system: str) -> list[tuple[str, Change]]:
        return [(c.release.name, c.change) for c in history_of(code, system, shelf)]

    assert told("Q0001", "HCPCS") == [("hcpcs-2026", Change.THERE), ("hcpcs-2027", Change.REVISED)]
    assert told("Q0002", "HCPCS") == [("hcpcs-2026", Change.THERE), ("hcpcs-2027", Change.DELETED)]
    assert told("Q0003", "HCPCS") == [("hcpcs-2027", Change.ADDED)]
    assert told("E11.9", "ICD-10-CM") == [("icd10cm-2026.2", Change.THERE)]


def test_two_lists_that_word_a_title_differently_have_not_revised_it(shelf: Shelf) -> None:
    said = {
        ("LIST", "1"): "Sjogren syndrome",
        ("BOOK", "1"): "Sjögren syndrome (NOS)",
        ("LIST", "2"): "Sjögren Syndrome",
        ("BOOK", "2"): "Sjogren syndrome (NOS)",
        ("LIST", "3"): "Sjogren disease",
        ("BOOK", "3"): "Sjogren disease",
        ("BOOK", "4"): None,
        ("BOOK", "5"): "Sicca",
    }
    any_release = shelf.named("hcpcs-2026")
    releases = [replace(any_release, system=system, version=version) for system, version in said]
    told = history("X", releases, lambda release, _: said[release.system, release.version])
    assert [(c.release.system, c.release.version, c.change) for c in told] == [
        ("LIST", "1", Change.THERE),
        ("LIST", "3", Change.REVISED),
        ("BOOK", "4", Change.DELETED),
        ("BOOK", "5", Change.ADDED),
    ]


def test_systems_without_a_release_are_named(shelf: Shelf) -> None:
    found, missing = anywhere("D9999", shelf.look(DAY))
    assert found == {}
    assert missing == ("CDT",)
    done = run(shelf, "lookup", "D9999", "--on", "2026-06-15")
    assert done.returncode == 2
    assert b"books fetch CDT" in done.stderr
    assert run(shelf, "lookup", "!!").returncode == 2
    done = run(shelf, "lookup", "Q0003", "--on", "2026-06-15")
    assert done.returncode == 2
    assert b"hcpcs-2026: no such code" in done.stderr


def test_the_notice_of_a_licensed_list_is_said_once(shelf: Shelf) -> None:
    done = run(shelf, "lookup", "0000X", "--on", "2026-06-15", "--format", "json")
    assert json.loads(done.stdout)["title"] == "An invented service"
    assert done.stderr.decode().count("Invented notice.") == 1


def test_a_flat_list_is_searched_by_words_and_beginnings(shelf: Shelf) -> None:
    books = shelf.look(DAY)
    assert search_listed("foldng walker", books, "HCPCS")[0].code == "Q0001"
    assert "read as foldng" in search_listed("foldng walker", books, "HCPCS")[0].because
    assert [m.code for m in search_listed("q00", books, "HCPCS")] == ["Q0001", "Q0002"]
    assert search_listed("zzzzzz", books, "HCPCS") == []
    made = printed(shelf, "search", "test strips", "--system", "HCPCS", "--on", "2026-06-15")
    assert made["matches"][0]["code"] == "Q0002"
    assert made["release"] == "hcpcs-2026"


def test_search_filters(shelf: Shelf) -> None:
    on = ("--on", "2026-06-15")
    left = printed(shelf, "search", "hip fracture", "--side", "left", "--billable", *on)["matches"]
    assert left
    assert all("left" in m["title"] for m in left)
    within = printed(shelf, "search", "ulcer", "--within", "E08-E13", *on)["matches"]
    assert within
    assert all(m["code"].startswith("E") for m in within)
    assert {m["code"][0] for m in printed(shelf, "search", "pain", "--within", "13", *on)["matches"]} == {"M"}
    women = printed(shelf, "search", "genital cancer", "--sex", "M", "--billable", "-n", "40", *on)["matches"]
    assert women
    assert not [m for m in women if "female" in m["title"]]
    for wrong in (("--side", "up"), ("--sex", "X"), ("--within", "nowhere")):
        assert run(shelf, "search", "pain", *wrong, *on).returncode == 2


def test_a_tree_of_a_flat_list(shelf: Shelf) -> None:
    made = printed(shelf, "tree", "Q000", "--system", "HCPCS", "--on", "2026-06-15")
    assert [c["code"] for c in made["children"]] == ["Q0001", "Q0002"]
    assert run(shelf, "tree", "Q9", "--system", "HCPCS", "--on", "2026-06-15").returncode == 2


def test_a_value_set_as_a_command(shelf: Shelf) -> None:
    made = printed(shelf, "valueset", "E11.6- except E11.65", "--on", "2026-06-15")
    assert made["total"] == len(made["codes"]) > 5
    assert "E11.65" not in {c["code"] for c in made["codes"]}
    flat = printed(shelf, "valueset", "Q0001-Q0002 has walker", "--system", "HCPCS", "--on", "2026-06-15")
    assert [c["code"] for c in flat["codes"]] == ["Q0001"]


def test_what_follows_a_code_and_what_was_before(shelf: Shelf) -> None:
    books = shelf.look(DAY)
    found, missing = translate("E11.99", "ICD-10-CM", shelf, books)
    assert [(t.code, t.relation, t.is_valid) for t in found] == [
        ("E11.42", "follows", True),
        ("E11.43", "follows", True),
    ]
    assert "GEM-ICD-10-CM-to-ICD-9-CM" in missing
    (before,) = translate("E11.42", "ICD-10-CM", shelf, books)[0]
    assert (before.code, before.relation, before.rule) == ("E11.99", "was coded before", "before 2016-10-01")
    assert [t.code for t in translate("G43.05", "ICD-10-CM", shelf, books)[0]] == ["G43.E0"]


def test_equivalence_maps_are_read(shelf: Shelf) -> None:
    made = printed(shelf, "translate", "250.01", "--from", "ICD-9-CM", "--on", "2026-06-15")
    (only,) = made["translations"]
    assert (only["code"], only["relation"], only["valid"]) == ("E11.9", "approximate", True)
    none = printed(shelf, "translate", "V99.9", "--from", "ICD-9-CM")["translations"]
    assert [(t["code"], t["relation"]) for t in none] == [(None, "no map")]
    assert run(shelf, "translate", "1", "--from", "KLINGON").returncode == 2


def test_the_shelf_lists_what_holds_on_a_day(shelf: Shelf) -> None:
    made = printed(shelf, "books", "list", "--on", "2026-06-15")
    assert made["on"]["systems"]["HCPCS"] == "hcpcs-2026"
    assert made["on"]["systems"]["CDT"] is None
    text = run(shelf, "books", "list", "--on", "2026-06-15").stdout.decode()
    assert "none covers 2026-06-15" in text
    assert "hcpcs-2027" in run(shelf, "books", "list").stdout.decode()


def test_a_release_of_another_system_than_asked_is_refused(shelf: Shelf) -> None:
    for command in ("lookup", "tree", "search", "valueset"):
        done = run(shelf, command, "Q0001", "--system", "HCPCS", "--release", "icd10cm-2026.2")
        assert (done.returncode, b"--system says HCPCS" in done.stderr) == (2, True), done.stdout
        assert run(shelf, command, "Q0001", "--release", "").returncode == 2
        assert b"no such code system" in run(shelf, command, "Q0001", "--system", "HCPC").stderr
    assert printed(shelf, "lookup", "Q0001", "--system", "hcpcs")["system"] == "HCPCS"


def test_coding_by_a_release_of_another_system_is_refused(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Gout.", "utf-8")
    done = run(shelf, "code", str(tmp_path / "note.txt"), "--release", "hcpcs-2026")
    assert done.returncode == 2
    assert b"hcpcs-2026 is a release of HCPCS" in done.stderr


def test_places_of_the_book_are_looked_up_as_a_coder_writes_them(shelf: Shelf) -> None:
    for typed, code in {
        "e11.9-": "E11.9",
        "E08-E13": "E08-E13",
        "Section E08-E13": "E08-E13",
        "chapter 4": "4",
        "QA0.0101": "QA0.0101",
        "qa00101": "QA0.0101",
        "s52501a": "S52.501A",
    }.items():
        assert printed(shelf, "lookup", typed, "--on", "2026-06-15")["code"] == code
        assert printed(shelf, "tree", typed, "--on", "2026-06-15")["code"] == code
    assert printed(shelf, "search", "QA0.0101", "--on", "2026-06-15")["matches"][0]["score"] == 1.0
    assert run(shelf, "lookup", "٣٤").stderr.decode().endswith("try `chartproof search`\n")


def test_what_publishers_put_in_brackets_is_printed(shelf: Shelf) -> None:
    for command in ("lookup", "tree", "search"):
        done = run(shelf, command, "S62.0", "--on", "2026-06-15")
        assert b"navicular [scaphoid] bone" in done.stdout
    below = run(shelf, "lookup", "S62", "--on", "2026-06-15").stdout.decode()
    assert "S62.0     Fracture of navicular [scaphoid] bone of wrist" in below


def test_a_flat_list_says_which_codes_hold_and_what_it_does_not_know(shelf: Shelf) -> None:
    put(
        shelf,
        "rows-2026",
        "ROWS",
        {
            "codes": (
                HCPCS,
                [
                    ("Q1001", "Gone", "Gone", "2001-01-01", "2025-12-31", ""),
                    ("Q1002", "Ends", "Ends", "2001-01-01", "2026-03-31", ""),
                    ("Q1003", "Stays", "Stays", "2001-01-01", "", ""),
                ],
            )
        },
        Period(date(2026, 1, 2), date(2026, 12, 31)),
    )
    put(
        shelf,
        "bare-2026",
        "BARE",
        {"codes": (("code", "amount"), [("B01", "1"), ("B01", "2"), ("B02", "3")])},
    )
    try:
        told = [
            {
                c["code"]: c["billable"]
                for c in printed(shelf, "tree", "Q1", "--system", "ROWS", *on)["children"]
            }
            for on in ((), ("--on", "2026-06-15"))
        ]
        assert told == [
            {"Q1001": False, "Q1002": True, "Q1003": True},
            {"Q1001": False, "Q1002": False, "Q1003": True},
        ]
        assert printed(shelf, "lookup", "Q1001", "--system", "ROWS")["billable"] is False
        held = printed(shelf, "valueset", "Q1001-Q1003", "--system", "ROWS", "--on", "2026-06-15")
        assert [c["code"] for c in held["codes"]] == ["Q1003"]
        bare = printed(shelf, "tree", "B", "--system", "BARE")["children"]
        assert [(c["code"], c["title"], c["billable"]) for c in bare] == [
            ("B01", None, None),
            ("B02", None, None),
        ]
        assert printed(shelf, "valueset", "B01-B02", "--system", "BARE")["total"] == 2
    finally:
        shelf.remove("rows-2026")
        shelf.remove("bare-2026")


def test_a_tree_too_large_to_show_says_so(shelf: Shelf) -> None:
    rows = [(f"X{number:05}", "") for number in range(10_001)]
    put(shelf, "many-2026", "MANY", {"codes": (("code", "name"), rows)})
    try:
        done = run(shelf, "tree", "X", "--system", "MANY")
        assert (done.returncode, b"more than 10,000" in done.stderr) == (2, True)
        assert len(printed(shelf, "tree", "X0", "--system", "MANY")["children"]) == 10_000
    finally:
        shelf.remove("many-2026")


def test_a_code_is_translated_however_it_is_typed(shelf: Shelf) -> None:
    said = printed(shelf, "translate", "E11.99")
    assert said["translations"]
    for typed in ("e1199", " e11.99 ", "E11.99-"):
        assert printed(shelf, "translate", typed) == said
    asked = ("--from", "icd-9-cm", "--on", "2026-06-15")
    assert printed(shelf, "translate", "25001", *asked) == printed(shelf, "translate", "250.01", *asked)


def test_a_side_left_open_is_a_side_to_ask_for(shelf: Shelf) -> None:
    def found(words: str, *filters: str) -> list[str]:
        asked = ("search", words, "--on", "2026-06-15", "--billable", *filters)
        return [m["code"] for m in printed(shelf, *asked)["matches"]]

    assert found("otitis media", "--side", "unspecified")[0] == "H66.90"
    assert "E11.3219" in found("E11.321", "--side", "unspecified")
    assert found("E11.321", "--side", "unspecified") == ["E11.3219"]
    assert found("A09", "--side", "unspecified") == []
    assert found("fracture of shaft of radius", "--side", "right")[0][-1] == "A"  # not the sequela first


def test_a_category_of_the_other_sex_is_left_out_too(shelf: Shelf) -> None:
    asked = ("--on", "2026-06-15")
    assert printed(shelf, "search", "N40", "--sex", "F", *asked)["matches"] == []
    assert {m["code"] for m in printed(shelf, "search", "N40", "--sex", "M", *asked)["matches"]} > {
        "N40",
        "N40.1",
    }


def test_an_empty_filter_or_one_that_cannot_be_asked_is_refused(shelf: Shelf) -> None:
    for option in ("--within", "--side", "--sex"):
        assert run(shelf, "search", "gout", option, "").returncode == 2
    assert run(shelf, "search", "walker", "--system", "HCPCS", "--billable").returncode == 2


def test_a_flattened_list_does_not_say_that_a_code_still_holds(shelf: Shelf) -> None:
    rows = [("Q1", "a", "a", "2001-01-01", "", ""), ("Q2", "b", "b", "2001-01-01", "2025-12-31", "")]
    put(shelf, "flat-2026", "FLATTENED", {"codes": (HCPCS, rows)}, derived=True)
    try:
        for code, told in (("Q1", None), ("Q2", False)):
            assert printed(shelf, "lookup", code, "--system", "FLATTENED")["billable"] is told
    finally:
        shelf.remove("flat-2026")


def test_what_looks_like_a_code_and_is_none_is_words_in_a_flat_list_too(shelf: Shelf) -> None:
    put(
        shelf,
        "lab-2026",
        "LAB",
        {"codes": (("code", "title"), [("Z9", "Hemoglobin a1c level"), ("Z9", "Again")])},
    )
    try:
        found = printed(shelf, "search", "a1c", "--system", "LAB")["matches"]
        assert [m["code"] for m in found] == ["Z9"]
        assert [m["code"] for m in printed(shelf, "search", "z9", "--system", "LAB")["matches"]] == ["Z9"]
    finally:
        shelf.remove("lab-2026")
