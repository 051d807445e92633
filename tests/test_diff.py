"""What changed between two releases: each kind, both ways, and against a count of our own."""

from __future__ import annotations

import re
import tempfile
import zipfile
from pathlib import Path

import pytest
from conftest import SHARED
from hypothesis import given, settings
from hypothesis import strategies as st
from made import INDEX, LIMITS, NEW, OLD, PAIRS, both, cm, release

from chartproof.codesets.build import Told, icd10cm_order
from chartproof.codesets.build.source import files_in
from chartproof.codesets.diff.changes import Changes, Fee, Listed, NoteChange, PathChange
from chartproof.codesets.diff.pairs import pairs
from chartproof.codesets.diff.paragraphs import paragraphs, words
from chartproof.codesets.diff.paths import paths
from chartproof.codesets.release import Licence, Release, write
from chartproof.model.errors import ReleaseError
from chartproof.model.period import Period

A_CODES = {"Q01.1": "Invented one", "Q01.2": "Invented two", "Q02": "Invented three"}
B_CODES = {"Q01.1": "Invented one, revised", "Q02.1": "Three, mild", "Q02.9": "Three, other"}


def test_codes_come_go_and_say_something_else(tmp_path: Path) -> None:
    a, b = cm(tmp_path, "a", OLD, A_CODES), cm(tmp_path, "b", NEW, B_CODES)
    changes = both(a, b).changes
    assert [c.code for c in changes.added] == ["Q02.1", "Q02.9"]
    assert [(c.code, c.now, c.by) for c in changes.deleted] == [
        ("Q01.2", (), None),
        ("Q02", ("Q02.1", "Q02.9"), "longer codes"),
    ]
    assert [(r.code, r.old, r.new) for r in changes.revised] == [
        ("Q01.1", "Invented one", "Invented one, revised")
    ]
    (bar,) = changes.chapters
    assert (bar.chapter, bar.added, bar.deleted, bar.revised) == ("1", 2, 2, 1)


ASSIGNED = {
    "Q77.1": "2025-10-01",
    "Q02.1": "2016-10-01",
    "Q02.9": "2026-10-01",
    "Q88.8": "2025-10-01",
}


def test_the_conversion_table_names_what_a_code_is_now(tmp_path: Path) -> None:
    a, b = cm(tmp_path, "a", OLD, A_CODES), cm(tmp_path, "b", NEW, B_CODES | {"Q77.1": "New home"})
    table = release(
        tmp_path,
        "conversion",
        "ICD-10-CM-conversion",
        NEW,
        {
            "conversions": (
                ("code", "effective", "previous"),
                [(new, day, "Q01.2") for new, day in ASSIGNED.items()],
            ),
            "previous": (
                ("code", "first", "last", "joined"),
                [
                    ("Q77.1", "Q01.15", "Q01.3", "or"),
                    *((new, "Q01.2", "", "or") for new in list(ASSIGNED)[1:]),
                ],
            ),
        },
    )
    deleted = {c.code: c for c in both(a, b, table).changes.deleted}
    assert deleted["Q01.2"].now == ("Q77.1",), "of 2016, of a later year, or not in the book"
    assert deleted["Q01.2"].by == "conversion table"


def note(node: str, kind: str, text: str, targets: str = "") -> tuple[str, str, str, str]:
    return node, kind, text, targets


def test_notes_come_go_change_and_move(tmp_path: Path) -> None:
    old = [
        note("Q01", "excludes2", "invented rash (Q02)", "Q02"),
        note("Q01", "includes", "a thing that stays"),
        note("Q01.1", "inclusion", "a thing that moves"),
        note("Q01.2", "code_first", "the underlying invented disease such as one (Q02)", "Q02"),
        note("Q01.2", "note", "only before"),
    ]
    new = [
        note("Q01", "excludes1", "invented rash (Q02)", "Q02"),
        note("Q01", "includes", "a thing that stays"),
        note("Q01.2", "inclusion", "a thing that moves"),
        note("Q01.2", "code_first", "the underlying invented disease such as two (Q03)", "Q03"),
        note("Q01.2", "note", "wholly other words"),
    ]
    found = both(cm(tmp_path, "a", OLD, A_CODES, old), cm(tmp_path, "b", NEW, A_CODES, new)).changes.notes
    told = {(n.at, n.kind, n.change): n for n in found}
    assert set(told) == {
        ("Q01", "excludes1", "changed"),
        ("Q01.2", "inclusion", "moved"),
        ("Q01.2", "code_first", "changed"),
        ("Q01.2", "note", "removed"),
        ("Q01.2", "note", "added"),
    }
    assert told["Q01", "excludes1", "changed"].was_kind == "excludes2"
    assert told["Q01.2", "inclusion", "moved"].was_at == "Q01.1"
    first = told["Q01.2", "code_first", "changed"]
    assert (first.named, first.names) == (("Q02",), ("Q03",))


