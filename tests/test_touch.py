"""Whom a change touches: past claims read, and every kind of touch, with those left alone beside."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import INDEX, LIMITS, NEW, OLD, PAIRS, both, cm, release

from chartproof.codesets.diff.compare import Compared
from chartproof.codesets.release import Release
from chartproof.codesets.touch.against import Totals, finders, touches
from chartproof.codesets.touch.touch import Touch
from chartproof.formats.past import claim_from_object, past_claims
from chartproof.model.errors import InputError


def dx(*codes: str, **more: Any) -> dict[str, Any]:
    return {"id": "c1", "diagnoses": [{"code": code} for code in codes], **more}


def services(*lines: dict[str, Any], kind: str | None = "professional", **more: Any) -> dict[str, Any]:
    every = [{"number": n, "served": "2025-03-01", "units": 1, **line} for n, line in enumerate(lines, 1)]
    return {"id": "c1", "claim_kind": kind, "lines": every, **more}


def touched(of: Compared, claim: dict[str, Any], *shelf: Release) -> list[Touch]:
    return touches(claim_from_object(claim), finders(of, shelf))


def kinds(of: Compared, claim: dict[str, Any], *shelf: Release) -> list[tuple[str, str]]:
    return [(t.code, t.kind) for t in touched(of, claim, *shelf)]


A = {"Q01.1": "One", "Q01.2": "Two", "Q02": "Three", "Q03.1": "Four", "Q04.1": "Five"}
B = {"Q01.1": "One, revised", "Q02.1": "Mild", "Q02.9": "Other", "Q03.1": "Four", "Q04.1": "Five"}


def test_a_code_deleted_longer_or_of_another_title(tmp_path: Path) -> None:
    of = both(cm(tmp_path, "a", OLD, A), cm(tmp_path, "b", NEW, B))
    found = touched(of, dx("Q03.1", "Q02", "Q012", "Q01.1"))
    assert [(t.at, t.code, t.kind) for t in found] == [
        ("dx.2", "Q02", "more characters"),
        ("dx.3", "Q01.2", "deleted"),
        ("dx.4", "Q01.1", "title"),
    ]
    assert "one of Q02.1, Q02.9" in found[0].says


def test_an_excludes1_touches_where_it_did_not_stand_before(tmp_path: Path) -> None:
    stood = [("Q03", "excludes1", "five (Q04.-)", "Q04")]
    came = [
        *stood,
        ("Q01", "excludes1", "four (Q03.1)", "Q03.1"),
        ("Q04.1", "excludes1", "four (Q03)", "Q03"),
    ]
    of = both(cm(tmp_path, "a", OLD, A, stood), cm(tmp_path, "b", NEW, A, came))
    (found,) = touched(of, dx("Q03.1", "Q01.2"))
    assert (found.code, found.kind) == ("Q01.2", "excludes1")
    assert "Q03.1" in found.says
    assert kinds(of, dx("Q01.2", "Q02")) == [], "the note names neither"
    assert kinds(of, dx("Q03.1", "Q04.1")) == [], "they excluded each other before, the other way round"


def test_an_excludes2_that_becomes_an_excludes1_touches(tmp_path: Path) -> None:
    sides = [[("Q01", kind, "four (Q03.1)", "Q03.1")] for kind in ("excludes2", "excludes1")]
    of = both(cm(tmp_path, "a", OLD, A, sides[0]), cm(tmp_path, "b", NEW, A, sides[1]))
    assert kinds(of, dx("Q01.1", "Q03.1")) == [("Q01.1", "excludes1")]


def test_a_note_that_orders_a_code_touches_who_lacks_it(tmp_path: Path) -> None:
    came = [
        ("Q01", "use_additional", "code for one of a list (Q02)", "Q02"),
        ("Q01", "use_additional", "code for the other of it (Q03.1)", "Q03.1"),
        ("Q04.1", "code_first", "the underlying invented disease", ""),
    ]
    of = both(cm(tmp_path, "a", OLD, A), cm(tmp_path, "b", NEW, A, came))
    assert kinds(of, dx("Q01.1", "Q04.1")) == [("Q01.1", "use additional"), ("Q04.1", "code first")]
    assert kinds(of, dx("Q01.1", "Q03.1")) == [], "one of the list stands on the claim"


def test_an_index_path_touches_the_code_it_led_to(tmp_path: Path) -> None:
    def index(name: str, holds: Any, terms: dict[str, str]) -> Release:
        rows = [(p, "0", p, "", code, "", "", "", "") for p, code in terms.items()]
        return release(tmp_path, name, "ICD-10-CM-index", holds, {"index": (INDEX, rows)})

    one = index("i1", OLD, {"Rash": "Q01.1", "Burn > milde": "Q03.1", "Sting": "Q04.-", "Itch": "Q03.-"})
    two = index("i2", NEW, {"Rash": "Q01.2", "Burn > mild": "Q03.1", "Sting": "Q01.2", "Itch": "Q03.1"})
    of = both(cm(tmp_path, "a", OLD, A), cm(tmp_path, "b", NEW, A), one, two)
    assert kinds(of, dx("Q01.1", "Q03.1", "Q04.1")) == [("Q01.1", "index"), ("Q04.1", "index")]
    assert "now leads to Q01.2" in touched(of, dx("Q01.1"))[0].says


def ptp(folder: Path) -> Compared:
    old = [("Q9901", "Q9904", "", "", "1", "r"), ("Q9901", "Q9905", "", "", "1", "r")]
    new = [
        ("Q9901", "Q9902", "", "", "1", "r"),
        ("Q9901", "Q9903", "", "", "0", "r"),
        (*old[1][:4], "0", "r"),
    ]
    sides = [
        release(folder, name, "NCCI-PTP-practitioner", holds, {"pairs": (PAIRS, sorted(rows))})
        for name, holds, rows in (("a", OLD, old), ("b", NEW, new))
    ]
    return both(*sides)


def test_a_pair_edits_two_lines_of_one_day(tmp_path: Path) -> None:
    of = ptp(tmp_path)
    one, two = {"code": "Q9901"}, {"code": "Q9902", "modifiers": ["59"]}
    (found,) = touched(of, services(one, two))
    assert (found.code, found.line, found.kind) == ("Q9902", 2, "pair")
    assert "59 stands on the claim" in found.says
    assert kinds(of, services(one, {**two, "served": "2025-03-02"})) == [], "another day"
    assert kinds(of, services(one, two, kind="facility")) == [], "another set's claims"
    says = [
        t.says for t in touched(of, services(one, {"code": "Q9903"}, {"code": "Q9904"}, {"code": "Q9905"}))
    ]
    assert "no modifier separates" in says[0]
    assert "no longer stands" in says[1]
    assert "was 1, now 0" in says[2]


def test_units_above_a_new_limit(tmp_path: Path) -> None:
    rows = {
        "a": [("Q9901", "3", "2", "r"), ("Q9902", "1", "1", "r")],
        "b": [("Q9901", "2", "2", "r"), ("Q9902", "2", "1", "r")],
    }
    sides = [
        release(tmp_path, n, "MUE-practitioner", holds, {"limits": (LIMITS, rows[n])})
        for n, holds in (("a", OLD), ("b", NEW))
    ]
    of = both(*sides)
    (found,) = touched(of, services({"code": "Q9901"}, {"code": "Q9901", "units": 2}))
    assert "MUE was 3, now 2 a day; the claim has 3" in found.says
    assert kinds(of, services({"code": "Q9901", "units": 2})) == []
    assert "no longer above" in touched(of, services({"code": "Q9902", "units": 2}))[0].says
    assert kinds(of, services({"code": "Q9902"}, {"code": "Q9902"})) == [], "each line alone"
    assert "does not say its units" in touched(of, services({"code": "Q9901", "units": None}))[0].says


def fees(folder: Path) -> Compared:
    columns = ("code", "modifier", "status", "nonfacility_total", "facility_total")
    rows = {
        "a": [("Q9901", "", "A", "2.00", "1.00"), ("Q9901", "26", "A", "0.50", "0.50")],
        "b": [("Q9901", "", "A", "2.10", "0.90"), ("Q9901", "26", "A", "0.50", "0.50")],
    }
    sides = [
        release(
            folder,
            name,
            "MPFS",
            holds,
            {
                "relative_values": (columns, rows[name]),
                "conversion_factors": (("applies_to", "conversion_factor"), [("all", "30.00")]),
            },
        )
        for name, holds in (("a", OLD), ("b", NEW))
    ]
    return both(*sides)


def places(folder: Path) -> Release:
    rows = [
        ("11", "Office", "non-facility", ""),
        ("22", "Hospital", "facility", ""),
        ("98", "?", "unassigned", ""),
    ]
    columns = ("code", "name", "rate", "description")
    return release(folder, "pos", "place-of-service", NEW, {"places": (columns, rows)})


def test_money_by_place_and_units(tmp_path: Path) -> None:
    of, pos = fees(tmp_path), places(tmp_path)
    lines = ({"code": "Q9901", "place": "11", "units": 3}, {"code": "Q9901", "place": "22"})
    found = touched(of, services(*lines), pos)
    assert [(t.old, t.new, t.units, t.difference) for t in found] == [
        ("60.00", "63.00", "3", "9.00"),
        ("30.00", "27.00", "1", "-3.00"),
    ]
    totals = Totals()
    totals.count(found)
    totals.count([])
    assert (totals.claims, totals.touched) == (2, 1)
    assert (totals.up, totals.down) == (Decimal("9.00"), Decimal("-3.00"))
    assert kinds(of, services({"code": "Q9901", "modifiers": ["26"]}), pos) == [], "that row did not change"
    (unsure,) = touched(of, services({"code": "Q9901", "units": None}), pos)
    assert unsure.difference is None, "unknown units are not one unit"
    assert "place of service unknown" in unsure.says


def test_dmepos_fees_by_state_and_modifier(tmp_path: Path) -> None:
    columns = ("code", "modifier", "modifier_2", "state", "rural", "fee")
    sides = [
        release(
            tmp_path,
            name,
            "DMEPOS",
            holds,
            {"fees": (columns, [("Q9901", "", "", "TX", "no", fee), ("Q9901", "RR", "", "TX", "no", rent)])},
        )
        for name, holds, fee, rent in (("a", OLD, "10.00", "1.00"), ("b", NEW, "11.00", "1.25"))
    ]
    of = both(*sides)
    line = {"code": "Q9901", "modifiers": ["RR"]}
    (found,) = touched(of, services(line, patient={"state": "TX"}))
    assert found.difference == "0.25"
    assert kinds(of, services(line, patient={"state": "OH"})) == []


@pytest.mark.parametrize(("system", "table"), [("OPPS", "addendum_b"), ("ASC", "surgical_procedures")])
def test_facility_fees_are_for_their_claims(tmp_path: Path, system: str, table: str) -> None:
    columns = ("code", "status", "payment_rate")
    sides = [
        release(tmp_path, name, system, holds, {table: (columns, [("Q9901", status, rate)])})
        for name, holds, status, rate in (("a", OLD, "S", "10"), ("b", NEW, "T", "12.5"))
    ]
    of = both(*sides)
    line = {"code": "Q9901", "place": "24" if system == "ASC" else None, "units": 2}
    indicator, fee = touched(of, services(line, kind="facility"))
    assert (indicator.kind, fee.kind, fee.old, fee.new, fee.difference) == (
        "indicator",
        "fee",
        "10.00",
        "12.50",
        "5.00",
    )
    assert "status S → T" in indicator.says
    elsewhere = services({**line, "place": "11"}, kind="professional")
    assert kinds(of, elsewhere) == []


def test_poa_exemption_touches_who_reports_it(tmp_path: Path) -> None:
    columns = ("code", "order", "title")
    sides = [
        release(tmp_path, name, "ICD-10-CM-POA-exempt", holds, {"codes": (columns, rows)})
        for name, holds, rows in (("a", OLD, []), ("b", NEW, [("Q01.1", "1", "One")]))
    ]
    of = both(*sides)
    assert kinds(of, {"diagnoses": [{"code": "Q01.1", "poa": "Y"}]}) == [("Q01.1", "poa")]
    assert kinds(of, dx("Q01.1")) == []


def test_codes_of_other_systems_are_left_alone(tmp_path: Path) -> None:
    columns = ("code", "long_descriptor", "coverage")
    sides = [
        release(tmp_path, name, "HCPCS", holds, {"codes": (columns, rows)})
        for name, holds, rows in (
            ("a", OLD, [("Q0991", "Thing", "C"), ("Q0992", "Gone", "C")]),
            ("b", NEW, [("Q0991", "Thing, other", "D")]),
        )
    ]
    of = both(*sides)
    lines = services({"code": "Q0991"}, {"code": "q0992"}, diagnoses=[{"code": "Q0991"}])
    assert [(t.at, t.kind) for t in touched(of, lines)] == [
        ("line.1", "title"),
        ("line.1", "indicator"),
        ("line.2", "deleted"),
    ]


# Past claims read.


def read(path: Path) -> tuple[list[str], list[str]]:
    """The ids of what was read, and what was said of the rest."""
    every = list(past_claims(path))
    wrong = [e for e in every if isinstance(e, InputError)]
    return [e.id for e in every if not isinstance(e, InputError)], [
        str(e).replace(f"{path}/", "") for e in wrong
    ]


def test_every_claim_and_coding_of_a_folder_is_read_or_named(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.json").write_text("\ufeff" + json.dumps(dx("Q01.1")), "utf-8")
    (tmp_path / "b.json").write_text('{"id": "c2", "codes": [{"code": "Q01.1"}]} x', "utf-8")
    lines = [json.dumps({"id": f"c{n}", "codes": [{"system": "ICD-10-CM", "code": "Q011"}]}) for n in (3, 4)]
    (tmp_path / "deep/c.jsonl").write_text(
        "\n".join([lines[0], "", "{", lines[1], '{"id": "c5", "error": "E"}']), "utf-8"
    )
    (tmp_path / "d.json").write_text('[{"id": "c6", "lines": []}, {"text": "a case, no claim"}]', "utf-8")
    (tmp_path / "e.837").write_text("ISA*00*", "utf-8")
    (tmp_path / "f.dat").write_text("ISA*00*          *00*", "utf-8")
    (tmp_path / "g.txt").write_text("not a claim", "utf-8")
    read_, wrong = read(tmp_path)
    assert read_ == ["c1", "c6", "c3", "c4"]
    assert [w.partition(": ")[0] for w in wrong] == [
        "b.json",
        "d.json",
        "deep/c.jsonl",
        "deep/c.jsonl",
        "e.837",
        "f.dat",
    ]
    assert wrong[0].startswith("b.json: line 1 column ")
    assert wrong[1].startswith("d.json: 2: neither a claim")
    assert wrong[2].startswith("deep/c.jsonl: line 3: not JSON")
    assert all("not read" in w for w in wrong[4:])


@pytest.mark.parametrize(
    ("claim", "place"),
    [
        ({"diagnoses": [{"code": "Q01.1"}, {"code": "JANE DOE"}]}, "diagnoses.2.code"),
        ({"lines": [{"code": "Q9901", "units": "JANE DOE"}]}, "lines.1.units"),
        ({"lines": [{"code": "Q9901", "units": -1}]}, "lines.1.units"),
        ({"lines": [{"code": "Q9901", "number": "1e9999999"}]}, "lines.1.number"),
        ({"lines": [{"code": "Q9901", "served": "JANE DOE"}]}, "lines.1.served"),
        ({"lines": [{"code": "Q9901", "modifiers": "JANE DOE"}]}, "lines.1.modifiers"),
        ({"lines": "JANE DOE"}, "lines"),
        ({"id": ["JANE DOE"], "lines": []}, "id"),
        ({"claim_kind": "JANE DOE", "lines": []}, "claim_kind"),
        ({"patient": "JANE DOE", "lines": []}, "patient"),
        ({"codes": [{"code": None}]}, "codes.1.code"),
        ("JANE DOE", "7"),
    ],
)
def test_what_is_wrong_is_said_by_place_and_without_what_stands_there(claim: object, place: str) -> None:
    with pytest.raises(InputError) as caught:
        claim_from_object(claim, "f.json", "7")
    assert caught.value.place.removeprefix("7.") == place
    assert "JANE" not in str(caught.value)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from("id codes diagnoses lines code units served modifiers patient number".split()),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(_JSON)
def test_no_object_breaks_the_reader(value: object) -> None:
    try:
        claim = claim_from_object(value)
    except InputError:
        return
    assert all(code.code and code.at for code in claim.codes)
