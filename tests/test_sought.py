"""What is looked for in a whole record is found wherever the pattern itself finds it, and nowhere else."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import chartproof.code
import chartproof.understand
from chartproof.model.pattern import Pattern
from chartproof.terms.patterns import beginnings, needed
from chartproof.terms.sought import _matches, first, may_say, sought

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from golden import charts_in

GOLDEN = Path(__file__).parent / "charts/golden"


def patterns() -> Iterator[Pattern]:
    """Every pattern that a module of coding or understanding keeps."""
    for package in (chartproof.code, chartproof.understand):
        for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            for kept in vars(importlib.import_module(info.name)).values():
                if isinstance(kept, Pattern):
                    yield kept


def texts() -> Iterator[str]:
    for chart in charts_in(GOLDEN):
        case = chart["case"]
        yield from (d["text"] for d in case.get("documents", ()))
        if "text" in case:
            yield case["text"]


PATTERNS = tuple(dict.fromkeys(patterns()))
LINES = "\n".join(texts()).split("\n")
#: So many lines and records are looked through with every pattern, spread over all charts however many there are.
SOME, FEW = 1000, 40
#: Some of the lines together, long enough to be looked at word by word.
RECORDS = tuple(
    "\n".join(LINES[at : at + 40]) for at in range(0, len(LINES) - 39, max(40, len(LINES) // FEW))
)


def test_no_match_is_passed_by() -> None:
    """A line in which a pattern finds something may say it, by what is read off the pattern."""
    assert len(PATTERNS) > 500
    assert len(LINES) > 500
    read_off = [p for p in PATTERNS if needed(p)]
    assert len(read_off) > len(PATTERNS) / 2
    for line in LINES[:: max(1, len(LINES) // SOME)]:  # what it says is looked up once
        for pattern in read_off:
            assert may_say(pattern, line) or pattern.search(line) is None, (pattern.pattern, line)


def test_no_beginning_is_passed_by() -> None:
    """In a record looked at word by word a pattern finds what it finds by itself."""
    read_off = [p for p in PATTERNS if beginnings(p)]
    assert len(read_off) > len(PATTERNS) / 2
    assert min(map(len, RECORDS)) > 500
    for record in RECORDS:  # each is taken apart once
        for pattern in read_off:
            found = [m.span() for m in _matches(pattern, record)]
            assert found == [m.span() for m in pattern.finditer(record)], pattern.pattern


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        (r"\b(?:cancel+ed|aborted)\b", [[{"cance"}, {"ed"}], [{"aborted"}]]),
        (r"\bno\b (?:rash|hives)", [[{"no rash", "no hives"}]]),
        (r"not (?:done|given)\b.*\b(?:drugs?|pills)", [[{"not done", "not given"}, {"drug", "pills"}]]),
        (r"(?:rash)?x", None),
        (r"(?:rash|\d+)", None),
        (r"(?:rash)+ of", [[{"rash"}, {" of"}]]),
        (r"R(?=ash)", None),
    ],
)
def test_what_a_pattern_needs(written: str, holds: list[list[set[str]]] | None) -> None:
    found = needed(Pattern(written))
    assert found == (None if holds is None else tuple(tuple(map(frozenset, way)) for way in holds))


@pytest.mark.parametrize(
    ("written", "begins"),
    [
        (r"\b(?:cancel+ed|Aborted|x)\b", {"ca", "ab", "x"}),
        (r"(?<!\w)(?:an? )?rash", {"an", "a ", "ra"}),
        (r"^(?:no|\d+) pain|(?<=[.;] )[ab]", {"no", *"0123456789ab"}),
        (r"rash", None),
        (r"\b\w+ rash", None),
        (r"\b(?:rash)?", None),
        (r"\b(?:-|to) day", None),
    ],
)
def test_what_a_pattern_begins_with(written: str, begins: set[str] | None) -> None:
    assert beginnings(Pattern(written)) == (None if begins is None else frozenset(begins))


SEEN = Pattern(r"\b(?:cancel+ed|aborted|not (?:done|performed))\b|\bski[np]\b", re.IGNORECASE)


@given(
    st.lists(
        st.sampled_from(
            [*"CANCELED canceled Not done skip \u017fkip \u0131 performed \u212a \u0130".split(" "), "\n"]
        )
    )
)
def test_the_same_as_the_pattern_itself(words: list[str]) -> None:
    for text in (" ".join(words), " ".join([*words, *["pain"] * 120, *words])):  # a line, a record
        assert [m.span() for m in sought(SEEN, text)] == [m.span() for m in SEEN.finditer(text)]
        found, plain = first(SEEN, text), SEEN.search(text)
        assert (found and found.span()) == (plain and plain.span())
