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
from chartproof.terms.sought import _needed, first, may_say, sought

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
#: All charts in one: whatever a pattern finds, it finds in here, and no text is left out.
LINES = "\n".join(texts()).split("\n")


def test_no_match_is_passed_by() -> None:
    """A line in which a pattern finds something may say it, by what is read off the pattern."""
    assert len(PATTERNS) > 500
    assert len(LINES) > 500
    read_off = [p for p in PATTERNS if _needed(p)]
    assert len(read_off) > len(PATTERNS) / 2
    for pattern in read_off:
        for line in LINES[::7]:
            assert may_say(pattern, line) or pattern.search(line) is None, (pattern.pattern, line)


@pytest.mark.parametrize(
    ("written", "needed"),
    [
        (r"\b(?:cancel+ed|aborted)\b", {"cance", "aborted"}),
        (r"\bno\b (?:rash|hives)", {"rash", "hives"}),
        (r"(?:rash)?x", None),
        (r"(?:rash|\d+)", None),
        (r"(?:rash)+ of", {"rash"}),
        (r"R(?=ash)", None),
    ],
)
def test_what_a_pattern_needs(written: str, needed: set[str] | None) -> None:
    found = _needed(Pattern(written))
    assert found == (None if needed is None else frozenset(needed))


SEEN = Pattern(r"\b(?:cancel+ed|aborted|not (?:done|performed))\b|\bski[np]\b", re.IGNORECASE)


@given(
    st.lists(
        st.sampled_from(
            [*"CANCELED canceled Not done skip \u017fkip \u0131 performed \u212a".split(" "), "\n"]
        )
    )
)
def test_the_same_as_the_pattern_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert [m.span() for m in sought(SEEN, text)] == [m.span() for m in SEEN.finditer(text)]
    found, plain = first(SEEN, text), SEEN.search(text)
    assert (found and found.span()) == (plain and plain.span())
