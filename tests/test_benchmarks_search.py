"""The measuring stick of the search: its phrases are whole, distinct, and name what the release has."""

from __future__ import annotations

import importlib.util
import random
import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from chartproof.codesets.tabular import Tabular
from chartproof.pipeline import Line

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
#: The files of phrases a diagnosis is searched by, as the benchmark names them.
FILES = ("PHRASES", "UNSEEN")


@cache
def bench() -> ModuleType:
    """The benchmark, loaded from where it stands: it is no package."""
    spec = importlib.util.spec_from_file_location("benchmarks_search", BENCHMARKS / "search.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def tabular(line: Line) -> Tabular:
    return line.terminology(release="icd10cm-2026.2").books.tabular


def plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.casefold()))


def test_phrases_by_kind() -> None:
    rows = bench().phrases(bench().PHRASES)
    assert Counter(r.kind for r in rows) == {"index": 200, "lay": 150, "short": 100, "mixed": 50}
    assert len({plain(r.typed) for r in rows}) == len(rows) == 500
    assert all(r.typed == " ".join(r.typed.split()) for r in rows)


def test_unseen_phrases_by_kind() -> None:
    rows = bench().phrases(bench().UNSEEN)
    assert Counter(r.kind for r in rows) == {"lay": 80, "short": 50, "index": 40, "mixed": 30}
    assert len({plain(r.typed) for r in rows}) == len(rows) == 200
    assert all(r.typed == " ".join(r.typed.split()) for r in rows)


def test_no_unseen_phrase_is_among_the_others() -> None:
    others = {plain(r.typed) for r in bench().phrases(bench().PHRASES)}
    assert not [r.typed for r in bench().phrases(bench().UNSEEN) if plain(r.typed) in others]


def test_unseen_phrases_are_scored_apart() -> None:
    rows = bench().phrases(bench().UNSEEN)[79:81]
    right = bench().Answered(rows[0], (f"{rows[0].accepted[0]}.0",), 1.0)
    wrong = bench().Answered(rows[1], (), 1.0)
    made, answered = bench().in_unseen([right, wrong])
    assert list(made) == ["lay", "short", "phrases"]
    assert made["lay"] == {"n": 1, "top5": 1.0, "top1": 1.0}
    assert made["short"] == {"n": 1, "top5": 0.0, "top1": 0.0}
    assert made["phrases"] == {"n": 2, "top5": 0.5, "top1": 0.5}
    assert [a.asked.kind for a in answered] == ["unseen lay", "unseen short"]


@pytest.mark.parametrize("name", FILES)
def test_every_category_is_in_the_release(tabular: Tabular, name: str) -> None:
    for row in bench().phrases(getattr(bench(), name)):
        assert 1 <= len(set(row.accepted)) == len(row.accepted) <= 3, row
        for category in row.accepted:
            node = tabular.node(category)
            assert node and node.kind == "category", (row.typed, category)


@pytest.mark.parametrize("name", FILES)
def test_no_phrase_is_a_title(tabular: Tabular, name: str) -> None:
    titles = {plain(title) for *_, title in tabular.every_node()}
    titles |= {plain(title) for _, title in tabular.starting("", 1_000_000)}
    assert len(titles) > 74_000
    assert not [r.typed for r in bench().phrases(getattr(bench(), name)) if plain(r.typed) in titles]


@pytest.mark.parametrize("name", FILES)
def test_phrases_come_from_every_chapter(tabular: Tabular, name: str) -> None:
    rows = bench().phrases(getattr(bench(), name))
    chapters = {tabular.ancestors(r.accepted[0])[-1].key for r in rows}
    assert len(chapters) == 22


def test_inclusion_terms_have_one_typo_and_stay_the_same(tabular: Tabular) -> None:
    rows = bench().inclusions(tabular)
    assert rows == bench().inclusions(tabular)
    assert len(rows) == 1000
    for row in rows:
        assert row.typed in one_away(row.written), row
        assert all(tabular.node(c) for c in row.accepted)


def test_a_typo_is_always_made() -> None:
    assert all(bench().misspelt("aaaaa of ear", random.Random(n)) != "aaaaa of ear" for n in range(200))


def one_away(text: str) -> set[str]:
    """All that one transposed, dropped, doubled or replaced letter of a long word makes of a text."""
    made = set()
    for word in re.finditer(r"[A-Za-z]{5,}", text):
        for i in range(word.start(), word.end()):
            made |= {text[:i] + text[i + 1 :], text[:i] + text[i] + text[i:]}
            made |= {text[:i] + c + text[i + 1 :] for c in "abcdefghijklmnopqrstuvwxyz"}
            if i + 1 < word.end():
                made.add(text[:i] + text[i + 1] + text[i] + text[i + 2 :])
    return made - {text}


def test_phrases_of_other_systems() -> None:
    rows = bench().phrases(bench().SYSTEMS)
    assert Counter(r.kind for r in rows) == {"HCPCS": 30, "ICD-10-PCS": 30}
    assert len({plain(r.typed) for r in rows}) == len(rows)
    shapes = {"HCPCS": r"[A-Z][0-9]{4}", "ICD-10-PCS": r"[0-9A-HJ-NP-Z]{3}"}
    assert all(re.fullmatch(shapes[r.kind], code) for r in rows for code in r.accepted)