def index(folder: Path, name: str, holds: Period, terms: dict[str, str]) -> Release:
    rows = [(p, str(p.count(">")), p, "", code, "", "", "", "") for p, code in sorted(terms.items())]
    return release(folder, name, "ICD-10-CM-index", holds, {"index": (INDEX, rows)}, derived=True)


def test_index_paths_and_what_stands_beside_the_tabular(tmp_path: Path) -> None:
    a, b = cm(tmp_path, "a", OLD, A_CODES), cm(tmp_path, "b", NEW, A_CODES)
    one = index(tmp_path, "i1", OLD, {"Rash": "Q01.1", "Rash > mild": "Q01.2", "Rash > preparaton": "Q02"})
    two = index(tmp_path, "i2", NEW, {"Rash": "Q02", "Rash > severe": "Q01.2", "Rash > preparation": "Q02"})
    found = both(a, b, one, two)
    assert found.changes.index == (
        PathChange("index", "Rash", "changed", {"code": "Q01.1"}, {"code": "Q02"}),
        PathChange("index", "Rash > mild", "removed", {"code": "Q01.2"}, None),
        PathChange(
            "index", "Rash > preparation", "renamed", {"code": "Q02"}, {"code": "Q02"}, "Rash > preparaton"
        ),
        PathChange("index", "Rash > severe", "added", None, {"code": "Q01.2"}),
    )
    assert found.beside == ((one, two),)
    assert found.derived, "the index is derived, though the tabular list is not"
    lacking = {n.what for n in found.changes.not_compared}
    assert "ICD-10-CM-guidelines" in lacking, "a book that is not at hand is said"
    assert "ICD-10-CM-index" not in lacking


def paragraph(number: str, heading: str, text: str) -> dict[str, str]:
    return {"paragraph": number, "block": "1", "heading": heading, "page": "1", "text": text}


def test_guideline_paragraphs_change_by_words_and_move() -> None:
    kept = paragraph("I.A", "Kept", "says what it said")
    old = [
        kept,
        paragraph("I.B", "Sites", "code the site first"),
        paragraph("I.C", "Sex", "a rule that moves"),
    ]
    new = [
        kept,
        paragraph("I.B", "Sites", "code the exact site first"),
        paragraph("I.C", "Added", "nothing of the kind stood here before"),
        paragraph("I.D", "Sex", "a rule that moves"),
    ]
    found = {p.paragraph: p for p in paragraphs(old, new)}
    assert {n: p.change for n, p in found.items()} == {"I.B": "changed", "I.C": "added", "I.D": "moved"}
    assert found["I.B"].words == (("=", "code the"), ("+", "exact"), ("=", "site first"))
    assert found["I.D"].was == "I.C"


@given(st.text(alphabet="ab \n", max_size=30), st.text(alphabet="ab \n", max_size=30))
def test_a_text_diff_holds_both_texts(old: str, new: str) -> None:
    runs = list(words(old, new))
    assert " ".join(t for mark, t in runs if mark != "+").split() == old.split()
    assert " ".join(t for mark, t in runs if mark != "-").split() == new.split()


def test_poa_exempt_lists(tmp_path: Path) -> None:
    columns = ("code", "order", "title")
    a = release(tmp_path, "a", "ICD-10-CM-POA-exempt", OLD, {"codes": (columns, [("Q01.1", "1", "One")])})
    b = release(tmp_path, "b", "ICD-10-CM-POA-exempt", NEW, {"codes": (columns, [("Q02", "1", "Three")])})
    assert [(p.code, p.change) for p in both(a, b).changes.poa] == [
        ("Q01.1", "no longer exempt"),
        ("Q02", "exempt"),
    ]


