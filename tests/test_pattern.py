"""Patterns that are made ready when first looked for: as those of `re`, none wrong, none made before its time."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
import subprocess
import sys

import pytest

import chartproof
from chartproof.model.pattern import Pattern

COUNTED = """
import gc, re
import chartproof.pipeline
from chartproof.model.pattern import Pattern
chartproof.pipeline.every_rule()
known = [p for p in gc.get_objects() if isinstance(p, Pattern)]
assert len(known) > 1_000
print([p.pattern for p in known if "search" in vars(p)])
"""


def test_it_answers_as_re_does() -> None:
    lazy, eager = (
        Pattern(r"(?P<word>fever|chills?)\b", re.IGNORECASE),
        re.compile(r"(fever|chills?)\b", re.IGNORECASE),
    )
    text = "No fever, no Chills; fever later."
    for _ in range(2):  # before it is ready, and after
        assert lazy.search(text, 5).span() == eager.search(text, 5).span()
        assert lazy.match(text, 3)["word"] == "fever"
        assert lazy.fullmatch(text, 3, 8) and not lazy.fullmatch(text)
        assert [m.span() for m in lazy.finditer(text, 0, 20)] == [
            m.span() for m in eager.finditer(text, 0, 20)
        ]
        assert lazy.findall(text) == eager.findall(text)
        assert lazy.split(text, 1) == eager.split(text, 1)
        assert lazy.sub("x", text, 1) == eager.sub("x", text, 1)


@pytest.mark.parametrize("name", ["search", "match", "fullmatch", "finditer", "findall", "split"])
def test_each_way_to_look_makes_it_ready(name: str) -> None:
    lazy = Pattern(r"a+")
    first = getattr(lazy, name)("caat")
    assert str(getattr(lazy, name)("caat"))[:9] == str(first)[:9]
    assert "search" in vars(lazy)


def test_a_wrong_one_is_told_when_it_is_used() -> None:
    with pytest.raises(re.error):
        Pattern("(").search("a")


def test_every_pattern_of_ours_can_be_made_ready() -> None:
    for module in pkgutil.walk_packages(chartproof.__path__, "chartproof."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    known = [p for p in gc.get_objects() if type(p) is Pattern]
    assert len(known) > 1_000
    for pattern in known:
        pattern.ready()


def test_none_is_made_ready_when_rules_are_read() -> None:
    """A first answer would wait for all of them."""
    ran = subprocess.run([sys.executable, "-c", COUNTED], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == "[]"
