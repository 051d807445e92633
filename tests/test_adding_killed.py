"""A command killed at any moment: what stood still stands, and the next one completes."""

from __future__ import annotations

from pathlib import Path

import pytest
from killing import kills

from chartproof.pipeline import Line


def test_killed_three_times(tmp_path: Path, home: Path, line: Line) -> None:
    line.shelf.releases()
    kills(tmp_path, home, rounds=1, seed=1, codes=4_000, pairs=20_000)


@pytest.mark.prove
def test_killed_fifty_times(tmp_path: Path, home: Path, line: Line) -> None:
    line.shelf.releases()
    hit = kills(tmp_path, home, rounds=25, seed=20_261_125, codes=40_000, pairs=300_000)
    assert hit >= 50, "too few were killed before they ended; make the files larger"
