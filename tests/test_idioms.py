"""Names of diseases whose words mean something else apart."""

from __future__ import annotations

import pytest

from chartproof.terms.words import words_of
from chartproof.understand.idioms import taken_apart


@pytest.mark.parametrize(
    "line",
    [
        "Runner's knee",
        "runners knee",
        "tennis elbow",
        "boxer's type fracture",
        "fracture, boxer's",
        "lazy left eye",
        "foot drop",
        "cold sores",
    ],
)
def test_a_name_stands_together(line: str) -> None:
    words = words_of(line, 0, len(line))
    assert not taken_apart(list(range(len(words))), words)


@pytest.mark.parametrize(
    ("line", "two"),
    [
        ("runner with knee pain", ("runner", "knee")),
        ("runner, knee pain", ("runner", "knee")),
        ("farmer has lung cancer", ("farmer", "lung")),
        ("a cold day and sore feet", ("cold", "sore")),
        ("boxer with a rib fracture", ("boxer", "fracture")),
    ],
)
def test_its_words_apart_are_no_name(line: str, two: tuple[str, str]) -> None:
    words = words_of(line, 0, len(line))
    assert taken_apart([words.folded.index(word) for word in two], words)
