"""The tree and value sets: what an expression names, over the embedded Tabular."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chartproof.codesets.build.instructional_notes import is_named
from chartproof.codesets.tabular import Tabular
from chartproof.model.errors import InputError
from chartproof.pipeline import Line
from chartproof.terms.tree import Branch, ancestors, billable_below, branch, is_a
from chartproof.terms.valueset import Titled, expand

FLAT = (("A01", "one"), ("A02", "two"), ("A03", "three"))


@pytest.fixture(scope="module")
def tabular(line: Line) -> Tabular:
    return line.shelf.open(date(2026, 6, 15)).tabular


@pytest.fixture(scope="module")
def codes(tabular: Tabular) -> tuple[Titled, ...]:
    return tuple((c.code, c.title) for c in tabular.every_code())


def named(expression: str, codes: tuple[Titled, ...], tabular: Tabular) -> list[str]:
    return [code for code, _ in expand(expression, codes, tabular)]


def test_a_category_names_all_below_it(codes: tuple[Titled, ...], tabular: Tabular) -> None:
    assert named("E11", codes, tabular) == list(billable_below("E11", tabular))
    assert named("e11.62-", codes, tabular) == ["E11.620", "E11.621", "E11.622", "E11.628"]
    assert named("E11.621", codes, tabular) == ["E11.621"]


def test_ranges_exceptions_words_and_characters(codes: tuple[Titled, ...], tabular: Tabular) -> None:
    diabetes = named("E08-E13 except E10, E11.9", codes, tabular)
    assert {c[:3] for c in diabetes} == {"E08", "E09", "E11", "E13"}
    assert "E11.9" not in diabetes
    femur = expand("S72.3 has displaced left initial open", codes, tabular)
    assert femur
    assert all("displaced" in title.lower() and "left" in title for _, title in femur)
    adverse = named("T36-T50@5", codes, tabular)
    assert adverse
    assert all("5" in c.replace(".", "")[4:6] for c in adverse)


def test_chapters_and_sections(codes: tuple[Titled, ...], tabular: Tabular) -> None:
    assert named("section E08-E13", codes, tabular) == named("E08-E13", codes, tabular)
    skin = named("chapter 12", codes, tabular)
    assert skin == [c for c, _ in codes if c.startswith("L")]


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("", "names nothing"),
        ("except E11", "names nothing"),
        ("E11 except E10 except E13", "say `except` once"),
        ("diabetes", "not a code"),
        ("E99", "names no code"),
        ("chapter 99", "no such chapter"),
    ],
)
def test_what_cannot_be_read_says_so(
    expression: str, says: str, codes: tuple[Titled, ...], tabular: Tabular
) -> None:
    with pytest.raises(InputError, match=says):
        expand(expression, codes, tabular)


def test_a_code_is_a_kind_of_all_above_it(tabular: Tabular) -> None:
    assert [n.key for n in ancestors("S93.401A", tabular)][:3] == ["S93.401", "S93.40", "S93.4"]
    assert is_a("E11.621", "E11", tabular)
    assert is_a("E11.621", "section E08-E13", tabular)
    assert is_a("E11.621", "chapter 4", tabular)
    assert is_a("E11.621", "E11.621", tabular)
    assert not is_a("E11.621", "E10", tabular)
    assert ancestors("Q99.999", tabular) == ()


def test_the_tree_holds_each_valid_code_once(tabular: Tabular) -> None:
    node = tabular.node("S93")
    assert node

    def leaves(at: Branch) -> list[str]:
        return ([at.code] if at.billable else []) + [c for child in at.children for c in leaves(child)]

    found = leaves(branch(node, tabular))
    assert len(found) == len(set(found))
    assert sorted(found) == sorted(billable_below("S93", tabular))


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_except_takes_away_just_what_it_names(
    data: st.DataObject, codes: tuple[Titled, ...], tabular: Tabular
) -> None:
    categories = sorted({c[:3] for c, _ in codes})
    a = data.draw(st.sampled_from(categories))
    b = data.draw(st.sampled_from(categories))
    both = set(named(f"{a}, {b}", codes, tabular))
    assert both == set(named(a, codes, tabular)) | set(named(b, codes, tabular))
    if a != b:
        assert set(named(f"{a}, {b} except {b}", codes, tabular)) == set(named(a, codes, tabular))


def test_a_part_that_says_nothing_is_refused() -> None:
    for expression in ("A01 except", "A01 has", "A01 has the", "A01, except ,"):
        with pytest.raises(InputError):
            expand(expression, FLAT)


def test_dashes_of_a_word_processor_are_hyphens() -> None:
    for dash in "\u2010\u2011\u2013\u2014\u2212":
        assert expand(f"A01{dash}A03", FLAT) == expand("A01-A03", FLAT) == FLAT


def test_the_codes_a_part_names_are_those_found_one_by_one() -> None:
    listed = [(f"{a}{n:02}.{x}", "title") for a in "ABC" for n in (0, 9, 10, 99) for x in (0, 1, 10, 11)]
    for target in ("A09", "A0", "B1-B9", "A09.1-B10", "A99.1-", "C10@0-1", "A00-C99@1", "B99.10"):
        one_by_one = [pair for pair in listed if is_named(pair[0], target.rstrip("-"))]
        assert list(expand(target, listed)) == one_by_one, target