def pcs(folder: Path, name: str, holds: Period, rows: dict[str, list[str]]) -> Release:
    axes = [
        ("0X1", row, v[0], f"Axis {v[0]}", v[1:], f"Label {v[1:]}") for row, vs in rows.items() for v in vs
    ]
    return release(
        folder,
        name,
        "ICD-10-PCS",
        holds,
        {
            "codes": (
                ("code", "table", "row", "short_title", "title"),
                [("0X1AAAA", "0X1", "001", "s", "t")],
            ),
            "tables": (
                ("table", "section", "body_system", "operation", "definition"),
                [("0X1", "Invented", "Parts", "Mending", "d")],
            ),
            "rows": (("table", "row", "codes"), [("0X1", r, "1") for r in rows]),
            "axes": (("table", "row", "position", "axis", "value", "label"), axes),
        },
    )


def test_rows_of_pcs_tables_are_known_by_their_values(tmp_path: Path) -> None:
    a = pcs(tmp_path, "a", OLD, {"001": ["4A", "4B", "5A", "6A", "7Z"], "002": ["4K", "5K", "6K", "7Z"]})
    b = pcs(
        tmp_path,
        "b",
        NEW,
        {
            "001": ["4Q", "5Q", "6Q", "7Q"],
            "002": ["4A", "4B", "5A", "6A", "6B", "7Z"],
            "003": ["4K", "5K", "6K", "7Z"],
        },
    )
    found = both(a, b).changes.tables
    assert [(r.change, r.added[:1], r.removed) for r in found] == [
        ("changed", ("6 Axis 6: B Label B",), ()),
        ("added", ("4 Axis 4: Q Label Q",), ()),
    ]


def mpfs(folder: Path, name: str, holds: Period, factor: str, rows: list[tuple[str, ...]]) -> Release:
    columns = ("code", "modifier", "status", "work_rvu", "nonfacility_total", "facility_total")
    return release(
        folder,
        name,
        "MPFS",
        holds,
        {
            "relative_values": (columns, rows),
            "conversion_factors": (("applies_to", "conversion_factor"), [("all", factor)]),
        },
    )


def test_money_is_exact(tmp_path: Path) -> None:
    bundled = ("Q9902", "", "B", "1.00", "9.00", "9.00")
    gone = ("Q9903", "", "A", "1.00", "1.00", "0.00"), ("Q9903", "", "N", "1.00", "1.00", "0.00")
    a = mpfs(tmp_path, "a", OLD, "32.3465", [("Q9901", "", "A", "1.00", "2.50", "1.50"), bundled, gone[0]])
    b = mpfs(tmp_path, "b", NEW, "33.4009", [("Q9901", "", "R", "1.0", "2.50", "1.75"), bundled, gone[1]])
    changes = both(a, b).changes
    assert [f.code for f in changes.fees if f.code == "Q9902"] == [], "bundled: it pays nothing"
    (no_longer,) = (f for f in changes.fees if f.code == "Q9903")
    assert (no_longer.old, no_longer.new, no_longer.difference) == ("32.35", None, None)
    fees = {f.field: f for f in changes.fees if f.code != "Q9903"}
    assert "work_rvu" not in fees, "1.00 and 1.0 are one number"
    assert fees["nonfacility_fee"] == Fee(
        "Q9901", "", "national_fees", "nonfacility_fee", "80.87", "83.50", "2.63", "3.25", money=True
    )
    assert fees["facility_fee"].difference == "9.93"
    assert (fees["facility_total"].old, fees["facility_total"].percent) == ("1.50", "16.67")
    assert [(r.code, r.field, r.old, r.new) for r in changes.revised] == [
        ("Q9901", "status", "A", "R"),
        ("Q9903", "status", "A", "N"),
    ]


def test_an_amount_that_is_not_printed_is_unknown_not_zero(tmp_path: Path) -> None:
    columns = ("code", "status_indicator", "apc", "payment_rate")
    a = release(tmp_path, "a", "OPPS", OLD, {"addendum_b": (columns, [("Q9901", "S", "1", "12.5")])})
    b = release(tmp_path, "b", "OPPS", NEW, {"addendum_b": (columns, [("Q9901", "S", "1", "")])})
    (fee,) = both(a, b).changes.fees
    assert (fee.old, fee.new, fee.difference, fee.percent) == ("12.50", None, None, None)


def test_unit_limits(tmp_path: Path) -> None:
    a = release(tmp_path, "a", "MUE-DME", OLD, {"limits": (LIMITS, [("Q9901", "3", "2", "r")])})
    b = release(
        tmp_path,
        "b",
        "MUE-DME",
        NEW,
        {"limits": (LIMITS, [("Q9901", "2", "2", "r"), ("Q9902", "1", "1", "r")])},
    )
    assert [(c.code, c.change, c.new) for c in both(a, b).changes.limits] == [
        ("Q9901", "revised", {"units": "2", "mai": "2", "rationale": "r"}),
        ("Q9902", "added", {"units": "1", "mai": "1", "rationale": "r"}),
    ]


