"""The table of publishers' addresses: complete, on the publishers' own hosts, and filled in as they name files."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartproof.codesets.adding import builders
from chartproof.codesets.fetch import calendar
from chartproof.codesets.fetch.order import Wish, ordered
from chartproof.codesets.fetch.table import publications
from chartproof.model.errors import InputError

TODAY = date(2026, 10, 5)


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
            assert a.seen is None or "{" not in a.url, "a pattern is never seen"


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
        return [
            urlsplit(f.address).path.rpartition("/")[2] for f in ordered(name, Wish(TODAY, edition)).files
        ]

    assert (
        at("NCCI-PTP-practitioner", "2027.1")[0]
        == "medicare-ncci-2027q1-practitioner-ptp-edits-ccipra-v330r0-f1.zip"
    )
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
    theirs, mirror = (
        ordered("CLFS", Wish(TODAY)),
        ordered("CLFS", Wish(TODAY, mirrors=("https://m.example/a.zip",))),
    )
    assert urlsplit(theirs.files[0].address).query == "agree=yes&next=Accept"
    assert mirror.files[0].address == "https://m.example/a.zip"
    assert "m.example" in mirror.files[0].hosts and "m.example" not in theirs.files[0].hosts
