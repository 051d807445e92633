"""The conventions over lists of codes: Excludes1 against a brute-force reading of the notes, and what notes resolve to."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chartproof.check.conventions.rules import excludes1
from chartproof.check.report import report
from chartproof.codesets.books import Books
from chartproof.codesets.build.instructional_notes import ends, is_named
from chartproof.codesets.tabular import Tabular
from chartproof.formats.claim import claim_of
from chartproof.pipeline import Line

CODE = r"[A-Z][0-9A-Z][0-9A-Z](?:\.[0-9A-Z]+)?"
#: A code and, after a dash or "to", another: with the dashes that stand for more characters.
SPAN = re.compile(
    rf"(?<![A-Za-z0-9])({CODE})(?![A-Za-z0-9])(?:\.?-)?(?:(?: ?- ?|(?<=-)| to )({CODE})(?![A-Za-z0-9]))?"
)


class Brute:
    """Every Excludes1 note read word by word, over all codes of the release."""

    def __init__(self, tabular: Tabular) -> None:
        self.title = {c.code: c.title for c in tabular.every_code()}
        self.leaf = {c.code: c.node for c in tabular.every_code()}
        self.parent = {row[0]: row[3] for row in tabular.every_node()}
        self.plain = sorted((code.replace(".", ""), code) for code in self.title)
        self.notes: dict[str, list[str]] = {}
        for node, _, _, _, text in tabular.every_note(("excludes1",)):
            self.notes.setdefault(node, []).append(text)
        self.read = cache(self._read)

    def excludes(self, one: str, other: str) -> bool:
        node = self.leaf[one]
        while node:
            if any(other in self.read(text) for text in self.notes.get(node, ())):
                return True
            node = self.parent.get(node, "")
        return False

    def _read(self, text: str) -> frozenset[str]:
        """Every code that a note means."""
        found: set[str] = set()
        for m in SPAN.finditer(text):
            if not any(c.isdigit() for c in m[1][1:]):
                continue
            low, high = m[1].replace(".", ""), (m[2] or m[1]).replace(".", "")
            at = bisect_left(self.plain, (low, ""))
            while at < len(self.plain) and self.plain[at][0][: len(high)] <= high:
                found.add(self.plain[at][1])
                at += 1
        return frozenset(code for code in found if self._further(code, text))

    def _further(self, code: str, text: str) -> bool:
        """Whether a code has the further characters that a note speaks of."""
        plain = code.replace(".", "")
        if m := re.search(r"(?:5th|fifth)[ -]characters? \.?(\d)", text):
            return plain[4:5] == m[1]
        if "fifth to sixth characters 51" in text:
            return plain[4:6] == "51"
        if m := re.search(r"final characters -(\d\d)", text):
            return len(plain) == 6 and plain.endswith(m[1])
        if m := re.search(r"(?:7th|seventh) character ([A-Z])\b", text):
            return plain[6:] == m[1]
        if "with open fracture 7th character" in text:
            return "open fracture" in self.title[code]
        if m := re.search(r"with ((?:\.\d+-?(?:,| or)? ?)+)", text):
            return any(plain[3:].startswith(x) for x in re.findall(r"\.(\d+)", m[1]))
        if "with ketoacidosis" in text:
            return "ketoacidosis" in self.title[code]
        return True


@pytest.fixture(scope="module")
def tabular(line: Line) -> Tabular:
    return line.terminology(release="icd10cm-2026.2").tabular


@pytest.fixture(scope="module")
def brute(tabular: Tabular) -> Brute:
    return Brute(tabular)


def found(codes: list[str], books: Books) -> set[frozenset[str]]:
    raw = {"diagnoses": [{"code": code} for code in codes], "from": "2026-06-15", "through": "2026-06-15"}
    made = report(claim_of(raw), books, (excludes1.excludes1,))
    assert not made.skipped
    return {frozenset(re.match(r"(\S+) beside (\S+):", f.says).groups()) for f in made.findings}  # type: ignore[union-attr]


def sides(title: str) -> set[str]:
    return {side for side in ("right", "left", "bilateral") if re.search(rf"\b{side}\b", title.lower())}


def read(codes: list[str], brute: Brute) -> set[frozenset[str]]:
    pairs = {(a, b) for a in codes for b in codes if a != b and brute.excludes(a, b)}
    apart = ({"right"}, {"left"})
    return {
        frozenset(p)
        for p in pairs
        if {tuple(sides(brute.title[c])) for c in p} != {tuple(side) for side in apart}
    }


@cache
def pools(brute: Brute) -> tuple[list[str], list[tuple[str, str]]]:
    """All codes, and for each note one code that it stands at with one that it names."""
    codes = sorted(brute.title)
    below: dict[str, str] = {}
    for code, leaf in brute.leaf.items():
        node = leaf
        while node:
            below.setdefault(node, code)
            node = brute.parent.get(node, "")
    pairs = [
        (below[node], sorted(brute.read(text))[count % len(brute.read(text))])
        for node, texts in sorted(brute.notes.items())
        for count, text in enumerate(texts)
        if node in below and brute.read(text)
    ]
    return codes, pairs


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_excludes1_is_what_the_notes_say(data: st.DataObject, line: Line, brute: Brute) -> None:
    codes, pairs = pools(brute)
    some = data.draw(st.lists(st.sampled_from(codes), max_size=6))
    named = data.draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=4))
    drawn = list(dict.fromkeys([*some, *(code for pair in named for code in pair)]))
    books = line.terminology(release="icd10cm-2026.2").books
    assert found(drawn, books) == read(drawn, brute)


def test_every_note_of_excludes1_finds_its_pair(line: Line, brute: Brute) -> None:
    books = line.terminology(release="icd10cm-2026.2").books
    _, pairs = pools(brute)
    count = 0
    for one, other in pairs:
        if one != other:
            told = read([one, other], brute)
            assert found([one, other], books) == told, (one, other)
            count += bool(told)
    assert count > 4000


def test_targets_are_the_codes_a_note_means(tabular: Tabular, brute: Brute) -> None:
    """Over all codes: what the targets of an Excludes1 note name is what its words say."""
    for node in brute.notes:
        for note in tabular.notes(node):
            if note.kind == "excludes1" and "ketoacidosis" not in note.text:
                named: set[str] = set()
                for target in note.targets:
                    low, high = ends(target)
                    at = bisect_left(brute.plain, (low, ""))
                    while at < len(brute.plain) and brute.plain[at][0][: len(high)] <= high:
                        named |= {brute.plain[at][1]} if is_named(brute.plain[at][1], target) else set()
                        at += 1
                assert named == brute.read(note.text), note.text


def test_notes_that_name_a_code_resolve(tabular: Tabular) -> None:
    import importlib.util
    from pathlib import Path

    path = Path(__file__).resolve().parent.parent / "benchmarks/notes.py"
    spec = importlib.util.spec_from_file_location("notes_benchmark", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = module.measured(tabular)
    assert made["share"] >= 0.999
    assert {row["code"] for row in made["rest"]} == {"F02"}