def test_any_other_system_is_compared_by_its_unique_columns(tmp_path: Path) -> None:
    columns = ("list", "code", "title")
    a = release(tmp_path, "a", "INVENTED", OLD, {"things": (columns, [("x", "1", "One"), ("x", "2", "Two")])})
    b = release(tmp_path, "b", "INVENTED", NEW, {"things": (columns, [("x", "1", "Uno"), ("y", "2", "Two")])})
    changes = both(a, b).changes
    assert changes.added == (Listed("y", "Two", "things", "2"),)
    assert changes.deleted == (Listed("x", "Two", "things", "2"),)
    assert [(r.code, r.at, r.field, r.new) for r in changes.revised] == [("x", "1", "title", "Uno")]


def test_rows_that_stand_twice_are_not_lost(tmp_path: Path) -> None:
    a = release(tmp_path, "a", "INVENTED", OLD, {"things": (("code",), [("1",), ("1",)])})
    b = release(tmp_path, "b", "INVENTED", NEW, {"things": (("code",), [("1",)])})
    changes = both(a, b).changes
    assert (len(changes.added), len(changes.deleted)) == (0, 1)


def test_a_licensed_descriptor_is_never_shown(tmp_path: Path) -> None:
    theirs = Licence("CPT, user's own licence", redistributable=False, notice="AMA")
    columns = ("code", "text")
    a = release(tmp_path, "a", "CPT", OLD, {"codes": (columns, [("0991T", "SECRET")])}, theirs)
    b = release(
        tmp_path,
        "b",
        "CPT",
        NEW,
        {"codes": (columns, [("0991T", "SECRET 2"), ("0992T", "SECRET 3")])},
        theirs,
    )
    found = both(a, b)
    assert len(found.changes.revised) == len(found.changes.added) == 1
    assert "SECRET" not in repr(found.changes)


def test_two_systems_are_refused_with_what_to_do(tmp_path: Path) -> None:
    a = cm(tmp_path, "a", OLD, A_CODES)
    c = cm(tmp_path, "c", NEW, A_CODES)
    b = release(tmp_path, "b", "MUE-DME", NEW, {"limits": (LIMITS, [])})
    with pytest.raises(ReleaseError, match="one system; try `chartproof diff a c`"):
        both(a, b, c)


# Pairs: against a model that holds everything.

_DAYS = st.sampled_from(["", "2024-01-01", "2024-10-01", "2025-09-30", "2025-10-01", "2026-01-01"])
_ROW = st.tuples(
    st.sampled_from(["Q9901", "Q9902"]),
    st.sampled_from(["Q9903", "Q9904"]),
    _DAYS,
    _DAYS,
    st.sampled_from("019"),
)


def _standing(rows: list[tuple[str, ...]], holds: Period) -> dict[tuple[str, str], str]:
    """Pair to indicator, the plain way."""
    found: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for one, two, first, last, indicator in rows:
        began = (first or "0000") <= str(holds.last)
        if indicator != "9" and began and (last or "9999") >= str(holds.first):
            found.setdefault((one, two), []).append((first, last or "9999", indicator))
    return {key: max(many, key=lambda r: r[:2])[2] for key, many in found.items()}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(_ROW, unique_by=lambda r: r[:4], max_size=8),
    st.lists(_ROW, unique_by=lambda r: r[:4], max_size=8),
    st.booleans(),
)
def test_pairs_are_what_a_plain_model_says(
    a: list[tuple[str, ...]], b: list[tuple[str, ...]], is_sorted: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        sides = []
        for name, rows, holds in (("a", a, OLD), ("b", b, NEW)):
            written = [(*r, "invented") for r in (sorted(rows) if is_sorted else rows)]
            sides.append(release(Path(folder), name, "NCCI-PTP-DME", holds, {"pairs": (PAIRS, written)}))
        found = {(p.column_1, p.column_2): p.change for p in pairs(*sides)}
    old, new = _standing(a, OLD), _standing(b, NEW)
    expected = dict.fromkeys(new.keys() - old.keys(), "added")
    expected |= dict.fromkeys(old.keys() - new.keys(), "deleted")
    expected |= {key: "revised" for key in old.keys() & new.keys() if old[key] != new[key]}
    assert found == expected


# Laws.

_TITLES = st.sampled_from(["One thing", "Another thing", "One thing, severe"])
_CODES = st.dictionaries(st.sampled_from(["Q01.1", "Q01.2", "Q02", "Q02.1", "Q03.9"]), _TITLES, min_size=1)
_NOTE = st.tuples(
    st.sampled_from(["Q01", "Q02"]),
    st.sampled_from(["excludes1", "excludes2", "includes"]),
    st.sampled_from(["a rash of one kind (Q01)", "a rash of other kind (Q02)", "a burn of one kind (Q01)", "x"]),
    st.sampled_from(["", "Q01"]),
)  # fmt: skip
_BOOK = st.tuples(_CODES, st.lists(_NOTE, max_size=6))


def compare(one: tuple, two: tuple) -> tuple[Changes, Changes, Changes]:
    """The changes there, back, and of one against itself."""
    with tempfile.TemporaryDirectory() as folder:
        a, b = cm(Path(folder), "a", OLD, *one), cm(Path(folder), "b", NEW, *two)
        return both(a, b).changes, both(b, a).changes, both(a, a).changes


@settings(max_examples=100, deadline=None)
@given(_BOOK, _BOOK)
def test_changes_lead_from_one_release_to_the_other_and_back(one: tuple, two: tuple) -> None:
    there, back, none = compare(one, two)
    assert not any(none.counts().values())
    made = {**one[0], **{c.code: c.title for c in there.added}, **{r.code: r.new for r in there.revised}}
    assert {c: t for c, t in made.items() if c not in {d.code for d in there.deleted}} == two[0]
    assert [c.code for c in there.added] == [c.code for c in back.deleted]
    assert [(r.code, r.old, r.new) for r in there.revised] == [(r.code, r.new, r.old) for r in back.revised]
    assert sorted(map(_turned, there.notes), key=repr) == sorted(map(_plain, back.notes), key=repr)


def _plain(n: NoteChange) -> tuple[str | None, ...]:
    return n.was_at or n.at, n.at, n.was_kind or n.kind, n.kind, n.old, n.new


def _turned(n: NoteChange) -> tuple[str | None, ...]:
    return n.at, n.was_at or n.at, n.kind, n.was_kind or n.kind, n.new, n.old


@pytest.mark.data
def test_fiscal_2025_to_2026_equals_a_count_of_the_order_files(tmp_path: Path) -> None:
    zips = [SHARED / f"data/icd10cm/icd10cm-code-descriptions-{year}.zip" for year in (2025, 2026)]
    told: list[dict[str, str]] = []
    releases = []
    for path in zips:
        with zipfile.ZipFile(path) as archive:
            (name,) = [n for n in archive.namelist() if re.search(r"icd10cm_order_20\d\d\.txt$", n)]
            lines = archive.read(name).decode("latin-1").splitlines()
        told.append({x[6:14].strip(): x[77:].strip() for x in lines if x[14] == "1"})
        (draft, *_) = icd10cm_order.drafts(files_in(path), Told())
        releases.append(write(draft, tmp_path))
    changes = both(*releases).changes
    old, new = told
    assert {c.code.replace(".", "") for c in changes.added} == new.keys() - old.keys()
    assert {c.code.replace(".", "") for c in changes.deleted} == old.keys() - new.keys()
    revised = {c for c in old.keys() & new.keys() if old[c] != new[c]}
    assert {r.code.replace(".", "") for r in changes.revised} == revised
    assert (len(changes.added), len(changes.deleted), len(changes.revised)) == (487, 28, 38)


_PATH = st.sampled_from(["Rash", "Rash > mild", "Rash > milde", "Rash > milder", "Burn", "Burn > of hand"])
_INDEX = st.lists(st.tuples(_PATH, st.sampled_from(["", "Q01.1", "Q02"])), max_size=7)


@given(_INDEX, _INDEX)
def test_index_addenda_applied_are_the_same_both_ways(
    one: list[tuple[str, str]], two: list[tuple[str, str]]
) -> None:
    sides = [[{"path": path, "level": "0", "code": code} for path, code in rows] for rows in (one, two)]
    there, back = paths("index", *sides), paths("index", *reversed(sides))
    turned = {"added": "removed", "removed": "added"}
    assert not paths("index", sides[0], sides[0])
    assert sorted((c.change, c.was or c.path, c.path, str(c.old), str(c.new)) for c in there) == sorted(
        (turned.get(c.change, c.change), c.path, c.was or c.path, str(c.new), str(c.old)) for c in back
    )
